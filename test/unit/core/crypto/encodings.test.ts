import { describe, expect, it } from 'vitest';
import { endsWithLineBreak, readingsOf, type Reading } from '../../../../src/core/crypto/encodings';
import fc from '../../properties';

const bytes = Buffer.from('The quick brown fox jumps over 13 lazy dogs ÿþ', 'latin1');
const given = (text: string) => Buffer.from(text);

function first(text: string): Reading {
  const found = readingsOf(given(text), 'binary');
  if ('problem' in found) throw new Error(found.problem);
  return found[0] as Reading;
}

function problem(text: string): string {
  const found = readingsOf(given(text), 'binary');
  if (!('problem' in found)) throw new Error(`It was read as ${found[0]?.encoding ?? 'nothing'}.`);
  return found.problem;
}

describe('binary that was written down as text', () => {
  it.each([
    ['base64', bytes.toString('base64')],
    ['base64', bytes.toString('base64').replace(/=+$/, '')],
    [
      'base64',
      `${
        bytes
          .toString('base64')
          .match(/.{1,20}/g)
          ?.join('\r\n') ?? ''
      }\n`,
    ],
    ['base64', `"${bytes.toString('base64')}",`],
    ['base64url', Buffer.from([0xfb, 0xff, 0xfe, 0x01, 0x02]).toString('base64url')],
    ['hex', bytes.toString('hex')],
    ['hex', `0x${bytes.toString('hex').toUpperCase()}`],
    ['hex', bytes.toString('hex').match(/../g)?.join(':') ?? ''],
    ['double base64', Buffer.from(bytes.toString('base64')).toString('base64')],
    ['CLI answer', `{"CiphertextBlob": "${bytes.toString('base64')}", "KeyId": "arn:aws:kms:…"}`],
    ['PEM', `-----BEGIN PUBLIC KEY-----\n${bytes.toString('base64')}\n-----END PUBLIC KEY-----\n`],
  ])('is recognised as %s', (encoding, text) => {
    const reading = first(text);
    expect(reading.encoding).toBe(encoding);
    const expected = encoding === 'base64url' ? Buffer.from([0xfb, 0xff, 0xfe, 0x01, 0x02]) : bytes;
    expect(Buffer.from(reading.bytes).equals(expected)).toBe(true);
  });

  it('that is read in one encoding can still be read in another', () => {
    const found = readingsOf(given(bytes.toString('hex')), 'binary');
    expect('problem' in found ? [] : found.map(({ encoding }) => encoding)).toEqual(['hex', 'base64']);
  });

  it('is taken as it stands where it is binary', () => {
    const found = readingsOf(Buffer.from([0, 1, 2, 255]), 'binary');
    expect(found).toEqual([{ encoding: 'bytes', bytes: Buffer.from([0, 1, 2, 255]) }]);
  });

  it.each([
    ['', /nothing in it/],
    ['   \n', /white space/],
    ['fileb://secret.bin', /Choose the file itself/],
    ['abcde', /odd number of digits \(5\)/],
    ['QUJD%REVG', /“%” at character 5/],
    ['Hello, world', /“,” at character 6/],
    ['QUJDR', /not whole base64: 5 characters/],
    ['QUJ=DRUY=', /not whole base64/],
  ])('that is none says why: %j', (text, words) => {
    expect(problem(text)).toMatch(words);
  });

  it('comes back whole in every encoding, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 24, maxLength: 200 }),
        fc.constantFrom<BufferEncoding>('base64', 'base64url', 'hex'),
        (content, encoding) => {
          const found = readingsOf(given(Buffer.from(content).toString(encoding)), 'binary');
          expect('problem' in found).toBe(false);
          if ('problem' in found) return;
          expect(found.some((reading) => Buffer.from(reading.bytes).equals(content))).toBe(true);
        },
      ),
    );
  });
});

describe('data', () => {
  it('is taken as it stands, its line break included, whatever it looks like', () => {
    const text = `${bytes.toString('base64')}\n`;
    const found = readingsOf(given(text), 'data');
    expect('problem' in found ? found : found[0]).toEqual({ encoding: 'text', bytes: given(text) });
    expect('problem' in found ? [] : found.slice(1).map(({ encoding }) => encoding)).toContain('base64');
    expect(endsWithLineBreak(given(text))).toBe(true);
    expect(endsWithLineBreak(given('x'))).toBe(false);
  });

  it('that is no text is bytes', () => {
    const found = readingsOf(Buffer.from([0xff, 0xfe, 0x00]), 'data');
    expect('problem' in found ? found : found.map(({ encoding }) => encoding)).toEqual(['bytes']);
  });
});
