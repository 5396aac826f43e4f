import type { Change } from '../../fixes/fix';
import type { Member } from '../../document';
import { principalTypes } from '../../vocabulary/limits';
import { closest } from '../../vocabulary/match';
import { write } from '../parts/entries';
import { analyzerLink } from '../parts/links';
import type { Report, Rule } from '../parts/rule';
import { didYouMean, show } from '../parts/words';

export const invalidPrincipalKey: Rule = {
  code: 'INVALID_PRINCIPAL_KEY',
  severity: 'error',
  summary: 'Principal has a key that does not exist.',
  link: analyzerLink('error', 'INVALID_PRINCIPAL_KEY'),
  *check({ statements }) {
    for (const { principal, notPrincipal } of statements)
      for (const member of [principal, notPrincipal]) yield* unknownKeys(member);
  },
};

function* unknownKeys(member: Member | undefined): Iterable<Report> {
  if (member?.value?.kind !== 'object') return;
  const names = member.value.members.map(({ key }) => key.value);
  for (const { key } of member.value.members) {
    if (principalTypes.some((type) => type === key.value)) continue;
    const intended = closest(key.value, principalTypes);
    const fixes = (): Change[] =>
      intended !== undefined && !names.includes(intended) ? [write(key, intended)] : [];
    const message = `${show(key.value)} is no kind of principal.${didYouMean(intended)} A key policy takes "AWS" and "Service".`;
    yield { span: key.span, message, fixes };
  }
}
