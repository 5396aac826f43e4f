import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { awsPrincipals } from '../../../src/aws/principals';
import type { KmsError } from '../../../src/core/errors';
import type { PrincipalPort } from '../../../src/core/ports';
import { fakeServer, xml, xmlError, type FakeServer } from './fakeAws';
import { portsTo, type Ports } from './ports';

const account = '111122223333';
let server: FakeServer;
let ports: Ports;
let principals: PrincipalPort;
/** What IAM answers to an operation, by the marker that it is asked with. */
let answers: Record<string, (parameters: URLSearchParams) => string>;

beforeAll(async () => {
  server = await fakeServer(({ body }, response) => {
    const parameters = new URLSearchParams(body);
    const action = parameters.get('Action') ?? '';
    const inner = answers[action]?.(parameters);
    if (inner === undefined) return xml(response, 403, xmlError('AccessDenied', `No ${action}.`));
    const answer = `<${action}Response xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><${action}Result>${inner}</${action}Result></${action}Response>`;
    xml(response, 200, answer);
  });
  const { endpoint } = server;
  const identity = { name: 'admin', arn: '', accessKeyId: 'AKIAADMIN', secretAccessKey: 'secret' };
  ports = portsTo({ endpoint, region: 'us-east-1', accountId: account, identities: [identity] });
  principals = awsPrincipals(ports.clients);
});
beforeEach(() => (answers = {}));
afterAll(async () => {
  ports.dispose();
  await server.dispose();
});

/** A list in pages of one: IAM may answer as few as it likes. */
function inPages(list: string, ...members: string[]) {
  return (parameters: URLSearchParams): string => {
    const at = Number(parameters.get('Marker') ?? 0);
    const more = at + 1 < members.length;
    const next = more ? `<Marker>${at + 1}</Marker>` : '';
    return `<${list}><member>${members[at] ?? ''}</member></${list}><IsTruncated>${more}</IsTruncated>${next}`;
  };
}

const document = (sid: string): string => encodeURIComponent(JSON.stringify({ Sid: sid }));
const attached = (name: string): string =>
  `<PolicyName>${name}</PolicyName><PolicyArn>arn:aws:iam::${account}:policy/${name}</PolicyArn>`;

describe('the policies of a user or role', () => {
  it.each([
    ['user', 'User'],
    ['role', 'Role'],
  ])('of a %s are read to the last page, the inline and the attached ones', async (kind, Kind) => {
    const asked: (string | null)[] = [];
    answers = {
      [`List${Kind}Policies`]: inPages('PolicyNames', 'one', 'two', 'three'),
      [`Get${Kind}Policy`](parameters) {
        asked.push(parameters.get(`${Kind}Name`));
        return `<PolicyDocument>${document(parameters.get('PolicyName') ?? '')}</PolicyDocument>`;
      },
      [`ListAttached${Kind}Policies`]: inPages('AttachedPolicies', attached('four'), attached('five')),
      GetPolicy: () => '<Policy><DefaultVersionId>v7</DefaultVersionId></Policy>',
      GetPolicyVersion: (parameters) =>
        `<PolicyVersion><Document>${document(`${parameters.get('PolicyArn')} ${parameters.get('VersionId')}`)}</Document></PolicyVersion>`,
    };
    const found = await principals.policies('sandbox', `arn:aws:iam::${account}:${kind}/team/pia`);
    expect(found.map(({ name }) => name)).toEqual(['one', 'two', 'three', 'four', 'five']);
    expect(JSON.parse(found[1]?.document ?? '')).toEqual({ Sid: 'two' });
    expect(JSON.parse(found[4]?.document ?? '')).toEqual({
      Sid: `arn:aws:iam::${account}:policy/five v7`,
    });
    expect(new Set(asked)).toEqual(new Set(['pia']));
  });

  it.each([
    ['iam:ListUserPolicies', {}],
    ['iam:GetUserPolicy', { ListUserPolicies: inPages('PolicyNames', 'one') }],
    ['iam:ListAttachedUserPolicies', { ListUserPolicies: () => '<PolicyNames/>' }],
    [
      'iam:GetPolicy',
      {
        ListUserPolicies: () => '<PolicyNames/>',
        ListAttachedUserPolicies: inPages('AttachedPolicies', attached('four')),
      },
    ],
    [
      'iam:GetPolicyVersion',
      {
        ListUserPolicies: () => '<PolicyNames/>',
        ListAttachedUserPolicies: inPages('AttachedPolicies', attached('four')),
        GetPolicy: () => '<Policy><DefaultVersionId>v7</DefaultVersionId></Policy>',
      },
    ],
  ])('name %s where that is what may not be called', async (operation, given) => {
    answers = given;
    const error = await principals.policies('sandbox', `arn:aws:iam::${account}:user/pia`).then(
      () => undefined,
      (reason: unknown) => reason as KmsError,
    );
    expect(error).toMatchObject({ reason: 'denied', details: { operation, connection: 'sandbox' } });
  });
});

describe('the list of principals', () => {
  it('has all pages of users, then of roles', async () => {
    const user = (name: string) =>
      `<UserName>${name}</UserName><Path>/</Path><Arn>arn:aws:iam::${account}:user/${name}</Arn>`;
    answers = {
      ListUsers: inPages('Users', user('ada'), user('bo')),
      ListRoles: inPages('Roles', `<RoleName>deploy</RoleName><Path>/ci/</Path><Arn>arn:role</Arn>`),
    };
    const pages = [];
    for await (const page of principals.list('sandbox')) pages.push(page);
    expect(pages.flatMap(({ items }) => items.map(({ kind, name }) => `${kind} ${name}`))).toEqual([
      'user ada',
      'user bo',
      'role deploy',
    ]);
    expect(pages.flatMap(({ items }) => items).at(-1)).toEqual({
      kind: 'role',
      name: 'deploy',
      path: '/ci/',
      arn: 'arn:role',
    });
    expect(pages.map(({ last }) => last)).toEqual([false, false, false, true]);
  });
});
