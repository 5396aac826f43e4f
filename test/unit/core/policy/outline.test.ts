import { describe, expect, it } from 'vitest';
import { outline } from '../../../../src/core/policy/outline';
import { parsePolicy } from '../../../../src/core/policy/parse';

const entries = (text: string) => outline(parsePolicy(text));

describe('the outline of a policy', () => {
  it('names statements by their Sid, and says what they do', () => {
    const text =
      '{"Statement": [{"Sid": "Use", "Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:role/app"}, "Action": ["kms:Decrypt", "kms:Encrypt", "kms:Sign"], "Resource": "*"}]}';
    const [entry] = entries(text);
    expect(entry).toMatchObject({
      name: 'Use',
      detail: 'Allow kms:Decrypt, kms:Encrypt and 1 more to role/app',
    });
    expect(entry && text.slice(entry.selection.start, entry.selection.end)).toBe('"Use"');
  });

  it('names a statement without one by what it does', () => {
    expect(
      entries(
        '{"Statement": {"Effect": "Deny", "Principal": "*", "NotAction": "kms:Get*", "Condition": {"Bool": {"a": "b"}}}}',
      )[0]?.name,
    ).toBe('Deny all but kms:Get* to everyone with conditions');
    expect(entries('{"Statement": [{}]}')[0]?.name).toBe('Statement');
  });

  it('is empty where there are no statements', () => {
    expect(entries('{')).toEqual([]);
  });
});
