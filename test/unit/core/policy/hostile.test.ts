import { describe, expect, it } from 'vitest';
import { toKmsError } from '../../../../src/aws/errors';
import { explainError } from '../../../../src/core/access/explainError';
import { substitute } from '../../../../src/core/messages';
import { ownValue } from '../../../../src/core/ownValue';
import { regionName } from '../../../../src/core/partitions';
import { complete } from '../../../../src/core/policy/complete/complete';
import { templatePolicies } from './languages/read';
import { hoverAt } from '../../../../src/core/policy/hover/hover';
import { lintPolicy } from '../../../../src/core/policy/lint';
import { parsePolicy } from '../../../../src/core/policy/parse';

const policyWith = (own: object): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 'kms:*', Resource: '*', ...own },
    ],
  });
const valued = (value: string, key = 'kms:EncryptionContext:AppName'): string =>
  policyWith({ Condition: { StringLike: { [key]: value } } });

/** Does all that a key stroke asks for. */
function handle(text: string): void {
  const document = parsePolicy(text);
  lintPolicy(document);
  complete(document, text.length / 2);
  hoverAt(document, text.length / 2);
}

describe('a value that is nothing but one sign', () => {
  // Work that grew with the square of the length would take minutes here, and the test's time would run out.
  it.each(['*', '?', '${', '${a}', '${}', '$', '{', 'a,', '*a', '-', '.', '/', ':', ' '])(
    'is handled like any other of its length: %s',
    (sign) => {
      expect(() => {
        handle(valued(sign.repeat(200_000)));
        handle(valued(sign.repeat(200_000), 'kms:ViaService'));
      }).not.toThrow();
    },
    20_000,
  );

  it.each([
    ['${', 'MISSING_BRACE_IN_VARIABLE'],
    ['${}', 'EMPTY_VARIABLE'],
    ['${aws:nothing}', 'INVALID_VARIABLE'],
  ])('has twenty findings of a kind, and the last says how many more: %s', (sign, code) => {
    const found = lintPolicy(parsePolicy(valued(sign.repeat(1_000)))).filter((one) => one.code === code);
    expect(found).toHaveLength(20);
    expect(found.at(-1)?.message).toContain('980 more');
    expect(found[0]?.message).not.toContain('more');
  });
});

describe('a policy that is full of one mistake', () => {
  const times = <T>(count: number, one: (at: number) => T): T[] =>
    Array.from({ length: count }, (_, at) => one(at));
  const open = { Sid: 'one', Effect: 'Allow', Principal: '*', Action: 'kms:*', Resource: '*' };

  it.each([
    ['actions', policyWith({ Action: times(2_600, (at) => `kms:A${at}`) })],
    ['services', policyWith({ Principal: { Service: times(2_000, (at) => `s${at}.aws`) } })],
    ['statements', JSON.stringify({ Statement: times(320, () => open) })],
    ['empty statements', JSON.stringify({ Statement: times(8_000, () => ({})) })],
    ['brackets that never close', '{'.repeat(32_000)],
  ])('has a hundred findings of a rule, and the last says that there are more: %s', (_, text) => {
    const all = lintPolicy(parsePolicy(text));
    const codes = [...new Set(all.map(({ code }) => code))];
    const most = codes
      .map((code) => all.filter((one) => one.code === code))
      .filter((found) => found.length >= 100);
    expect(most).not.toEqual([]);
    for (const found of most) {
      expect(found).toHaveLength(100);
      expect(found.filter(({ message }) => message.endsWith(' The policy has more of them.'))).toHaveLength(
        1,
      );
    }
    expect(() => handle(text)).not.toThrow();
  });

  it('has all of them where a hundred are all', () => {
    const found = lintPolicy(parsePolicy(policyWith({ Action: times(100, (at) => `kms:A${at}`) })));
    const unknown = found.filter(({ code }) => code === 'INVALID_ACTION');
    expect(unknown).toHaveLength(100);
    expect(unknown.map(({ message }) => message).join()).not.toContain('more of them');
  });

  it('hides no error behind warnings of the same rule', () => {
    const keys = Object.fromEntries(times(150, (at) => [`aws:PrincipalTag/t${at}`, 'x']));
    const Condition = { 'ForAllValues:StringEquals': { ...keys, 'kms:EncryptionContext:app': 'x' } };
    const found = lintPolicy(parsePolicy(policyWith({ Condition })));
    const severities = found
      .filter(({ code }) => code.startsWith('FORALLVALUES'))
      .map(({ severity }) => severity);
    expect(severities.filter((one) => one === 'warning')).toHaveLength(100);
    expect(severities).toContain('error');
  });
});

describe('a template that is full of aliases', () => {
  const head = 'Resources: {K: {Type: AWS::KMS::Key, Properties: {KeyPolicy: {Statement: [';

  // Looking through the document for each of them would take minutes here, and the test's time would run out.
  it.each(['*a , ', '&a x, *a , ', '{<<: *a }, '])(
    'is read like any other: %s',
    async (one) => {
      const text = `${head}&a {Effect: Allow}, ${one.repeat(96_000 / one.length)}]}}}}`;
      expect(await templatePolicies(text, 'yaml')).toHaveLength(1);
    },
    20_000,
  );
});

describe('names that every object of JavaScript has', () => {
  const names = ['constructor', 'valueOf', 'toString', '__proto__', 'hasOwnProperty'];

  it.each(names)('are a code, a service and a Region like any unknown one: %s', (name) => {
    expect(toKmsError({ code: name, message: 'x' }).reason).toBe('unknown');
    const text = policyWith({
      Condition: {
        StringEquals: {
          'kms:ViaService': `${name.toLowerCase()}.eu-west-1.amazonaws.com`,
          'aws:RequestedRegion': name,
          [name]: name,
        },
        [name]: { [`aws:PrincipalTag/${name}`]: name },
      },
    });
    const document = parsePolicy(text);
    const hovers = [...text.matchAll(/"/g)].map(({ index }) => hoverAt(document, index)?.markdown ?? '');
    expect(hovers.join('\n')).not.toMatch(/native code|\[object/);
    expect(
      lintPolicy(document)
        .map(({ message }) => message)
        .join('\n'),
    ).not.toMatch(/native code|\[object/);
  });

  it.each(names)('are in no table, and name nothing in an error or a text: %s', (name) => {
    expect(ownValue({ a: 1 }, name)).toBeUndefined();
    expect(ownValue(JSON.parse(`{"${name}": 2}`) as Record<string, number>, name)).toBe(2);
    expect(substitute(`{${name}}`, {})).toBe(`{${name}}`);
    expect(regionName(name)).toBeUndefined();
    const error = `User: arn:aws:iam::111122223333:user/a is not authorized to perform: kms:Sign because no ${name} policy allows the kms:Sign action`;
    expect(JSON.stringify(explainError(error))).not.toMatch(/native code|\[object/);
  });
});
