import { describe, expect, it } from 'vitest';
import type { IacKey } from '../../../../src/core/iac/iacKey';
import { consolePolicy, type ConsoleChoices } from '../../../../src/core/policy/consolePolicy';
import { readDraft } from '../../../../src/core/wizard/draft';
import { generatedPolicy } from '../../../../src/core/wizard/policyText';
import { similarDraft } from '../../../../src/core/wizard/similar';

const account = '111122223333';
const choices: ConsoleChoices = {
  ...{ accountId: account, partition: 'aws', spec: 'RSA_2048', usage: 'SIGN_VERIFY', origin: 'AWS_KMS' },
  ...{ multiRegion: true, administrators: [`arn:aws:iam::${account}:role/a`], allowDeletion: false },
  ...{ users: [`arn:aws:iam::${account}:user/u`], otherAccounts: ['444455556666'] },
};
const policy = JSON.stringify(consolePolicy(choices));
const key = (changes: Partial<IacKey> = {}): IacKey => ({
  ...{ spec: 'RSA_2048', usage: 'SIGN_VERIFY', origin: 'AWS_KMS', multiRegion: true, policy },
  ...{ description: 'Orders', aliases: ['alias/orders'], tags: [{ key: 'team', value: 'billing' }] },
  ...changes,
});

describe('a draft with the settings of a key', () => {
  it('is one that the wizard takes, and makes the same policy', () => {
    const draft = similarDraft(key());
    expect(readDraft(draft)).toBeDefined();
    const place = {
      connection: 'sandbox',
      region: 'us-east-1',
      callerArn: '',
      partition: 'aws',
      accountId: account,
    };
    expect(JSON.parse(generatedPolicy(draft, place))).toEqual(JSON.parse(policy));
    expect(draft).toMatchObject({
      ...{ spec: 'RSA_2048', usage: 'SIGN_VERIFY', multiRegion: true, description: 'Orders' },
      tags: [{ key: 'team', value: 'billing' }],
    });
    expect(draft).not.toHaveProperty('editedPolicy');
  });

  it('has no alias, no key of an external key store, and no tags of AWS', () => {
    const draft = similarDraft(
      key({
        ...{ origin: 'EXTERNAL_KEY_STORE', customKeyStoreId: 'cks-1', xksKeyId: 'x' },
        tags: [{ key: 'aws:cloudformation:stack-name', value: 's' }],
      }),
    );
    expect(draft).toMatchObject({ alias: '', customKeyStoreId: 'cks-1', xksKeyId: '', tags: [] });
  });

  it('keeps a policy that is not the console’s as its text, and the rotation', () => {
    const own = '{"Version":"2012-10-17","Statement":[]}';
    const draft = similarDraft(key({ policy: own, rotationPeriodDays: 90 }));
    expect(JSON.parse(draft.editedPolicy ?? '')).toEqual(JSON.parse(own));
    expect(draft.rotationPeriodDays).toBe(90);
  });
});
