import { describe, expect, it } from 'vitest';
import { evaluateCommand } from '../../../src/cli/evaluate';

const keyArn = 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const alice = 'arn:aws:iam::111122223333:user/alice';
const keyPolicy = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: alice }, Action: 'kms:Decrypt', Resource: '*' }],
};
const asked = { principal: alice, action: 'kms:Decrypt', resource: keyArn, keyPolicy };

async function run(files: Record<string, unknown>, ...args: string[]) {
  let out = '';
  let err = '';
  const exit = await evaluateCommand(args.length > 0 ? args : Object.keys(files), {
    out: (text) => (out += text),
    err: (text) => (err += text),
    read: (path) => {
      const file = files[path];
      if (file === undefined) return Promise.reject(new Error('no such file'));
      return Promise.resolve(typeof file === 'string' ? file : JSON.stringify(file));
    },
    now: () => Date.UTC(2026, 10, 24),
  });
  const lines = out.split('\n').filter((line) => line !== '');
  return {
    exit,
    err,
    out,
    results: lines.map((line) => JSON.parse(line) as { name: string; decision: string; reasons: unknown[] }),
  };
}

describe('evaluate FILE…', () => {
  it('prints a line of JSON for each request', async () => {
    const { exit, results } = await run({
      'a.json': [
        { name: 'may', ...asked },
        { ...asked, action: 'kms:Encrypt' },
      ],
      'b.json': asked,
    });
    expect(exit).toBe(0);
    expect(results.map(({ name, decision }) => [name, decision])).toEqual([
      ['may', 'Allowed'],
      ['a.json[1]', 'ImplicitlyDenied'],
      ['b.json', 'Allowed'],
    ]);
    expect(results.every(({ reasons }) => reasons.length > 0)).toBe(true);
  });

  it('takes policies as text, too', async () => {
    const { results } = await run({ a: { ...asked, keyPolicy: JSON.stringify(keyPolicy) } });
    expect(results[0]?.decision).toBe('Allowed');
  });

  it('takes a key policy with its name, as other policies', async () => {
    const { results } = await run({ a: { ...asked, keyPolicy: { name: 'default', document: keyPolicy } } });
    expect(results[0]?.decision).toBe('Allowed');
  });

  it('knows the encryption context of ReEncrypt by the name of the operation', async () => {
    const Condition = { StringEquals: { 'kms:EncryptionContext:a': 'b' } };
    const [statement] = keyPolicy.Statement;
    const narrowed = { ...keyPolicy, Statement: [{ ...statement, Action: 'kms:ReEncrypt*', Condition }] };
    const context = { 'kms:EncryptionContext': { a: 'b' } };
    const request = { ...asked, keyPolicy: narrowed, action: 'kms:ReEncrypt', context };
    expect((await run({ a: request })).results[0]?.decision).toBe('Allowed');
  });

  it('exits with 1 if an expectation is not met, and says which', async () => {
    const met = await run({ a: { ...asked, expect: 'Allowed' } });
    expect(met.exit).toBe(0);
    const { exit, err } = await run({ a: [{ ...asked, name: 'nobody', expect: 'ImplicitlyDenied' }] });
    expect(exit).toBe(1);
    expect(err).toContain('nobody: expected ImplicitlyDenied, but it is Allowed.');
  });

  it('takes grants as ListGrants answers them', async () => {
    const grants = [
      {
        GrantId: 'g',
        GranteePrincipal: alice,
        Operations: ['Encrypt'],
        Constraints: { EncryptionContextSubset: { app: 'shop' } },
      },
    ];
    const encrypt = { ...asked, action: 'kms:Encrypt', grants };
    const { results } = await run({
      a: [{ ...encrypt, context: { 'kms:EncryptionContext:app': 'shop' } }, encrypt],
    });
    expect(results.map(({ decision }) => decision)).toEqual(['Allowed', 'ImplicitlyDenied']);
  });

  it('takes numbers and flags in the context', async () => {
    const Condition = {
      Bool: { 'aws:MultiFactorAuthPresent': 'true' },
      NumericLessThan: { 'aws:MultiFactorAuthAge': '100' },
    };
    const policy = { ...keyPolicy, Statement: [{ ...keyPolicy.Statement[0], Condition }] };
    const { results } = await run({
      a: {
        ...asked,
        keyPolicy: policy,
        context: { 'aws:MultiFactorAuthPresent': true, 'aws:MultiFactorAuthAge': 60 },
      },
    });
    expect(results[0]?.decision).toBe('Allowed');
  });

  it('knows the time', async () => {
    const policy = {
      ...keyPolicy,
      Statement: [
        {
          ...keyPolicy.Statement[0],
          Condition: { DateLessThan: { 'aws:CurrentTime': '2026-12-01T00:00:00Z' } },
        },
      ],
    };
    const { results } = await run({ a: { ...asked, keyPolicy: policy } });
    expect(results[0]?.decision).toBe('Allowed');
  });

  const statement = keyPolicy.Statement[0];
  const toAccount = { ...keyPolicy, Statement: { ...statement, Principal: { AWS: 111122223333 } } };
  const delegating = { ...keyPolicy, Statement: { ...statement, Principal: { AWS: '111122223333' } } };
  const iam = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: 'kms:*', Resource: keyArn } };
  const granted = { ...asked, keyPolicy: { Version: '2012-10-17', Statement: [] } };
  it.each([
    ['the account as a number', { ...asked, keyAccount: 111122223333 }],
    ['an action without its service', { ...asked, action: 'Decrypt' }],
    ['the principal as a policy writes it', { ...asked, principal: { AWS: alice } }],
    [
      'what GetKeyPolicy answers',
      { ...asked, keyPolicy: { PolicyName: 'default', Policy: JSON.stringify(keyPolicy) } },
    ],
    ['fields that are null', { ...asked, identityPolicies: null, grants: null, context: null, expect: null }],
    ['one IAM policy instead of a list', { ...asked, keyPolicy: delegating, identityPolicies: iam }],
    ['one IAM policy as text', { ...asked, keyPolicy: delegating, identityPolicies: JSON.stringify(iam) }],
    [
      'what GetRolePolicy answers',
      {
        ...asked,
        keyPolicy: delegating,
        identityPolicies: [{ PolicyName: 'use', PolicyDocument: encodeURIComponent(JSON.stringify(iam)) }],
      },
    ],
    [
      'a named policy',
      { ...asked, keyPolicy: delegating, identityPolicies: [{ name: 'use', document: iam }] },
    ],
    [
      'one policy in each other list',
      { ...asked, serviceControlPolicies: iam, permissionBoundaries: iam, sessionPolicies: iam },
    ],
    [
      'what ListGrants answers',
      { ...granted, grants: { Grants: [{ GranteePrincipal: alice, Operations: ['Decrypt'] }] } },
    ],
    [
      'a grant in our own words',
      { ...granted, grants: [{ id: 'g', grantee: alice, operations: ['Decrypt'] }] },
    ],
    [
      'a grant of actions',
      { ...granted, grants: [{ GranteePrincipal: alice, Operations: 'kms:Decrypt', Name: null }] },
    ],
    [
      'constraints beside the operations',
      {
        ...granted,
        context: { 'kms:EncryptionContext:app': 'shop' },
        grants: [
          { GranteePrincipal: alice, Operations: ['Decrypt'], EncryptionContextEquals: { app: 'shop' } },
        ],
      },
    ],
    [
      'flags and numbers within lists',
      {
        ...asked,
        keyPolicy: {
          ...keyPolicy,
          Statement: { ...statement, Condition: { 'ForAnyValue:StringEquals': { 'x:y': '7' } } },
        },
        context: { 'x:y': [true, 7], 'x:z': null },
      },
    ],
  ])('takes %s', async (_, file) => {
    const { exit, err, results } = await run({ a: file });
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
    expect(results.map(({ decision }) => decision)).toEqual(['Allowed']);
  });

  it('takes the encryption context and tags as objects, and says how it reads them', async () => {
    const condition = {
      StringEquals: { 'kms:EncryptionContext:app': 'shop', 'aws:PrincipalTag/team': 'blue' },
    };
    const { exit, err, results } = await run({
      a: {
        ...asked,
        keyPolicy: { ...keyPolicy, Statement: { ...statement, Condition: condition } },
        context: { 'kms:EncryptionContext': { app: 'shop' }, 'aws:PrincipalTag': { team: 'blue' } },
      },
    });
    expect(exit).toBe(0);
    expect(err).toContain('a: context: "kms:EncryptionContext" is an object;');
    expect(err).toContain('a: context: "aws:PrincipalTag" is an object;');
    expect(results.map(({ decision }) => decision)).toEqual(['Allowed']);
  });

  it.each([
    [
      'an action that KMS does not have',
      { action: 'kms:Decrpt' },
      'There is no KMS action kms:Decrpt. Did you mean "kms:Decrypt"?',
    ],
    ['an operation that is no permission', { action: 'kms:ReEncrypt' }, 'kms:ReEncryptFrom'],
    ['an action of another service', { action: 's3:GetObject' }, 'is of another service'],
    ['a principal without ARN', { principal: 'alice' }, 'principal: "alice" is no account'],
    ['an ARN of nobody', { principal: alice.replace('user/', 'usr/') }, 'is no account, user'],
    [
      'an account id that is too short',
      { principal: 'arn:aws:iam::1111:user/alice' },
      'no account id of 12 digits',
    ],
    ['a key of another account', { keyAccount: '999988887777' }, 'and not of 999988887777'],
    [
      'a caller of another partition',
      { principal: alice.replace('arn:aws:', 'arn:aws-cn:') },
      'the caller is in partition aws-cn',
    ],
    [
      'a condition key that KMS does not have',
      { context: { 'kms:ViaServic': 's3.us-east-1.amazonaws.com' } },
      'KMS has no condition key "kms:ViaServic". Did you mean "kms:ViaService"?',
    ],
    ['what is no key', { resource: 'arn:aws:s3:::bucket' }, 'is no key and no alias'],
  ])('warns of %s, beside the decision', async (_, change, words) => {
    const { exit, err, out } = await run({ a: { ...asked, ...change } });
    expect(exit).toBe(0);
    expect(err).toContain(words);
    expect((JSON.parse(out) as { warnings: string[] }).warnings.join()).toContain(words);
  });

  it('takes policies as the AWS CLI prints them, a Deny included', async () => {
    const stop = { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: 'kms:*', Resource: '*' }] };
    const text = JSON.stringify(stop);
    const everyone = JSON.stringify({ ...stop, Statement: [{ ...stop.Statement[0], Principal: '*' }] });
    const forms = [
      { serviceControlPolicies: [{ Policy: { PolicySummary: { Name: 'Stop' }, Content: text } }] },
      { resourceControlPolicies: [{ Policy: { PolicySummary: { Name: 'Stop' }, Content: everyone } }] },
      { serviceControlPolicies: [{ orgIdentifier: 'r-1', policies: [{ name: 'Stop', policy: stop }] }] },
      { identityPolicies: [{ PolicyVersion: { Document: encodeURIComponent(text) } }] },
      { sessionPolicies: { PolicyInputList: [text] } },
      { permissionBoundaries: [{ PolicyName: 'Stop', PolicyDocument: stop }] },
      { keyPolicy: { Policy: everyone, PolicyName: 'default' } },
      { keyPolicy: JSON.stringify(everyone) },
    ];
    const { exit, results } = await run({ a: forms.map((form) => ({ ...asked, ...form })) });
    expect(exit).toBe(0);
    expect(results.map(({ decision }) => decision)).toEqual(forms.map(() => 'ExplicitlyDenied'));
  });

  it('keeps the levels of an organization apart that a simulator names', async () => {
    const all = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
    const s3 = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] };
    const level = (id: string, ...documents: unknown[]) => ({
      orgIdentifier: id,
      policies: documents.map((policy, at) => ({ name: `${id}-${at}`, policy })),
    });
    const { results } = await run({
      a: [
        { ...asked, serviceControlPolicies: [level('root', all), level('ou', s3)] },
        { ...asked, serviceControlPolicies: [level('root', all), level('ou', s3, all)] },
      ],
    });
    expect(results.map(({ decision }) => decision)).toEqual(['ImplicitlyDenied', 'Allowed']);
  });

  it('refuses a request in which a name is there twice', async () => {
    const text = JSON.stringify([asked, asked]).replace(
      /"Effect":"Allow"(?!.*"Effect")/,
      '"Effect":"Deny","Effect":"Allow"',
    );
    const { exit, err, results } = await run({ a: text });
    expect(exit).toBe(2);
    expect(err).toBe('a[1]: keyPolicy.Statement[0].Effect is there twice.\n');
    expect(results).toHaveLength(1);
  });

  it('reads a file that begins with a byte order mark', async () => {
    const { exit } = await run({ a: `\uFEFF${JSON.stringify(asked)}` });
    expect(exit).toBe(0);
  });

  it('does not take a number for a principal of a policy', async () => {
    const { exit, err } = await run({ a: { ...asked, keyPolicy: toAccount } });
    expect(exit).toBe(2);
    expect(err).toContain('Statement[0].Principal.AWS: A text or a list of texts is needed here.');
  });

  it.each([
    ['a file that is not there', {}, 'gone.json: cannot be read: no such file'],
    ['what is not JSON', { 'gone.json': '{"principal"' }, 'gone.json: not JSON'],
    [
      'a request without principal',
      { 'gone.json': { action: 'kms:Decrypt', resource: '*' } },
      'gone.json: the request has no "principal".',
    ],
    [
      'a wrong expectation',
      { 'gone.json': [{ ...asked, name: 'x', expect: 'Yes' }] },
      'gone.json[0] (“x”): expect has to be Allowed, ExplicitlyDenied, ImplicitlyDenied.',
    ],
    [
      'a policy that cannot be read',
      { 'gone.json': { ...asked, keyPolicy: { Statement: [{ Effect: 'allow' }] } } },
      'gone.json: keyPolicy.Statement[0].Effect: Effect is "Allow" or "Deny".',
    ],
    [
      'a policy text that is not JSON',
      { 'gone.json': { ...asked, keyPolicy: '{' } },
      'gone.json: keyPolicy: The policy is not JSON',
    ],
    [
      'a policy that says nothing',
      { 'gone.json': { ...asked, identityPolicies: [{}] } },
      'gone.json: identityPolicies[0]: This is no policy: it has no "Statement".',
    ],
    [
      'an answer of AWS without a policy',
      { 'gone.json': { ...asked, keyPolicy: { PolicyNames: ['default'] } } },
      'gone.json: keyPolicy: This is no policy: it has no "Statement", only "PolicyNames".',
    ],
    [
      'an IAM policy that cannot be read',
      {
        'gone.json': [asked, { ...asked, name: 'x', identityPolicies: [iam, { name: 'p', document: '[]' }] }],
      },
      'gone.json[1] (“x”): identityPolicies[1]: A policy is a JSON object.',
    ],
    [
      'a level of the organization that cannot be read',
      {
        'gone.json': {
          ...asked,
          serviceControlPolicies: [[iam, { Statement: [{ Effect: 'Allow', Action: 7 }] }]],
        },
      },
      'gone.json: serviceControlPolicies[0][1].Statement[0].Action: A text or a list of texts is needed here.',
    ],
    [
      'a grant without operations',
      { 'gone.json': { ...asked, grants: [{ GranteePrincipal: alice }] } },
      'gone.json: grants[0] has no "Operations".',
    ],
    [
      'a context that is no value',
      { 'gone.json': { ...asked, context: { 'aws:SourceIp': { a: 1 } } } },
      'gone.json: context.aws:SourceIp has to be a text, a number, true or false, or a list of these.',
    ],
    [
      'an action with a wildcard',
      { 'gone.json': { ...asked, action: 'kms:*' } },
      'gone.json: action has to be an action such as kms:Decrypt, without wildcards.',
    ],
    [
      'an account id that is too short',
      { 'gone.json': { ...asked, keyAccount: '1234' } },
      'gone.json: keyAccount has to be an account id of 12 digits.',
    ],
    ['a number', { 'gone.json': 7 }, 'gone.json: the request has to be an object.'],
  ])('exits with 2 for %s', async (_, files, message) => {
    const { exit, err } = await run(files, 'gone.json');
    expect(exit).toBe(2);
    expect(err.split('\n')).toHaveLength(2);
    expect(err).toContain(message);
  });

  it('tells every grant that is wrong, each at its place', async () => {
    const good = { GranteePrincipal: alice, Operations: ['Decrypt'] };
    const grants = Array.from({ length: 11 }, (_, at) =>
      at === 1 ? { Operations: ['Decrypt'] } : at === 10 ? { GranteePrincipal: alice } : good,
    );
    const { exit, err } = await run({ 'gone.json': { ...asked, grants } }, 'gone.json');
    expect(exit).toBe(2);
    expect(err).toContain('grants[1] ');
    expect(err).toContain('grants[10] has no "Operations".');
  });

  it('decides the good requests of a file that has a bad one', async () => {
    const { exit, results } = await run({ a: [asked, {}] });
    expect(exit).toBe(2);
    expect(results).toHaveLength(1);
  });

  it.each([
    ['permissionsBoundary', 'permissionBoundaries'],
    ['keypolicy', 'keyPolicy'],
    ['identityPolicy', 'identityPolicies'],
    ['sessionPolicy', 'sessionPolicies'],
  ])('refuses policies in the field %s, which would not count', async (field, intended) => {
    const { exit, err } = await run({ a: { ...asked, [field]: [keyPolicy] } });
    expect(exit).toBe(2);
    expect(err).toContain(`the field "${field}" is not known, and what it holds would not count.`);
    expect(err).toContain(`Did you mean "${intended}"?`);
  });

  it('warns of fields that it does not know', async () => {
    const { exit, err } = await run({ a: { ...asked, note: [] } });
    expect(exit).toBe(0);
    expect(err).toContain('the field "note" is not known and is ignored');
  });

  it('says how it is used', async () => {
    let out = '';
    const io = {
      out: (text: string) => (out += text),
      err: () => undefined,
      read: () => Promise.resolve(''),
      now: () => 0,
    };
    expect(await evaluateCommand(['--help'], io)).toBe(0);
    expect(out).toContain('Usage: evaluate FILE…');
    expect(await evaluateCommand(['--frobnicate'], io)).toBe(2);
    expect(await evaluateCommand([], io)).toBe(2);
  });
});
