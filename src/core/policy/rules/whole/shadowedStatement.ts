import type { Change } from '../../fixes/fix';
import type { PolicyFacts, PrincipalFacts, StatementFacts } from '../../facts';
import { isEveryone } from '../../facts';
import { flat } from '../../refactor/minify';
import { fixOf, removeStatement } from '../../fixes/statements';
import { lockingDeny } from '../parts/lockingDeny';
import { kmsLink } from '../parts/links';
import { stringsOf } from '../../locate';
import type { Rule } from '../parts/rule';
import { show } from '../parts/words';

/** A statement that no request depends on. */
export const shadowedStatement: Rule = {
  code: 'KMS_SHADOWED_STATEMENT',
  severity: 'info',
  summary: 'The statement never decides: another one covers it.',
  link: kmsLink('policy-evaluation'),
  *check(policy) {
    const byPrincipal = widerByPrincipal(policy);
    const locking = lockingDeny(policy);
    for (const statement of policy.statements) {
      if (!isPlain(statement)) continue;
      const [first] = statement.principals;
      // Neither list is copied: where all statements are for one principal, each is as long as the policy.
      const coverAmong = (id: string): StatementFacts | undefined =>
        byPrincipal.get(id)?.find((other) => covers(policy, other, statement));
      const cover = coverAmong(first ? idOf(first) : '') ?? coverAmong('*');
      // What locks everybody out is said of the Deny: the Allow that it covers is the harmless half.
      if (!cover || cover === locking) continue;
      const sid =
        cover.sid?.value?.kind === 'string' ? ` ${show(cover.sid.value.value)}` : ` ${cover.index + 1}`;
      const same = cover.decides === statement.decides;
      const effect = same ? 'says the same and more' : 'denies all that this one allows';
      const span = statement.sid?.value?.span ?? statement.action?.value?.span ?? statement.value.span;
      const message = `This statement never decides: statement${sid} ${effect}.`;
      const fixes = (): Change[] =>
        same ? fixOf('Remove the statement', removeStatement(policy, statement)) : [];
      yield { span, message, fixes };
    }
  },
};

function idOf({ type, value }: PrincipalFacts): string {
  return type === '*' ? '*' : `${type} ${value.value}`;
}

/** Nothing about the statement is unknown or negated. */
function isPlain({
  decides,
  principals,
  notPrincipal,
  covers: actions,
  notResource,
  open,
  value,
  condition,
}: StatementFacts): boolean {
  if (decides === undefined || principals.length === 0 || notPrincipal || notResource) return false;
  if (!actions || actions.size === 0 || open.principal || open.condition) return false;
  return (
    !(condition && condition.value?.kind !== 'object') &&
    value.members.every((member) => member.value !== undefined)
  );
}

/** The statements that may cover others, by each of their principals. */
function widerByPrincipal({ statements }: PolicyFacts): Map<string, StatementFacts[]> {
  const found = new Map<string, StatementFacts[]>();
  for (const statement of statements) {
    if (!isPlain(statement) || !isStar(statement)) continue;
    const everyone = statement.principals.some(isEveryone);
    for (const id of everyone ? ['*'] : new Set(statement.principals.map(idOf))) {
      const there = found.get(id);
      if (there) there.push(statement);
      else found.set(id, [statement]);
    }
  }
  return found;
}

function isStar({ resource }: StatementFacts): boolean {
  return stringsOf(resource?.value).some(({ value }) => value === '*');
}

/** Of two that say the same, only the later one is superfluous. */
function covers(policy: PolicyFacts, wide: StatementFacts, narrow: StatementFacts): boolean {
  if (wide === narrow || !includes(policy, wide, narrow)) return false;
  return wide.index < narrow.index || !(isStar(narrow) && includes(policy, narrow, wide));
}

function includes({ text }: PolicyFacts, wide: StatementFacts, narrow: StatementFacts): boolean {
  if (wide.decides === 'Allow' && narrow.decides === 'Deny') return false;
  if (!narrow.covers || ![...narrow.covers].every((action) => wide.covers?.has(action))) return false;
  const ids = new Set(wide.principals.map(idOf));
  // An Allow for everybody does not delegate to an account as its principal does, so that it replaces only itself.
  const anyone = wide.principals.some(isEveryone);
  const isIn = (one: PrincipalFacts): boolean =>
    ids.has(idOf(one)) || (anyone && (wide.decides === 'Deny' || isEveryone(one)));
  if (!narrow.principals.every(isIn)) return false;
  if (!wide.condition?.value) return true;
  const same = narrow.condition?.value && flat(narrow.condition.value, text);
  return same === flat(wide.condition.value, text);
}
