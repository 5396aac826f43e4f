import { describe, expect, it } from 'vitest';
import { toKmsError } from '../../../../src/aws/errors';
import { complete } from '../../../../src/core/policy/complete/complete';
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

/** CPU time in milliseconds of all that a key stroke costs: what others do on the machine does not count. */
function cost(text: string): number {
  const before = process.cpuUsage();
  const document = parsePolicy(text);
  lintPolicy(document);
  complete(document, text.length / 2);
  hoverAt(document, text.length / 2);
  const { user } = process.cpuUsage(before);
  return user / 1000;
}

describe('a value that is nothing but one sign', () => {
  // 40,000 of them take some 20 ms; work that grows with the square of it took seconds.
  it.each(['*', '?', '${', '${a}', '${}', '$', '{', 'a,', '*a', '-', '.', '/', ':', ' '])(
    'costs as much as any other of its length: %s',
    (sign) => {
      expect(cost(valued(sign.repeat(40_000)))).toBeLessThan(1_500);
      expect(cost(valued(sign.repeat(40_000), 'kms:ViaService'))).toBeLessThan(1_500);
    },
    20_000,
  );

  it.each([
    ['${', 'MISSING_BRACE_IN_VARIABLE'],
    ['${}', 'EMPTY_VARIABLE'],
    ['${nothing}', 'INVALID_VARIABLE'],
  ])('has twenty findings of a kind, and the last says how many more: %s', (sign, code) => {
    const found = lintPolicy(parsePolicy(valued(sign.repeat(1_000)))).filter((one) => one.code === code);
    expect(found).toHaveLength(20);
    expect(found.at(-1)?.message).toContain('980 more');
    expect(found[0]?.message).not.toContain('more');
  });
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
});
