import { expect, it } from 'vitest';
import { accessOf } from '../../../../src/core/wizard/access';
import { draft, place, role, user } from './drafts';

const statement = (arn: string, changes: object = {}) => ({
  Effect: 'Allow',
  Principal: { AWS: arn },
  Action: 'kms:*',
  Resource: '*',
  ...changes,
});
const rowsOf = (text: string) =>
  Object.fromEntries(
    accessOf(draft(), place, text).map(({ label, can }) => [
      label,
      Object.values(can)
        .map(({ answer }) => answer)
        .join(' '),
    ]),
  );

it('shows who will be able to, and what a broken statement does not let tell', () => {
  const rows = rowsOf(
    JSON.stringify({
      Version: '2012-10-17',
      Statement: [statement(user('a')), statement(role('b')), statement(role('b'), { Effect: 'deny' })],
    }),
  );
  expect(rows).toMatchObject({
    'user/a': 'yes yes yes yes',
    'role/b': 'unknown unknown unknown unknown',
  });
});

it('says why, with the place', () => {
  const text = JSON.stringify({
    Version: '2012-10-17',
    Statement: [statement(user('a'), { Efect: 'Deny' })],
  });
  const alice = accessOf(draft(), place, text).find(({ principal }) => principal === user('a'));
  expect(alice?.can.use.unread.join()).toContain(
    'Statement 1 of the key policy cannot be read. Efect: A statement has no element "Efect".',
  );
});

it('keeps its rows while the text is half-typed', () => {
  expect(Object.values(rowsOf('{"Version": '))).toEqual([
    'unknown unknown unknown unknown',
    // Another account never administers or deletes a key.
    'no unknown unknown no',
  ]);
});
