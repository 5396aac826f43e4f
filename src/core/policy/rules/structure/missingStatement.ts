import type { ObjectValue } from '../../document';
import type { PolicyFacts } from '../../facts';
import type { Change } from '../../fixes/fix';
import { delegationFix } from '../../fixes/statements';
import { policyElements, policyLimits } from '../../vocabulary/limits';
import { isLoneStatement, meantElement } from './invalidElement';
import { analyzerLink } from '../parts/links';
import { openingOf } from '../parts/missing';
import type { Rule } from '../parts/rule';

export const missingStatement: Rule = {
  code: 'MISSING_STATEMENT',
  severity: 'error',
  summary: 'The policy has no statement.',
  link: analyzerLink('error', 'MISSING_STATEMENT'),
  *check(policy) {
    const { root, statement } = policy.document;
    if (root?.kind !== 'object') return;
    if (isLoneStatement(root)) {
      const message =
        'This is a statement by itself, and no policy. A policy holds it in a list: {"Version": "2012-10-17", "Statement": [ … ]}.';
      yield { span: openingOf(root), message, fixes: () => wrapped(policy, root) };
      return;
    }
    const list = statement?.value;
    if (statement ? list?.kind !== 'array' || list.items.length > 0 : misspelt()) return;
    const message =
      'The policy has no statement, and so allows nothing. Add one, such as that which lets the IAM policies of the account decide.';
    yield { span: list?.span ?? openingOf(root), message, fixes: () => delegationFix(policy) };

    function misspelt(): boolean {
      return (
        root?.kind === 'object' &&
        root.members.some(
          ({ key }) =>
            !policyElements.some((name) => name === key.value) &&
            meantElement(key, root, policyElements) === 'Statement',
        )
      );
    }
  },
};

/** What a statement by itself becomes: the policy that holds it. */
function wrapped({ document, text }: PolicyFacts, { span }: ObjectValue): Change[] {
  if (document.embedded === true) return [];
  const [current] = policyLimits.versions;
  const statement = text.slice(span.start, span.end).replaceAll('\n', '\n    ');
  const newText = `{\n  "Version": "${current}",\n  "Statement": [\n    ${statement}\n  ]\n}`;
  return [{ title: 'Put the statement into a policy', edits: [{ span, newText }] }];
}
