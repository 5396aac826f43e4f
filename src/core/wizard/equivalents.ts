import { awsCli } from '../iac/awsCli';
import { cloudFormation } from '../iac/cloudFormation';
import { parsedPolicy, type CommandSetting, type IacKey, type IacText } from '../iac/iacKey';
import { terraform } from '../iac/terraform';
import type { PlannedCall } from './plan';

export interface Equivalents {
  cli: IacText;
  cloudFormation: IacText;
  terraform: IacText;
}

/** The key "copied as" AWS CLI, CloudFormation and Terraform, from the very calls the wizard would make. */
export function equivalents(calls: readonly PlannedCall[], setting: CommandSetting): Equivalents {
  const key = plannedKey(calls);
  const policy = key && parsedPolicy(key.policy);
  if (key === undefined || policy === undefined) {
    const unavailable = 'The key policy is not a JSON object. Correct it first.';
    return { cli: { unavailable }, cloudFormation: { unavailable }, terraform: { unavailable } };
  }
  return {
    cli: awsCli(key, setting),
    cloudFormation: cloudFormation(key, policy),
    terraform: terraform(key, policy),
  };
}

function plannedKey(calls: readonly PlannedCall[]): IacKey | undefined {
  const create = calls.find((call) => call.operation === 'CreateKey');
  const rotation = calls.find((call) => call.operation === 'EnableKeyRotation');
  return (
    create && {
      ...create.key,
      aliases: calls.flatMap((call) => (call.operation === 'CreateAlias' ? [call.name] : [])),
      ...(rotation && { rotationPeriodDays: rotation.periodDays }),
    }
  );
}
