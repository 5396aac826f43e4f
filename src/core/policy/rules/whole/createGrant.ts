import type { ConditionFacts, PolicyFacts, StatementFacts } from '../../facts';
import { isEveryone } from '../../facts';
import { addCondition } from '../../fixes/conditions';
import type { Change } from '../../fixes/fix';
import { fixOf } from '../../fixes/statements';
import { moveActions } from '../../refactor/splitStatement';
import { isAccount, coversAction } from '../parts/holders';
import { kmsLink } from '../parts/links';
import { narrows } from '../parts/restrictions';
import type { Rule } from '../parts/rule';

/** Keys that say what may be granted, to whom, or through which service. */
const constraints = /^kms:(grant|viaservice$|retiring|encryptioncontext)/i;

/** Who may create grants can give operations away that it may not do itself. */
export const createGrant: Rule = {
  code: 'KMS_CREATE_GRANT_UNCONSTRAINED',
  severity: 'warning',
  summary: 'kms:CreateGrant without a condition on what may be granted.',
  link: kmsLink('grants'),
  *check(policy) {
    for (const statement of policy.statements) {
      const { decides, principals, actions, open } = statement;
      if (decides !== 'Allow' || open.condition || !coversAction(statement, 'kms:CreateGrant')) continue;
      // An administrator can do that anyway, by the policy; another rule speaks of it.
      if (coversAction(statement, 'kms:PutKeyPolicy')) continue;
      if (statement.conditions.some(constrains)) continue;
      if (
        principals.every(
          (principal) => isAccount(principal) || isEveryone(principal) || principal.type === 'Service',
        )
      )
        continue;
      const entry = actions.find(({ matches }) => matches.some(({ name }) => name === 'kms:CreateGrant'));
      if (!entry) continue;
      const message =
        'Whoever may create grants can give away operations that it may not do itself. Add the condition "Bool": {"kms:GrantIsForAWSResource": "true"}, or one on kms:GrantOperations or kms:GranteePrincipal.';
      yield { span: entry.value.span, message, fixes: () => fixes(policy, statement) };
    }
  },
};

function constrains(condition: ConditionFacts): boolean {
  // Each CreateGrant names operations, so that ForAllValues has no absent key to let pass (developer guide's example).
  if (/^kms:grantoperations$/i.test(condition.name) && condition.operator?.qualifier === 'ForAllValues')
    return narrows({ ...condition, operator: { ...condition.operator, qualifier: 'ForAnyValue' } });
  return constraints.test(condition.name) && narrows(condition);
}

const grantActions = ['kms:CreateGrant', 'kms:ListGrants', 'kms:RevokeGrant'];

/** The console's own condition; where the statement has other actions, those of grants move out first. */
function fixes(policy: PolicyFacts, statement: StatementFacts): Change[] {
  const isGrant = (name: string): boolean => grantActions.includes(name);
  const mine = statement.actions.filter(
    ({ matches }) => matches.length > 0 && matches.every(({ name }) => isGrant(name)),
  );
  const title = 'Only for AWS services that use the key for the principal (kms:GrantIsForAWSResource)';
  if (mine.length === statement.actions.length)
    return fixOf(title, addCondition(policy, statement, 'Bool', 'kms:GrantIsForAWSResource', 'true'));
  if (!mine.some(({ matches }) => matches.some(({ name }) => name === 'kms:CreateGrant'))) return [];
  const edits = moveActions(policy, statement, mine, { Bool: { 'kms:GrantIsForAWSResource': 'true' } });
  return edits ? [{ title, edits }] : [];
}
