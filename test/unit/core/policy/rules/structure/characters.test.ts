import { characters } from '../../../../../../src/core/policy/rules/structure/characters';
import { describeRule, policyWith } from '../describeRule';

describeRule(characters, {
  finds: [
    {
      when: 'typographic quotes around a string, which both become plain',
      policy: `{ «\u201C»Version«\u201D»: "2012-10-17", "Statement": [] }`,
      fixed: '{ "Version": "2012-10-17", "Statement": [] }',
    },
    {
      when: 'typographic quotes',
      policy: policyWith({ Sid: '"Don«\u2019»t"' }),
      fixed: policyWith({ Sid: '"Don\'t"' }),
    },
    {
      when: 'letters outside of Latin-1',
      policy: policyWith({ Sid: '"«\u5bc6\u94a5»"' }),
      fixed: policyWith({ Sid: '""' }),
      says: /U\+5BC6/,
    },
    { when: 'a byte order mark', policy: '«\uFEFF»{}', fixed: '{}' },
  ],
  passes: [{ when: 'Latin-1, tabs and line ends', policy: '{\r\n\t"Id": "Schlüssel"}' }],
});
