import { lintPolicy } from '../policy/lint';
import { parsePolicy } from '../policy/parse';
import { whole } from '../policy/rules/whole';
import { findAction } from '../policy/vocabulary/actions';
import { actionProblem } from './askable';
import type { StatementText } from './statementText';
import type { Layer } from './model';

/** Findings that are no errors in a policy that somebody wrote, but not to be advised either: nothing comes of them. */
const notAdvised: ReadonlySet<string> = new Set([
  'KMS_SERVICE_USES_ROLE',
  'KMS_SOURCE_KEY_NOT_SENT',
  'KMS_ACTION_NOT_IN_KEY_POLICY',
]);

/** Findings about a policy as a whole, such as that nobody may change it: the statement joins a policy that is there. */
const ofWholePolicies: ReadonlySet<string> = new Set(whole.map(({ code }) => code));

/**
 * Why a statement must not be proposed, in words; undefined where nothing speaks against it. Whatever we advise
 * passes through here, and so is never what our own checks then call an error.
 */
export function notProposable(layer: Layer, statement: StatementText): string | undefined {
  const actions = typeof statement.Action === 'string' ? [statement.Action] : statement.Action;
  const unknown = actions.find((action) => findAction(action) === undefined);
  if (unknown !== undefined) return actionProblem(unknown) ?? `There is no KMS action ${unknown}.`;
  // The other kinds of policy name nobody, and what they say of an action is AWS's to take.
  if (layer !== 'key-policy') return undefined;
  const policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  return lintPolicy(parsePolicy(policy)).find(
    ({ severity, code }) => (severity === 'error' && !ofWholePolicies.has(code)) || notAdvised.has(code),
  )?.message;
}
