import { tooLarge } from '../../../../../../src/core/policy/rules/structure/tooLarge';
import { describeRule, policyOf, statementWith } from '../describeRule';

const large = policyOf([statementWith({ Sid: `"${'x'.repeat(30_000)}"` })]);
const spread = `«{»${' '.repeat(5_000)}${large.slice(1)}`;
const compact = JSON.stringify(JSON.parse(large));

describeRule(tooLarge, {
  finds: [
    {
      when: 'a file whose white space makes it too large for other tools',
      policy: spread,
      fixed: compact,
      severity: 'warning',
      says: /has 35,1\d\d bytes \(30,1\d\d without white space\), and KMS takes 32,768.*other tools send the file as it stands/,
    },
    {
      when: 'the policy of a key that is laid out large, as a hint',
      policy: spread,
      known: { key: { accountId: '111122223333' } },
      fixed: compact,
      severity: 'info',
      says: /It is saved without white space/,
    },
    {
      when: 'characters of two bytes',
      policy: `«{»"Id": "${'é'.repeat(17_000)}"}`,
      says: /34,\d{3} bytes.*Merge statements/,
    },
    {
      when: 'what is too large without white space, also where the text is not complete',
      policy: `«{»"Id": "${'x'.repeat(33_000)}",`,
    },
  ],
  passes: [
    { when: 'a policy of just the size', policy: `{"Id": "${'x'.repeat(32_768 - 10)}"}` },
    { when: 'white space in a text that is not complete', policy: `{"Id": "x",${' '.repeat(40_000)}` },
  ],
});
