import { describe, expect, it } from 'vitest';
import fc from '../../properties';
import { consoleForm } from '../../../../src/core/keyPage/policyFacts';
import { catalog } from '../../../../src/core/keys/catalog';
import { sameMeaning } from '../../../../src/core/policy/compare';
import { consolePolicy, programmaticDefaultPolicy } from '../../../../src/core/policy/consolePolicy';
import { editConsolePolicy, type ConsoleForm } from '../../../../src/core/policy/editConsolePolicy';
import { key } from '../keys/builders';

const account = '111122223333';
const arn = (name: string) => `arn:aws:iam::${account}:role/${name}`;
const nobody: ConsoleForm = { administrators: [], mayDelete: true, users: [], accounts: [] };

type Fields = Record<string, unknown>;
const asFields = (value: unknown) => JSON.parse(JSON.stringify(value)) as Fields;
const statements = (policy: Fields | undefined) => (policy?.['Statement'] ?? []) as Fields[];

const policyOf = (form: ConsoleForm, one = key()): Fields =>
  asFields(
    consolePolicy({
      ...{ accountId: account, partition: 'aws', multiRegion: false },
      ...{ spec: one.spec, usage: one.usage, origin: one.origin },
      ...{ administrators: form.administrators, allowDeletion: form.mayDelete },
      ...{ users: form.users, otherAccounts: form.accounts },
    }),
  );

const names = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd').map(arn), { maxLength: 4 });
const forms: fc.Arbitrary<ConsoleForm> = fc.record({
  administrators: names,
  mayDelete: fc.boolean(),
  users: names,
  accounts: fc.uniqueArray(fc.constantFrom('444455556666', '777788889999'), { maxLength: 2 }),
});
/** Without administrators there is nobody who may delete, or may not. */
const shownOf = (form: ConsoleForm): ConsoleForm =>
  form.administrators.length > 0 ? form : { ...form, mayDelete: true };
const sorted = (form: ConsoleForm | undefined) =>
  form && {
    ...form,
    ...{ administrators: [...form.administrators].sort(), users: [...form.users].sort() },
    accounts: [...form.accounts].sort(),
  };

describe('the console’s policy after its form was edited', () => {
  it('shows the new form, and means what the console would have made of it, for every kind of key', () => {
    const kinds = fc.constantFrom(...catalog.map(({ spec, usage }) => key({ spec, usage })));
    fc.assert(
      fc.property(kinds, forms, forms, (one, before, after) => {
        const edited = editConsolePolicy(policyOf(before, one), after, one);
        expect(sorted(consoleForm(JSON.stringify(edited)))).toEqual(sorted(shownOf(after)));
        expect(sameMeaning(JSON.stringify(edited), JSON.stringify(policyOf(after, one)))).toBe(true);
      }),
    );
  });

  it('is the same policy where the form says the same', () => {
    fc.assert(
      fc.property(forms, (form) => {
        const before = policyOf(form);
        expect(editConsolePolicy(before, shownOf(form), key())).toEqual(before);
      }),
    );
  });

  it('changes nothing but what was asked for: names, order and actions of its statements stay', () => {
    const before = policyOf({ ...nobody, administrators: [arn('a')], users: [arn('u')] });
    const [root, administrators, users] = statements(before);
    const older = {
      ...before,
      Id: 'mine',
      Statement: [
        users,
        { ...root, Sid: 'EnableIAMUserPermissions' },
        {
          ...administrators,
          Action: (administrators?.['Action'] as string[]).filter((one) => one !== 'kms:RotateKeyOnDemand'),
        },
      ],
    };
    const edited = editConsolePolicy(
      older,
      { ...nobody, administrators: [arn('a'), arn('b')], users: [arn('u')] },
      key(),
    );
    const [first, second, third] = statements(edited);
    expect([first, second]).toEqual(older.Statement.slice(0, 2));
    expect(third).toEqual({ ...older.Statement[2], Principal: { AWS: [arn('a'), arn('b')] } });
    expect(statements(edited)).toHaveLength(3);
    expect(edited?.['Id']).toBe('mine');
  });

  it('begins with the policy of a key that was made without one', () => {
    const edited = editConsolePolicy(
      asFields(programmaticDefaultPolicy('aws', account)),
      { ...nobody, accounts: ['444455556666'] },
      key(),
    );
    expect(statements(edited).map(({ Sid }) => Sid)).toEqual([
      'Enable IAM User Permissions',
      'Allow use of the key',
      'Allow attachment of persistent resources',
    ]);
  });

  it('is none where a statement is not the console’s own', () => {
    const policy = policyOf(nobody);
    const deny = { Sid: 'No', Effect: 'Deny', Principal: '*', Action: 'kms:Decrypt', Resource: '*' };
    expect(
      editConsolePolicy({ ...policy, Statement: [...statements(policy), deny] }, nobody, key()),
    ).toBeUndefined();
  });
});
