import fc from '../../properties';
import { describe, expect, it } from 'vitest';
import type { SurveyRow } from '../../../../src/core/access/survey';
import type { SurveyInput } from '../../../../src/core/access/surveyInput';
import { surveyAccess, unreadInSurvey } from '../../../../src/core/access/survey';
import { unreadInWords } from '../../../../src/core/access/unread';
import { account, delegation, grant, iam, keyArn, other, policy, role, statement, user } from './builders';

type Json = Record<string, unknown>;

const misspelt = { StringEqual: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' } };

function survey(keyPolicy: SurveyInput['keyPolicy'], more: Partial<SurveyInput> = {}): SurveyRow[] {
  return surveyAccess({ keyArn, keyAccount: account, keyPolicy, ...more });
}
function answers(rows: SurveyRow[], label: string): string {
  const row = rows.find((each) => each.label === label);
  if (row === undefined)
    throw new Error(`no row ${label} among ${rows.map((each) => each.label).join(', ')}`);
  return Object.values(row.cells)
    .map(({ answer, partial }) => answer + (partial ? '~' : ''))
    .join(' ');
}
const unknownRows = (rows: SurveyRow[]): string[] =>
  rows
    .filter(({ cells }) => Object.values(cells).some(({ answer }) => answer === 'unknown'))
    .map(({ label }) => label);

describe('a statement of the key policy that cannot be read', () => {
  const toAlice = statement({ Action: 'kms:*' });
  const toApp = statement({ Principal: { AWS: role('app') }, Action: 'kms:*' });

  it('as a Deny takes certainty from whom and what it names, and from nobody else', () => {
    const rows = survey(
      policy(toAlice, toApp, statement({ Effect: 'Deny', Action: 'kms:Decrypt', Condition: misspelt })),
    );
    expect(answers(rows, 'user/alice')).toBe('yes unknown~ yes yes');
    expect(answers(rows, 'role/app')).toBe('yes yes yes yes');
    expect(answers(rows, 'Anyone else')).toBe('no no no no');
  });

  it('as a Deny of everything for everyone leaves nothing certain but what nothing allows', () => {
    const deny = statement({ Effect: 'Deny', Principal: '*', Action: 'kms:*', Condition: misspelt });
    const rows = survey(policy(delegation, toAlice, deny), {
      grants: [grant({ grantee: role('worker'), operations: ['Decrypt'] })],
    });
    expect(answers(rows, `Account ${account} (IAM)`)).toBe('unknown unknown unknown unknown');
    expect(answers(rows, 'user/alice')).toBe('unknown unknown unknown unknown');
    expect(answers(rows, 'role/worker')).toBe('unknown unknown unknown unknown');
    expect(answers(rows, 'Anyone else')).toBe('no no no no');
  });

  it('as an Allow makes open what else would be a no, and takes nothing from a yes', () => {
    const broken = statement({ Action: ['kms:Decrypt', 'kms:CreateGrant'], Condition: misspelt });
    const rows = survey(policy(toApp, statement({ Action: 'kms:CreateGrant' }), broken));
    expect(answers(rows, 'user/alice')).toBe('no unknown~ yes no');
    expect(answers(rows, 'role/app')).toBe('yes yes yes yes');
  });

  it('as an Allow for the account leaves open what IAM may then allow', () => {
    const broken = statement({ ...delegation, Condition: misspelt });
    const principals = [
      { arn: user('bob'), policies: [iam({ Action: 'kms:Decrypt' })] },
      { arn: user('carol'), policies: [] },
    ];
    const rows = survey(policy(broken), { principals });
    expect(answers(rows, 'user/bob')).toBe('no unknown~ no no');
    expect(answers(rows, 'user/carol')).toBe('no no no no');
    expect(answers(rows, `Account ${account} (IAM)`)).toBe('unknown unknown unknown unknown');
  });

  it('touches every row and cell where neither whom nor what it is about can be read', () => {
    const rows = survey(policy(toAlice, { effect: 'Deny', principal: '*', action: 'kms:*', resource: '*' }));
    expect(unknownRows(rows)).toEqual(rows.map(({ label }) => label));
    expect(answers(rows, 'user/alice')).toBe('unknown unknown unknown unknown');
  });

  it('keeps what KMS never lets another account do, and what another Deny settles', () => {
    const rows = survey(
      policy(
        { ...statement({ Principal: { AWS: user('eve', other) } }), Effect: 'allow' },
        statement({ Effect: 'Deny', Action: 'kms:*' }),
        { nothing: true },
      ),
    );
    expect(answers(rows, `user/eve of ${other}`)).toBe('no unknown unknown no');
    expect(answers(rows, 'user/alice')).toBe('denied denied denied denied');
  });

  it('gives a row to whom it alone names', () => {
    const rows = survey(policy(delegation, statement({ Effect: 'Denny' })));
    expect(answers(rows, 'user/alice')).toContain('unknown');
  });

  it('whose principals cannot be read is about everybody', () => {
    const broken = statement({ Effect: 'Deny', Principal: { AWS: 'alice' }, Action: 'kms:Sign' });
    const rows = survey(policy(toAlice, toApp, broken), { key: { usage: 'SIGN_VERIFY', symmetric: false } });
    expect(answers(rows, 'user/alice')).toBe('yes unknown~ yes yes');
    expect(answers(rows, 'role/app')).toBe('yes unknown~ yes yes');
  });

  it('is named with its place and what to put right', () => {
    const input = {
      keyArn,
      keyAccount: account,
      keyPolicy: policy(toAlice, statement({ Sid: 'Hold', Effect: 'Deny', Condition: misspelt })),
    };
    const alice = surveyAccess(input).find(({ label }) => label === 'user/alice');
    expect(alice?.cells.use.unread.map(unreadInWords)).toEqual([
      'Statement 2 (“Hold”) of the key policy cannot be read. Condition.StringEqual: There is no condition operator "StringEqual". Did you mean "StringEquals"?',
    ]);
    expect(alice?.cells.administer.unread).toEqual([]);
    expect(unreadInSurvey(input).map(({ unread }) => unread.statement)).toEqual([1]);
  });
});

describe('a key policy of which nothing can be read', () => {
  it.each([
    ['no JSON', '{"Statement": [{'],
    ['no policy', '{"Policy": 1}'],
    ['a misspelt Statement', JSON.stringify({ statement: [delegation] })],
  ])('leaves every cell of every row open: %s', (_what, text) => {
    const policies = [iam({ Action: 'kms:*', Resource: '*' })];
    const rows = survey(text, { principals: [{ arn: user('alice'), policies }] });
    expect(answers(rows, 'user/alice')).toBe('unknown unknown unknown unknown');
    expect(unknownRows(rows)).toEqual(rows.map(({ label }) => label));
  });
});

describe('an IAM policy that cannot be read', () => {
  const named = (document: Json | string) => ({ name: 'Team', document });
  const table = (document: Json | string): SurveyRow[] =>
    survey(policy(delegation, statement({ Principal: { AWS: role('app') }, Action: 'kms:CreateGrant' })), {
      principals: [
        { arn: user('alice'), policies: [named(document), iam({ Action: 'kms:Decrypt' })] },
        { arn: user('bob'), policies: [iam({ Action: 'kms:Decrypt' })] },
      ],
    });

  it('leaves open what depends on it, for its own principal alone', () => {
    const rows = table('{"Statement": ');
    expect(answers(rows, 'user/alice')).toBe('unknown unknown unknown unknown');
    expect(answers(rows, 'user/bob')).toBe('no yes~ no no');
    expect(answers(rows, 'role/app')).toBe('iam iam yes iam');
  });

  it('as an Allow matters only where the key policy leaves it to IAM', () => {
    const broken = named(policy({ Effect: 'Allow', Action: 'kms:*', Resource: '*', Condition: misspelt }));
    const principals = [{ arn: user('alice'), policies: [broken] }];
    const rows = survey(policy(statement({ Action: 'kms:Decrypt' })), { principals });
    expect(answers(rows, 'user/alice')).toBe('no yes~ no no');
  });

  it('as a Deny takes certainty even from what the key policy allows', () => {
    const broken = named(
      policy({ Effect: 'Deny', Action: 'kms:Decrypt', Resource: '*', Condition: misspelt }),
    );
    const principals = [{ arn: user('alice'), policies: [broken] }];
    const rows = survey(policy(statement({ Action: 'kms:Decrypt' })), { principals });
    const use = rows.find(({ label }) => label === 'user/alice')?.cells.use;
    expect(use?.answer).toBe('unknown');
    expect(use?.unread.map(unreadInWords)[0]).toContain('Statement 1 of the IAM policy Team cannot be read');
  });
});

const pick = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const anyStatement: fc.Arbitrary<Json> = fc
  .record({
    Effect: pick('Allow', 'Allow', 'Deny'),
    Principal: pick<unknown>('*', { AWS: user('alice') }, { AWS: role('app') }, { AWS: account }),
    Action: pick<unknown>('kms:*', 'kms:Decrypt', ['kms:CreateGrant', 'kms:PutKeyPolicy']),
    Resource: pick('*', keyArn),
    Condition: pick<unknown>(
      undefined,
      undefined,
      { StringEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' } },
      { StringEquals: { 'kms:CallerAccount': account } },
    ),
    turned: fc.boolean(),
  })
  .map(({ turned, Principal, ...rest }) => ({
    ...rest,
    [turned && rest.Effect === 'Deny' ? 'NotPrincipal' : 'Principal']: Principal,
  }));
const damages: Readonly<Record<string, (statement: Json) => unknown>> = {
  'lower-case names': (whole) =>
    Object.fromEntries(Object.entries(whole).map(([name, value]) => [name.toLowerCase(), value])),
  'an effect in lower case': (whole) => ({ ...whole, Effect: String(whole.Effect).toLowerCase() }),
  'a misspelt operator': (whole) => ({ ...whole, Condition: misspelt }),
  'a principal that is no ARN': ({ Principal: _, NotPrincipal: __, ...whole }) => ({
    ...whole,
    Principal: { AWS: 'alice' },
    Extra: 1,
  }),
  'an action that is a number': (whole) => ({ ...whole, Action: 7 }),
  'no object': () => 'x',
};
/** How much a definite answer lets somebody do. */
const reach: Readonly<Record<string, number>> = { denied: 0, no: 0, iam: 1, if: 1, yes: 2 };

it('never lets more, for certain, once a statement is damaged', () => {
  const principals = [
    { arn: user('alice'), policies: [iam({ Action: 'kms:*' })] },
    { arn: role('app') },
    { arn: user('bob'), policies: [] },
  ];
  const cells = (list: unknown[]): Map<string, string> => {
    const document = { Version: '2012-10-17', Statement: list };
    return new Map(
      survey(document, { principals }).flatMap(({ principal, cells: each }) =>
        Object.values(each).flatMap(({ actions }) =>
          actions.map(({ action, answer }) => [`${principal} ${action}`, answer] as const),
        ),
      ),
    );
  };
  fc.assert(
    fc.property(
      fc.array(anyStatement, { minLength: 1, maxLength: 4 }),
      fc.nat(3),
      pick(...Object.keys(damages)),
      (list, at, damage) => {
        const index = at % list.length;
        const before = cells(list);
        const after = cells(list.map((each, i) => (i === index ? damages[damage]?.(each) : each)));
        for (const [name, answer] of after)
          if (answer !== 'unknown')
            expect(reach[answer], `${name}: ${before.get(name)} became ${answer}`).toBeLessThanOrEqual(
              reach[before.get(name) ?? 'yes'] ?? 0,
            );
      },
    ),
    { numRuns: 80 },
  );
});
