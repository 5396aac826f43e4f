import { describe, expect, it } from 'vitest';
import { denialMessage } from '../../../../src/core/access/denialMessage';
import { evaluate } from '../../../../src/core/access/evaluate';
import { explainError } from '../../../../src/core/access/explainError';
import type { AccessRequest } from '../../../../src/core/access/model';
import { delegation, iam, keyArn, other, policy, request, statement, user } from './builders';

const who = `User: ${user('alice')} is not authorized to perform: kms:Decrypt`;
const on = `${who} on resource: ${keyArn}`;

const deniedTo = (role: string): string =>
  `User: arn:aws:sts::111122223333:assumed-role/${role}/jo is not authorized to perform: kms:Decrypt on resource: ${keyArn} because no resource-based policy allows the kms:Decrypt action`;

describe('an AccessDenied text', () => {
  it.each([
    ['because no resource-based policy allows the kms:Decrypt action', 'key-policy', 'implicit'],
    ['because no identity-based policy allows the kms:Decrypt action', 'identity-policy', 'implicit'],
    ['because no permissions boundary allows the kms:Decrypt action', 'permissions-boundary', 'implicit'],
    ['because no session policy allows the kms:Decrypt action', 'session-policy', 'implicit'],
    ['because no service control policy allows the kms:Decrypt action', 'service-control-policy', 'implicit'],
    ['because no VPC endpoint policy allows the kms:Decrypt action', 'vpc-endpoint-policy', 'implicit'],
    ['with an explicit deny in a resource-based policy', 'key-policy', 'explicit'],
    ['with an explicit deny in an identity-based policy', 'identity-policy', 'explicit'],
    ['with an explicit deny in a service control policy', 'service-control-policy', 'explicit'],
    ['with an explicit deny in a resource control policy', 'resource-control-policy', 'explicit'],
  ])('"… %s" names its layer', (tail, layer, kind) => {
    const explained = explainError(`${on} ${tail}`);
    expect(explained).toMatchObject({
      principal: user('alice'),
      action: 'kms:Decrypt',
      resource: keyArn,
      layer,
      kind,
    });
    expect(explained?.advice.length).toBeGreaterThan(0);
  });

  it('is found inside a longer text, over line breaks', () => {
    const text = `An error occurred (AccessDeniedException) when calling the Decrypt operation: ${on}\n  because no resource-based\n policy allows the kms:Decrypt action (Service: Kms, Status Code: 400)`;
    expect(explainError(text)).toMatchObject({ layer: 'key-policy', resource: keyArn });
  });

  it('names the policy that denies, where AWS does', () => {
    const arn = 'arn:aws:organizations::111122223333:policy/o-1/service_control_policy/p-1';
    expect(explainError(`${on} with an explicit deny in a service control policy: ${arn}`)?.policyArn).toBe(
      arn,
    );
  });

  it('takes a comma in the name of a session for a part of it', () => {
    const session = 'arn:aws:sts::111122223333:assumed-role/App/jo+a=b,c@example.com';
    const explained = explainError(
      `User: ${session} is not authorized to perform: kms:Decrypt on resource: ${keyArn} because no resource-based policy allows the kms:Decrypt action`,
    );
    expect(explained?.principal).toBe(session);
    expect(explained?.statements[0]?.statement.Principal).toEqual({
      AWS: 'arn:aws:iam::111122223333:role/App',
    });
  });

  it('of a service-linked role offers a statement with the path of the role', () => {
    const explained = explainError(deniedTo('AWSServiceRoleForAutoScaling'));
    expect(explained?.statements[0]).toMatchObject({
      layer: 'key-policy',
      statement: {
        Principal: {
          AWS: 'arn:aws:iam::111122223333:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling',
        },
      },
    });
  });

  it('of a permission set of Identity Center offers a statement that holds for the role under its path', () => {
    const role = 'AWSReservedSSO_Admin_0123456789abcdef';
    const [first] = explainError(deniedTo(role))?.statements ?? [];
    const asking = (path: string) =>
      evaluate(
        request({
          principal: `arn:aws:sts::111122223333:assumed-role/${role}/jo`,
          session: { roleArn: `arn:aws:iam::111122223333:role/${path}` },
          keyPolicy: { Version: '2012-10-17', Statement: first?.statement ?? [] },
        }),
      ).decision;
    expect(first?.layer).toBe('key-policy');
    expect(asking(`aws-reserved/sso.amazonaws.com/eu-west-1/${role}`)).toBe('Allowed');
    expect(asking(`aws-reserved/sso.amazonaws.com/${role}`)).toBe('Allowed');
    expect(asking(`elsewhere/${role}`)).not.toBe('Allowed');
  });

  it('of a reserved role whose path is unknown says why the key policy gets no statement', () => {
    const explained = explainError(deniedTo('AWSServiceRoleForSomethingNew'));
    expect(explained?.statements.map(({ layer }) => layer)).toEqual(['identity-policy']);
    expect(explained?.advice.at(-1)).toContain('aws iam get-role --role-name AWSServiceRoleForSomethingNew');
  });

  it('of another service is said to be no matter of KMS', () => {
    const explained = explainError(
      `User: ${user('alice')} is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::bucket/key" because no identity-based policy allows the s3:GetObject action`,
    );
    expect(explained?.statements).toEqual([]);
    expect(explained?.advice[0]).toContain('not a matter of KMS');
  });

  it('says why there is no statement for what is no action of KMS', () => {
    for (const action of ['kms:CreateDBInstance', 'kms:ReEncrypt']) {
      const explained = explainError(
        `User: ${user('alice')} is not authorized to perform: ${action} because no identity-based policy allows the ${action} action`,
      );
      expect(explained?.statements).toEqual([]);
      expect(explained?.advice.at(-1)).toMatch(/There is no/);
    }
  });

  it.each(['kms:CreateKey', 'kms:ListKeys', 'kms:GenerateRandom', 'kms:CreateCustomKeyStore'])(
    '%s concerns no key: only an IAM policy helps',
    (action) => {
      for (const on of ['', ' on resource: *']) {
        const explained = explainError(
          `User: ${user('alice')} is not authorized to perform: ${action}${on} because no identity-based policy allows the ${action} action`,
        );
        expect(explained?.statements).toEqual([
          { layer: 'identity-policy', statement: { Effect: 'Allow', Action: action, Resource: '*' } },
        ]);
        expect(explained?.advice.join(' ')).not.toContain('The key policy leaves this to IAM');
      }
    },
  );

  it.each(['kms:CreateAlias', 'kms:UpdateAlias', 'kms:DeleteAlias'])(
    '%s is needed on the alias, by IAM alone, and on the key',
    (action) => {
      const deniedOn = (resource: string) =>
        explainError(
          `User: ${user('alice')} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`,
        );
      const alias = 'arn:aws:kms:us-east-1:111122223333:alias/app';
      expect(deniedOn(alias)?.statements).toEqual([
        { layer: 'identity-policy', statement: { Effect: 'Allow', Action: action, Resource: alias } },
      ]);
      expect(deniedOn(alias)?.advice.join(' ')).toContain('On the key');
      expect(deniedOn(keyArn)?.statements.map(({ layer }) => layer)).toContain('key-policy');
      expect(deniedOn(keyArn)?.advice.join(' ')).toContain('on the alias as well');
    },
  );

  it('of KMS is explained among others, which are named', () => {
    const denial = (action: string, resource: string): string =>
      `AccessDenied: User: ${user('alice')} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`;
    const log = [
      denial('s3:GetObject', 'arn:aws:s3:::bucket/object'),
      denial('kms:Decrypt', keyArn).replace('identity-based', 'resource-based'),
      denial('sqs:SendMessage', 'arn:aws:sqs:us-east-1:111122223333:queue'),
      denial('kms:Encrypt', keyArn),
      denial('kms:Decrypt', keyArn).replace('identity-based', 'resource-based'),
    ].join('\n');
    const explained = explainError(log);
    expect(explained).toMatchObject({ action: 'kms:Decrypt', resource: keyArn, layer: 'key-policy' });
    expect(explained?.advice.at(-1)).toBe(
      `The text holds other denials, too: s3:GetObject on arn:aws:s3:::bucket/object (not a matter of KMS); sqs:SendMessage on arn:aws:sqs:us-east-1:111122223333:queue (not a matter of KMS); kms:Encrypt on ${keyArn}. Each needs an answer of its own.`,
    );
  });

  it('offers the statement that mends it', () => {
    expect(
      explainError(`${on} because no resource-based policy allows the kms:Decrypt action`)?.statements,
    ).toEqual([
      {
        layer: 'key-policy',
        statement: {
          Sid: 'Allow Decrypt to alice',
          Effect: 'Allow',
          Principal: { AWS: user('alice') },
          Action: 'kms:Decrypt',
          Resource: '*',
        },
      },
      // AWS says so as well where the key policy leaves it to the account and IAM is silent.
      {
        layer: 'identity-policy',
        statement: { Effect: 'Allow', Action: 'kms:Decrypt', Resource: keyArn },
      },
    ]);
  });

  it('offers no statement against a Deny', () => {
    expect(explainError(`${on} with an explicit deny in a resource-based policy`)?.statements).toEqual([]);
  });

  it('of another account leaves it open whether the key exists', () => {
    const tail =
      'because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access';
    expect(explainError(`${who} on this resource ${tail}`)).toMatchObject({
      layer: 'key-policy',
      kind: 'unknown',
      action: 'kms:Decrypt',
    });
    expect(explainError(`${who} on the resource associated with this ciphertext ${tail}`)).toMatchObject({
      kind: 'unknown',
    });
  });

  it('is found, or not, in texts of any length', () => {
    for (const long of ['A'.repeat(300_000), 'some word '.repeat(30_000), 'AccessDenied '.repeat(30_000)])
      expect(explainError(long)?.principal).toBeUndefined();
  });

  it('of Decrypt may name neither key nor caller', () => {
    expect(
      explainError(
        'AccessDeniedException: The ciphertext refers to a customer master key that does not exist, does not exist in this region, or you are not allowed to access.',
      ),
    ).toMatchObject({ action: 'kms:Decrypt', kind: 'unknown' });
  });

  it.each([
    [
      'in quotes, from Java',
      `com.amazonaws.services.kms.model.AWSKMSException: ${who} on resource: "${keyArn}" because no resource-based policy allows the kms:Decrypt action (Service: AWSKMS; Status Code: 400)`,
      { layer: 'key-policy', resource: keyArn },
    ],
    [
      'in XML, from S3',
      `<Code>AccessDenied</Code><Message>${on} because no identity-based policy allows the kms:Decrypt action</Message>`,
      { layer: 'identity-policy', resource: keyArn },
    ],
    [
      'in JSON, from CloudTrail',
      `{"errorCode":"AccessDenied","errorMessage":"${on}"}`,
      { kind: 'unknown', resource: keyArn, principal: user('alice') },
    ],
    [
      'of Lambda',
      `Lambda was unable to decrypt the environment variables because KMS access was denied. KMS Exception: AccessDeniedExceptionKMS Message: ${on} because no identity-based policy allows the kms:Decrypt action`,
      { layer: 'identity-policy', principal: user('alice') },
    ],
    [
      'of Secrets Manager',
      'AccessDeniedException: Access to KMS is not allowed\n\tstatus code: 400',
      { kind: 'unknown', action: 'kms:Decrypt' },
    ],
    [
      'of RDS',
      'KMSKeyNotAccessibleFault: The specified KMS key [arn:aws:kms:…] does not exist, is not enabled or you do not have permissions to access it.',
      { kind: 'unknown' },
    ],
    [
      'of the lock-out check',
      'MalformedPolicyDocumentException: The new key policy will not allow you to update the key policy in the future.',
      { layer: 'key-policy', action: 'kms:PutKeyPolicy' },
    ],
    [
      'of principals that are not there',
      'MalformedPolicyDocumentException: Policy contains a statement with one or more invalid principals.',
      { layer: 'key-policy' },
    ],
    [
      'without a message',
      'null (Service: AWSKMS; Status Code: 400; Error Code: AccessDeniedException; Request ID: 1)',
      { kind: 'unknown' },
    ],
    [
      'without a message, from the AWS CLI',
      'An error occurred (AccessDeniedException) when calling the DescribeKey operation:',
      { kind: 'unknown', action: 'kms:DescribeKey' },
    ],
  ])('%s', (_, text, expected) => {
    const explained = explainError(text);
    expect(explained).toMatchObject(expected);
    expect(explained?.advice.length).toBeGreaterThan(0);
  });

  it.each(['Rate exceeded', 'Access Denied', 'ThrottlingException when calling the Decrypt operation'])(
    'is none in "%s"',
    (text) => {
      expect(explainError(text)).toBeUndefined();
    },
  );
});

describe('the text of a refusal', () => {
  const text = (changes: Partial<AccessRequest>): string => {
    const asked = request(changes);
    return denialMessage(asked, evaluate(asked));
  };

  it('says the layer as AWS does', () => {
    expect(text({})).toBe(`${on} because no resource-based policy allows the kms:Decrypt action`);
    expect(text({ keyPolicy: policy(delegation) })).toBe(
      `${on} because no identity-based policy allows the kms:Decrypt action`,
    );
    expect(text({ keyPolicy: policy(statement({ Effect: 'Deny' })) })).toBe(
      `${on} with an explicit deny in a resource-based policy`,
    );
    expect(text({ identityPolicies: [iam({ Effect: 'Deny' })] })).toBe(
      `${on} with an explicit deny in an identity-based policy`,
    );
  });

  it('tells another account nothing of the key', () => {
    expect(text({ principal: user('eve', other), identityPolicies: [iam()] })).toContain(
      'because the resource does not exist in this Region',
    );
  });

  it('is read back as what it says', () => {
    const asked = request({ keyPolicy: policy(delegation) });
    const verdict = evaluate(asked);
    expect(explainError(denialMessage(asked, verdict))?.layer).toBe(verdict.layer);
  });
});
