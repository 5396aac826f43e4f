import type { Value } from '../../document';
import { parsePolicy } from '../../parse';
import type { HostedPolicy, HostFile, HostLanguage, Reading } from '../language';
import { keyTypes } from './keyTypes';

/** Plans of hundreds of resources have a few megabytes. */
const largest = 20_000_000;

/** What `terraform show -json` begins with. Source: Terraform documentation, "JSON Output Format". */
const beginning = /^\uFEFF?\s*\{\s*"format_version"\s*:\s*"\d/;

const jsonNames = /\.json$/i;

/** A plan or a state as `terraform show -json` writes it: the policies are resolved, and each has an address. */
export const terraformPlanLanguage: HostLanguage = {
  id: 'terraform-plan',
  editorLanguages: [],
  patterns: [],
  isLanguageOf: ({ name, text }: HostFile) => (name === '' || jsonNames.test(name)) && beginning.test(text),
  mayHoldPolicy: (text) => text.includes('aws_kms_'),
  largest,
  read: readPlan,
  readAt: () => Promise.resolve(undefined),
  blankCompletes: () => false,
};

async function readPlan(text: string): Promise<Reading> {
  if (!text.includes('aws_kms_') || text.length > largest)
    return { policies: [], problems: [], certain: true };
  const { textPolicy } = await import('../cloudformation/textPolicy');
  const { root, problems } = parsePolicy(text);
  const policies = resourcesOf(root).flatMap(({ address, type, values }): HostedPolicy[] => {
    const string = at(values, 'policy');
    if (string?.kind !== 'string' || string.value.trim() === '') return [];
    const reason = { type, resource: address, property: 'policy' };
    const policy = textPolicy({ text, string, filled: false, reason });
    policy.document.resource = address;
    const skips = at(values, 'bypass_policy_lockout_safety_check');
    if (skips?.kind === 'boolean' && skips.value) policy.document.skipsLockoutCheck = true;
    // A plan is made by Terraform: what is wrong is put right where it was made from.
    return [{ ...policy, subject: address, write: () => undefined }];
  });
  return { policies, problems: problems.filter(({ kind }) => kind === 'invalid').slice(0, 1), certain: true };
}

interface Resource {
  address: string;
  type: string;
  values: Value | undefined;
}

/** Keys after the plan's changes; of a state, or of a plan without changes, those in its modules. */
function resourcesOf(root: Value | undefined): Resource[] {
  const changes = at(root, 'resource_changes');
  if (changes?.kind === 'array')
    return changes.items.flatMap((item) => resource(item, at(at(item, 'change'), 'after')));
  const values = at(root, 'planned_values') ?? at(root, 'values');
  return inModule(at(values, 'root_module'));
}

function inModule(module: Value | undefined): Resource[] {
  const [resources, children] = [at(module, 'resources'), at(module, 'child_modules')];
  return [
    ...(resources?.kind === 'array'
      ? resources.items.flatMap((item) => resource(item, at(item, 'values')))
      : []),
    ...(children?.kind === 'array' ? children.items.flatMap(inModule) : []),
  ];
}

function resource(item: Value, values: Value | undefined): Resource[] {
  const [address, type] = [at(item, 'address'), at(item, 'type')];
  if (address?.kind !== 'string' || type?.kind !== 'string' || !keyTypes.has(type.value)) return [];
  return [{ address: address.value, type: type.value, values }];
}

function at(value: Value | undefined, name: string): Value | undefined {
  return value?.kind === 'object'
    ? value.members.findLast(({ key }) => key.value === name)?.value
    : undefined;
}
