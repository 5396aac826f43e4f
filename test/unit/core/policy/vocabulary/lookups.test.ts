import { describe, expect, it } from 'vitest';
import { actions, findAction, whyNotFor } from '../../../../../src/core/policy/vocabulary/actions';
import {
  actionsWith,
  appliesTo,
  conditionKeys,
  findConditionKey,
} from '../../../../../src/core/policy/vocabulary/conditionKeys';
import { findServiceContext } from '../../../../../src/core/policy/vocabulary/encryptionContexts';
import { policyLimits } from '../../../../../src/core/policy/vocabulary/limits';
import { closest, matchActions, matchesPattern } from '../../../../../src/core/policy/vocabulary/match';
import {
  findOperator,
  operatorName,
  operators,
  operatorSuits,
} from '../../../../../src/core/policy/vocabulary/operators';
import {
  findServicePrincipal,
  parseViaService,
  servicePrincipals,
  viaServices,
  viaServiceValue,
} from '../../../../../src/core/policy/vocabulary/services';

function action(name: string) {
  const found = findAction(name);
  if (!found) throw new Error(`no action ${name}`);
  return found;
}
function key(name: string) {
  const found = findConditionKey(name);
  if (!found) throw new Error(`no condition key ${name}`);
  return found.key;
}
const names = (list: readonly { name: string }[]) => list.map((entry) => entry.name);

describe('actions', () => {
  it('are found in any case, with their prefix only', () => {
    expect(findAction('KMS:decrypt')?.name).toBe('kms:Decrypt');
    expect(findAction('Decrypt')).toBeUndefined();
    expect(findAction('kms:ReEncrypt')).toBeUndefined();
  });

  it('that name no key are for IAM policies only', () => {
    expect(names(actions().filter((entry) => !entry.inKeyPolicy)).sort()).toEqual([
      'kms:ConnectCustomKeyStore',
      'kms:CreateCustomKeyStore',
      'kms:CreateKey',
      'kms:DeleteCustomKeyStore',
      'kms:DescribeCustomKeyStores',
      'kms:DisconnectCustomKeyStore',
      'kms:GenerateRandom',
      'kms:ListAliases',
      'kms:ListKeys',
      'kms:ListRetirableGrants',
      'kms:UpdateCustomKeyStore',
    ]);
  });

  it('each have a sentence without a full stop that goes on from "Allows to", and a link', () => {
    for (const entry of actions()) {
      expect(entry.allows, entry.name).toMatch(/^[a-z].*[^.]$/);
      expect(entry.link, entry.name).toMatch(/^https:\/\/docs\.aws\.amazon\.com\/kms\//);
    }
  });

  it('can be allowed to other accounts where the API reference says so', () => {
    const across = names(actions().filter((entry) => entry.crossAccount)).map((name) => name.slice(4));
    expect(across.sort()).toEqual([
      'CreateGrant',
      'Decapsulate',
      'Decrypt',
      'DeriveSharedSecret',
      'DescribeKey',
      'Encapsulate',
      'Encrypt',
      'GenerateDataKey',
      'GenerateDataKeyPair',
      'GenerateDataKeyPairWithoutPlaintext',
      'GenerateDataKeyWithoutPlaintext',
      'GenerateMac',
      'GetKeyRotationStatus',
      'GetPublicKey',
      'ListGrants',
      'ReEncryptFrom',
      'ReEncryptTo',
      'RetireGrant',
      'RevokeGrant',
      'Sign',
      'Verify',
      'VerifyMac',
    ]);
  });

  it('say why they can never work on a key of another type', () => {
    const signing = {
      spec: 'RSA_2048',
      usage: 'SIGN_VERIFY',
      origin: 'AWS_KMS',
      multiRegion: false,
    } as const;
    expect(whyNotFor(action('kms:Sign'), signing)).toBeUndefined();
    expect(whyNotFor(action('kms:Decrypt'), signing)).toContain('ENCRYPT_DECRYPT');
    expect(whyNotFor(action('kms:ImportKeyMaterial'), signing)).toContain('EXTERNAL');
    expect(whyNotFor(action('kms:ReplicateKey'), signing)).toContain('multi-Region');
    expect(
      whyNotFor(action('kms:GenerateDataKey'), { spec: 'RSA_2048', usage: 'ENCRYPT_DECRYPT' }),
    ).toContain('symmetric');
    expect(whyNotFor(action('kms:GetPublicKey'), { spec: 'HMAC_256' })).toContain('asymmetric');
  });

  it('are not judged where the key is not known', () => {
    for (const entry of actions()) expect(whyNotFor(entry, {})).toBeUndefined();
  });
});

describe('wildcards', () => {
  it('expand to the actions that they match, in any case', () => {
    expect(names(matchActions('kms:reencrypt*'))).toEqual(['kms:ReEncryptFrom', 'kms:ReEncryptTo']);
    expect(matchActions('kms:*')).toHaveLength(actions().length);
    expect(matchActions('*')).toHaveLength(actions().length);
    expect(names(matchActions('kms:Sig?'))).toEqual(['kms:Sign']);
  });

  it('match nothing of another service and nothing misspelt', () => {
    expect(matchActions('s3:*')).toEqual([]);
    expect(matchActions('kms:Decryptt*')).toEqual([]);
    expect(matchActions('kms:Decryp')).toEqual([]);
  });

  it('take no time for a hostile pattern', () => {
    expect(matchesPattern(`${'*a'.repeat(2000)}b`, 'a'.repeat(4000))).toBe(false);
  });
});

describe('condition keys', () => {
  it('are found in any case, templates with their part', () => {
    expect(findConditionKey('KMS:viaservice')?.key.name).toBe('kms:ViaService');
    expect(findConditionKey('kms:EncryptionContext:aws:s3:arn')).toMatchObject({ part: 'aws:s3:arn' });
    expect(findConditionKey('aws:ResourceTag/Team')).toMatchObject({ part: 'Team' });
    expect(findConditionKey('aws:ResourceTag/')).toMatchObject({ part: '' });
    expect(findConditionKey('kms:NoSuchKey')).toBeUndefined();
    expect(findConditionKey('aws:ResourceTag')).toBeUndefined();
  });

  it('know the registers of attestation documents', () => {
    expect(findConditionKey('kms:RecipientAttestation:PCR31')).toBeDefined();
    expect(findConditionKey('kms:RecipientAttestation:PCR32')).toBeUndefined();
    expect(findConditionKey('kms:RecipientAttestation:NitroTPMPCR23')).toBeDefined();
    expect(findConditionKey('kms:RecipientAttestation:NitroTPMPCR24')).toBeUndefined();
    expect(findConditionKey('kms:RecipientAttestation:PCRx')).toBeUndefined();
    expect(findConditionKey('kms:RecipientAttestation:ImageSha384')).toBeDefined();
  });

  it('with several values are those that the guide names', () => {
    const kms = conditionKeys().filter((entry) => entry.name.startsWith('kms:') && entry.multivalued);
    expect(names(kms).sort()).toEqual([
      'kms:EncryptionContextKeys',
      'kms:GrantOperations',
      'kms:ResourceAliases',
    ]);
  });

  it('apply to the actions that carry them', () => {
    expect(appliesTo(key('kms:EncryptionContext:App'), action('kms:Decrypt'))).toBe(true);
    expect(appliesTo(key('kms:EncryptionContext:App'), action('kms:DescribeKey'))).toBe(false);
    expect(appliesTo(key('kms:KeySpec'), action('kms:DescribeKey'))).toBe(true);
    expect(appliesTo(key('aws:PrincipalOrgID'), action('kms:DescribeKey'))).toBe(true);
    expect(appliesTo(key('aws:TagKeys'), action('kms:Decrypt'))).toBe(false);
    expect(appliesTo(key('aws:RequestTag/x'), action('kms:TagResource'))).toBe(true);
    expect(names(actionsWith(key('kms:GrantIsForAWSResource')))).toEqual([
      'kms:CreateGrant',
      'kms:ListGrants',
      'kms:RevokeGrant',
    ]);
  });

  it('list values that suit their type, and operators that exist and suit it', () => {
    for (const entry of conditionKeys()) {
      if (entry.type === 'Bool') expect(entry.values, entry.name).toEqual(['true', 'false']);
      for (const name of entry.operators ?? []) {
        const found = findOperator(name);
        expect(found && operatorSuits(found.operator, entry), `${name} for ${entry.name}`).toBe(true);
      }
      expect(entry.operators?.length, entry.name).toBeGreaterThan(0);
    }
  });

  it('link to a place in the guides', () => {
    expect(key('kms:GrantIsForAWSResource').link).toMatch(/#conditions-kms-grant-is-for-aws-resource$/);
    expect(key('kms:ReEncryptOnSameKey').link).toMatch(/#conditions-kms-reencrypt-on-same-key$/);
    expect(key('kms:EncryptionContext:App').link).toMatch(/#conditions-kms-encryption-context$/);
    expect(key('aws:PrincipalTag/Team').link).toMatch(/#condition-keys-principaltag$/);
  });
});

describe('operators', () => {
  it('are read with qualifier and suffix, in any case', () => {
    const found = findOperator('foranyvalue:stringlikeifexists');
    expect(found && operatorName(found)).toBe('ForAnyValue:StringLikeIfExists');
    expect(findOperator('Null')?.ifExists).toBe(false);
    expect(findOperator('StringEqual')).toBeUndefined();
    expect(findOperator('ForSomeValues:StringEquals')).toBeUndefined();
  });

  it('are spelt as their names say', () => {
    for (const entry of operators)
      expect(operatorName({ operator: entry, ifExists: false })).toBe(entry.name);
  });
});

describe('did you mean', () => {
  it('finds the nearest name, transposed letters included', () => {
    const known = names(actions());
    expect(closest('kms:Decrpyt', known)).toBe('kms:Decrypt');
    expect(closest('kms:GenerateDatakeys', known)).toBe('kms:GenerateDataKey');
    expect(closest('StringEqual', names(operators))).toBe('StringEquals');
  });

  it('says nothing where nothing is near', () => {
    expect(closest('zebra', names(operators))).toBeUndefined();
    expect(closest('', ['Effect'])).toBeUndefined();
  });
});

describe('services', () => {
  it('have their value of kms:ViaService per Region, and back', () => {
    expect(viaServiceValue('s3', 'eu-west-1')).toBe('s3.eu-west-1.amazonaws.com');
    expect(parseViaService('s3.eu-west-1.amazonaws.com')).toEqual({
      prefix: 's3',
      region: 'eu-west-1',
      title: 'S3',
    });
    expect(parseViaService('s3.*.amazonaws.com')?.region).toBe('*');
    expect(parseViaService('s3.amazonaws.com')).toBeUndefined();
    expect(viaServices).toHaveLength(95);
  });

  it('are known by their principal, regional or not', () => {
    expect(findServicePrincipal('logs.eu-central-1.amazonaws.com')).toMatchObject({
      region: 'eu-central-1',
      service: { title: 'CloudWatch Logs' },
    });
    expect(findServicePrincipal('delivery.logs.amazonaws.com')?.service.name).toBe(
      'delivery.logs.amazonaws.com',
    );
    expect(findServicePrincipal('nobody.amazonaws.com')).toBeUndefined();
  });

  it('need only actions that exist', () => {
    for (const service of servicePrincipals)
      for (const pattern of service.actions)
        expect(matchActions(pattern), `${pattern} of ${service.name}`).not.toEqual([]);
  });

  it('need only condition keys that exist, and whose pairs of the encryption context are known', () => {
    for (const { name, keys } of servicePrincipals) {
      for (const key of keys) {
        expect(findConditionKey(key), `${key} of ${name}`).toBeDefined();
        if (key.startsWith('kms:EncryptionContext:'))
          expect(findServiceContext(key.slice('kms:EncryptionContext:'.length)), key).toBeDefined();
      }
    }
  });
});

describe('limits', () => {
  it('allow Latin-1 and nothing else', () => {
    expect(policyLimits.forbiddenCharacter.test('tab\t, é, ÿ\r\n')).toBe(false);
    expect(policyLimits.forbiddenCharacter.test('…')).toBe(true);
    expect(policyLimits.forbiddenCharacter.test('\u0000')).toBe(true);
  });
});
