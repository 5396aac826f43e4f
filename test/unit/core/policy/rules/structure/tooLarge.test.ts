import { tooLarge } from '../../../../../../src/core/policy/rules/structure/tooLarge';
import { describeRule, policyOf, statementWith } from '../describeRule';

const large = policyOf([statementWith({ Sid: `"${'x'.repeat(30_000)}"` })]);
const spread = `«{»${' '.repeat(5_000)}${large.slice(1)}`;

describeRule(tooLarge, {
  finds: [
    { when: 'white space that makes it too large', policy: spread, fixed: JSON.stringify(JSON.parse(large)) },
    { when: 'characters of two bytes', policy: `«{»"Id": "${'é'.repeat(17_000)}"}` },
  ],
  passes: [{ when: 'a policy of just the size', policy: `{"Id": "${'x'.repeat(32_768 - 10)}"}` }],
});
