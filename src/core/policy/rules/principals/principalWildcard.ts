import type { PolicyFacts, StatementFacts } from '../../facts';
import { addCondition } from '../../fixes/conditions';
import { quoted } from '../../fixes/edit';
import type { Change } from '../../fixes/fix';
import { analyzerLink } from '../parts/links';
import { principalShape } from '../parts/principalShape';
import type { Rule } from '../parts/rule';
import { show } from '../parts/words';

/** A principal is either `*` or one principal: no part of it can be a wildcard. */
export const principalWildcard: Rule = {
  code: 'UNSUPPORTED_WILDCARD_IN_PRINCIPAL',
  severity: 'error',
  summary: 'A principal has a wildcard.',
  link: analyzerLink('error', 'UNSUPPORTED_WILDCARD_IN_PRINCIPAL'),
  *check(policy) {
    for (const statement of policy.statements) {
      for (const { type, value } of [...statement.principals, ...statement.notPrincipals]) {
        const aws = type === 'AWS' && principalShape(value.value).kind === 'pattern';
        const service = type === 'Service' && value.value === '*';
        if (!aws && !service) continue;
        const message = aws
          ? `KMS refuses ${show(value.value)}: a principal cannot have wildcards. Write {"AWS": "*"} and the condition "ArnLike": {"aws:PrincipalArn": ${show(value.value)}}.`
          : 'A service principal cannot be "*". Write the services, such as "cloudtrail.amazonaws.com".';
        yield { span: value.span, message, fixes: () => (aws ? byCondition(policy, statement) : []) };
      }
    }
  },
};

/** Everybody, restricted to the patterns: only where the statement has nobody else in it. */
function byCondition(policy: PolicyFacts, statement: StatementFacts): Change[] {
  const { principals, notPrincipal, principal, open } = statement;
  const patterns = principals.map(({ value }) => value.value);
  const all = principals.every(
    ({ type, value }) => type === 'AWS' && principalShape(value.value).kind === 'pattern',
  );
  const [one] = patterns;
  if (notPrincipal || open.principal || !all || !principal?.value || one === undefined) return [];
  if (!patterns.every((pattern) => pattern.startsWith('arn:'))) return [];
  const values = patterns.length === 1 ? one : patterns;
  const condition = addCondition(policy, statement, 'ArnLike', 'aws:PrincipalArn', values);
  if (!condition) return [];
  const inner = principal.value.kind === 'object' ? principal.value.members[0]?.value : undefined;
  if (!inner) return [];
  const edits = [{ span: inner.span, newText: quoted('*') }, condition];
  return [{ title: 'Write "*" and a condition on aws:PrincipalArn', edits }];
}
