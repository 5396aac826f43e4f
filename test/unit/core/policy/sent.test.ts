import { describe, expect, it } from 'vitest';
import { sentPolicy } from '../../../../src/core/policy/sent';

const wide = (sid: string, blanks: number) =>
  `{${' '.repeat(blanks)}\n  "Version": "2012-10-17",\n  "Statement": [ { "Sid": "${sid}" } ]\n}`;
const flat = (sid: string) => `{"Version":"2012-10-17","Statement":[{"Sid":"${sid}"}]}`;

describe('what is sent to KMS for a policy', () => {
  it('is the text as it is laid out while KMS takes it', () => {
    expect(sentPolicy(wide('a  b', 10))).toEqual({ text: wide('a  b', 10), minified: false });
  });

  it('is the text without white space where only that makes it too large, texts within untouched', () => {
    expect(sentPolicy(wide('a  b \\u0041', 33_000))).toEqual({ text: flat('a  b \\u0041'), minified: true });
  });

  it('counts bytes, not characters', () => {
    const sid = 'é'.repeat(16_300);
    expect(sentPolicy(wide(sid, 200))).toEqual({ text: flat(sid), minified: true });
    expect(sentPolicy(wide('e'.repeat(16_300), 200))).toMatchObject({ minified: false });
  });

  it('is the text as it stands where nothing helps: too large, or no JSON', () => {
    for (const text of [wide('x'.repeat(33_000), 1), wide('a', 33_000).slice(0, -1)])
      expect(sentPolicy(text)).toEqual({ text, minified: false });
  });
});
