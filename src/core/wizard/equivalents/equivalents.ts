import type { CommandSetting, Equivalent, ParsedPolicy } from './equivalent';
import type { KeyDraft } from '../draft';
import type { PlannedCall } from '../plan';
import { awsCli } from './awsCli';
import { cloudFormation } from './cloudFormation';
import { terraform } from './terraform';

export interface Equivalents {
  cli: Equivalent;
  cloudFormation: Equivalent;
  terraform: Equivalent;
}

/** The draft's key "copied as" AWS CLI, CloudFormation and Terraform, from the very calls the wizard would make. */
export function equivalents(
  draft: KeyDraft,
  calls: readonly PlannedCall[],
  setting: CommandSetting,
): Equivalents {
  const policy = parsed(calls);
  if (policy === undefined) {
    const unavailable = 'The key policy is not a JSON object. Mend it first.';
    return { cli: { unavailable }, cloudFormation: { unavailable }, terraform: { unavailable } };
  }
  return {
    cli: { text: awsCli(calls, setting) },
    cloudFormation: cloudFormation(draft, calls, policy),
    terraform: terraform(draft, calls, policy),
  };
}

function parsed(calls: readonly PlannedCall[]): ParsedPolicy | undefined {
  const create = calls.find((call) => call.operation === 'CreateKey');
  try {
    const value: unknown = JSON.parse(create?.key.policy ?? '');
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as ParsedPolicy)
      : undefined;
  } catch {
    // The caller says so in words; where the mistake is, the policy's own problems tell.
    return undefined;
  }
}
