import { describe, expect, it } from 'vitest';
import { arnTest, resourceArnTest, textTest, wildcardMatcher } from '../../../../src/core/access/pattern';
import type { ContextLookup } from '../../../../src/core/access/compiled';

const account = '111122223333';
const keyArn = `arn:aws:kms:us-east-1:${account}:key/1234`;

function context(values: Record<string, string[]> = {}): ContextLookup {
  return { get: (name) => values[name] };
}

describe('a pattern with wildcards', () => {
  it.each<[pattern: string, text: string, matches: boolean]>([
    ['kms:*', 'kms:Encrypt', true],
    ['kms:*', 'kms:', true],
    ['kms:*', 'km', false],
    ['*', '', true],
    ['', '', true],
    ['', 'a', false],
    ['a?c', 'abc', true],
    ['a?c', 'ac', false],
    ['a?', 'a', false],
    ['?', '', false],
    ['*b', 'ab', true],
    ['*b', 'ba', false],
    ['a*', 'ba', false],
    ['a*b*c', 'a1b2c', true],
    ['a*b*c', 'a1c2b', false],
    // The first place where the middle fits is not the one that lets the end fit.
    ['*ab', 'aab', true],
    ['*aba', 'ababa', true],
    ['a*?', 'a', false],
    ['a*?', 'ab', true],
    ['a**b', 'ab', true],
    ['a*b', 'a*b', true],
    ['a.c', 'abc', false],
    ['[a]', 'a', false],
    ['Encrypt', 'encrypt', false],
  ])('%j, asked about %j: %s', (pattern, text, matches) => {
    expect(wildcardMatcher(pattern)(text)).toBe(matches);
  });

  it('folds the case on both sides where it is told to', () => {
    expect(wildcardMatcher('KMS:En*', true)('kms:ENCRYPT')).toBe(true);
    expect(wildcardMatcher('KMS:Encrypt', true)('kms:encrypt')).toBe(true);
    expect(wildcardMatcher('KMS:?ncrypt', true)('kms:ENCRYPT')).toBe(true);
    expect(wildcardMatcher('KMS:Encrypt')('kms:encrypt')).toBe(false);
  });

  it('has no variables: ${…} is text', () => {
    expect(wildcardMatcher('${aws:username}')('${aws:username}')).toBe(true);
  });

  it('takes * and ? for themselves where wildcards are off', () => {
    const exact = textTest('a*b?', { wildcards: false, variables: false });
    expect(exact('a*b?', context())).toBe(true);
    expect(exact('aXbY', context())).toBe(false);
  });
});

describe('a policy variable', () => {
  const test = (pattern: string, text: string, values: Record<string, string[]> = {}): boolean =>
    textTest(pattern, { wildcards: true, variables: true })(text, context(values));

  it('stands for its value, whatever the case of its name', () => {
    expect(test('team-${aws:UserName}', 'team-ada', { 'aws:username': ['ada'] })).toBe(true);
    expect(test('team-${ aws:username }', 'team-ada', { 'aws:username': ['ada'] })).toBe(true);
    expect(test('team-${aws:username}', 'team-bo', { 'aws:username': ['ada'] })).toBe(false);
    expect(test('${aws:username}/*', 'ada/x', { 'aws:username': ['ada'] })).toBe(true);
  });

  it('has a value that is text: its wildcards match themselves only', () => {
    expect(test('${aws:username}', 'anyone', { 'aws:username': ['*'] })).toBe(false);
    expect(test('${aws:username}', '*', { 'aws:username': ['*'] })).toBe(true);
    expect(test('${aws:username}x', 'abx', { 'aws:username': ['a?'] })).toBe(false);
  });

  it('matches nothing without a value, or with several', () => {
    expect(test('team-${aws:username}', 'team-')).toBe(false);
    expect(test('*${aws:username}*', 'team')).toBe(false);
    expect(test('${aws:username}', 'ada', { 'aws:username': ['ada', 'bo'] })).toBe(false);
    expect(test('${aws:username}', 'ada', { 'aws:username': [] })).toBe(false);
  });

  it('takes its default where it has no value or several, and never else', () => {
    const pattern = "${aws:username, 'all'}";
    expect(test(pattern, 'all')).toBe(true);
    expect(test(pattern, 'all', { 'aws:username': ['ada'] })).toBe(false);
    expect(test(pattern, 'ada', { 'aws:username': ['ada'] })).toBe(true);
    expect(test(pattern, 'all', { 'aws:username': ['ada', 'bo'] })).toBe(true);
    expect(test("${aws:username ,  'a, b' }", 'a, b')).toBe(true);
    expect(test("${aws:username, ''}", '')).toBe(true);
  });

  it('may be a character that would be a wildcard', () => {
    expect(test('a${*}b', 'a*b')).toBe(true);
    expect(test('a${*}b', 'axb')).toBe(false);
    expect(test('a${?}b', 'a?b')).toBe(true);
    expect(test('a${?}b', 'axb')).toBe(false);
    expect(test('a${$}b', 'a$b')).toBe(true);
  });

  it('is text where it does not end, and where variables are off', () => {
    expect(test('a${aws:username', 'a${aws:username')).toBe(true);
    expect(test('a$b', 'a$b')).toBe(true);
    const old = textTest('${aws:username}', { wildcards: true, variables: false });
    expect(old('${aws:username}', context({ 'aws:username': ['ada'] }))).toBe(true);
    expect(old('ada', context({ 'aws:username': ['ada'] }))).toBe(false);
  });

  it('folds the case of its value with the rest', () => {
    const folding = textTest('X-${aws:username}', { wildcards: true, variables: true, ignoreCase: true });
    expect(folding('x-ADA', context({ 'aws:username': ['Ada'] }))).toBe(true);
  });
});

describe('the pattern of an ARN', () => {
  const test = (pattern: string, arn: string, complete = false): boolean =>
    arnTest(pattern, false, complete)(arn, context());

  it.each<[pattern: string, arn: string, matches: boolean]>([
    [keyArn, keyArn, true],
    [`arn:aws:kms:*:${account}:key/*`, keyArn, true],
    ['arn:*:kms:*:*:key/*', keyArn, true],
    ['arn:aws:kms:us-*-1:*:*', keyArn, true],
    // A wildcard stays within its part.
    ['arn:aws:*:key/1234', keyArn, false],
    ['arn:aws:k*3:key/1234', keyArn, false],
    // The resource may hold colons, which wildcards reach over.
    ['arn:aws:s3:::bucket/*', 'arn:aws:s3:::bucket/a:b:c', true],
    ['arn:aws:s3:::a:b', 'arn:aws:s3:::a:b', true],
    ['arn:aws:s3:::a:b', 'arn:aws:s3:::a:c', false],
    ['arn:aws:kms:us-east-1:*:alias/*', keyArn, false],
    ['ARN:aws:kms:*:*:*', keyArn, false],
    ['arn:aws:kms:*:*:*', 'arn:aws:kms', false],
    ['arn:aws:kms:*:*:*', 'kms.amazonaws.com', false],
  ])('%s, asked about %s: %s', (pattern, arn, matches) => {
    expect(test(pattern, arn)).toBe(matches);
  });

  it('that is cut short matches nothing, unless missing parts stand for *', () => {
    expect(test('arn:aws:kms', keyArn)).toBe(false);
    expect(test('*', keyArn)).toBe(false);
    expect(test('arn:aws:kms', keyArn, true)).toBe(true);
    expect(test('arn:aws:s3', keyArn, true)).toBe(false);
  });

  it('may hold a variable, whose value has no colons of its own to cut at', () => {
    const own = arnTest('arn:aws:kms:*:${aws:PrincipalAccount}:key/*', true, false);
    expect(own(keyArn, context({ 'aws:principalaccount': [account] }))).toBe(true);
    expect(own(keyArn, context({ 'aws:principalaccount': ['444455556666'] }))).toBe(false);
    expect(own(keyArn, context())).toBe(false);
  });

  it('takes an ARN that is taken apart already', () => {
    const parts = { partition: 'aws', service: 'kms', region: 'us-east-1', account };
    const arn = { ...parts, resource: 'key/1234', text: keyArn } as Parameters<ReturnType<typeof arnTest>>[0];
    expect(arnTest(`arn:aws:kms:*:${account}:key/*`, false, false)(arn, context())).toBe(true);
    expect(resourceArnTest('arn:aws:kms:*:key/*', false)(arn, context())).toBe(true);
    expect(resourceArnTest('arn:aws:kms:*:alias/*', false)(arn, context())).toBe(false);
  });
});

describe('the pattern of a Resource', () => {
  it.each<[pattern: string, arn: string, matches: boolean]>([
    [`arn:aws:kms:us-east-1:${account}:key/*`, keyArn, true],
    // A * that ends a part may run on over the colons behind it.
    ['arn:aws:kms:*:key/*', keyArn, true],
    ['arn:aws:*:key/1234', keyArn, true],
    ['arn:*:key/1234', keyArn, true],
    ['arn:aws:kms:*:key/9', keyArn, false],
    ['arn:aws:kms:*:alias/*', keyArn, false],
    ['arn:aws:kms:eu-*:key/*', keyArn, false],
    ['arn:aws:kms:us-*:key/*', keyArn, true],
    // One inside a part may not, nor may a question mark.
    ['arn:aws:k*3:key/*', keyArn, false],
    ['arn:aws:kms:*1:key/*', keyArn, false],
    ['arn:aws:kms:us-east-1?111122223333:*:key/*', keyArn, false],
    ['arn:aws:km?:*:key/*', keyArn, true],
    // Behind the fifth colon every wildcard reaches over colons.
    ['arn:aws:s3:*:::a*c', 'arn:aws:s3:::::a:b:c', true],
    ['arn:aws:s3:*:a?b', 'arn:aws:s3:us-east-1::a:b', false],
    ['arn:aws:s3:*:*:a?b', 'arn:aws:s3:us-east-1:1:a:b', true],
    // Cut short, it reaches to the end.
    ['arn:aws:kms', keyArn, true],
    ['arn:aws:kms:*', keyArn, true],
    ['arn:aws:s3', keyArn, false],
  ])('%s, asked about %s: %s', (pattern, arn, matches) => {
    expect(resourceArnTest(pattern, false)(arn, context())).toBe(matches);
  });

  it('puts variables in their place before it runs on over colons', () => {
    const test = resourceArnTest('arn:aws:kms:*:key/${aws:username}', true);
    expect(test(`${keyArn.slice(0, -4)}ada`, context({ 'aws:username': ['ada'] }))).toBe(true);
    expect(test(keyArn, context({ 'aws:username': ['ada'] }))).toBe(false);
    expect(test(keyArn, context())).toBe(false);
    expect(test(keyArn, context({ 'aws:username': ['*'] }))).toBe(false);
  });
});
