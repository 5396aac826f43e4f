import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { keyTextForms } from '../../../../src/core/iac/forms';
import type { IacKey, IacText } from '../../../../src/core/iac/iacKey';
import type { Key } from '../../../../src/core/keys/model';
import { key } from '../keys/builders';
import { hclStrings } from '../wizard/hcl';
import { existing, iacKey, primaryArn } from './keys';

function textOf(tool: string, iac: IacKey, described: Partial<Key> = {}): IacText {
  const form = keyTextForms.find(({ title }) => title === tool);
  if (form === undefined) throw new Error(`There is no text for ${tool}.`);
  const { spec, usage, origin } = iac;
  return form.text({
    key: key({ spec, usage, origin, ...described }),
    iac,
    setting: { region: 'us-east-1' },
  });
}

const text = (tool: string, iac: IacKey, described?: Partial<Key>): string => {
  const made = textOf(tool, iac, described);
  if ('unavailable' in made) throw new Error(made.unavailable);
  return made.text;
};

interface Template {
  Resources: Record<string, { Type: string; DeletionPolicy?: string; Properties: Record<string, unknown> }>;
}

const template = (iac: IacKey): Template =>
  parse(text('CloudFormation', iac).replaceAll('!Ref Key', '"Key"'), { version: '1.1' }) as Template;

describe('a key that exists', () => {
  const two = iacKey({ existing, aliases: ['alias/pay', 'alias/pay ments', 'alias/pay/ments'] });

  it('is retained by its CloudFormation template, with every alias and the way to import it', () => {
    const { Resources } = template(two);
    expect(Resources['Key']).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    expect(
      Object.values(Resources).flatMap(({ Type, Properties }) =>
        Type === 'AWS::KMS::Alias' ? [Properties['AliasName']] : [],
      ),
    ).toEqual(two.aliases);
    expect(text('CloudFormation', two)).toContain(`the identifier KeyId ${existing.keyId}`);
  });

  it('is imported by Terraform, key and aliases, under names that differ', () => {
    const terraform = text('Terraform', two);
    const names = [...terraform.matchAll(/resource "aws_kms_alias" "([^"]+)"/g)].map(([, name]) => name);
    expect(names).toEqual(['pay', 'pay_ments', 'pay_ments_2']);
    const imports = [...terraform.matchAll(/import \{\n {2}to = (\S+)\n {2}id = "([^"]+)"\n\}/g)];
    expect(imports.map(([, to, id]) => [to, id])).toEqual([
      ['aws_kms_key.pay', existing.keyId],
      ['aws_kms_alias.pay', 'alias/pay'],
      ['aws_kms_alias.pay_ments', 'alias/pay ments'],
      ['aws_kms_alias.pay_ments_2', 'alias/pay/ments'],
    ]);
  });

  it('that was never made has nothing to import', () => {
    expect(text('Terraform', iacKey())).not.toContain('import');
    expect(text('CloudFormation', iacKey())).not.toContain('#');
  });

  it.each(['AWS CLI', 'CloudFormation', 'Terraform', 'AWS CDK'])(
    'of which something is unknown says so for %s',
    (tool) => {
      const unread = ['Could not read the tags:\nAccess was denied.'];
      const mark = tool === 'AWS CDK' ? '//' : '#';
      expect(text(tool, iacKey({ existing, unread }))).toMatch(
        new RegExp(`^${mark} Could not read the tags: Access was denied\\.\\n`),
      );
    },
  );

  it('that is disabled is made disabled', () => {
    const disabled = iacKey({ disabled: true });
    expect(text('AWS CLI', disabled)).toContain('aws kms disable-key');
    expect(template(disabled).Resources['Key']?.Properties).toMatchObject({ Enabled: false });
    expect(text('Terraform', disabled)).toMatch(/is_enabled +=\s+false/);
    expect(text('Terraform', { ...disabled, origin: 'EXTERNAL' })).toMatch(/\n {2}enabled +=\s+false/);
    expect(text('AWS CDK', disabled)).toContain('enabled: false');
  });
});

describe('a replica', () => {
  const replica = iacKey({
    multiRegion: true,
    primaryArn,
    rotationPeriodDays: 365,
    tags: [{ key: 'a', value: 'b' }],
  });

  it('is replicated from its primary by the AWS CLI, in the Region of the primary', () => {
    expect(text('AWS CLI', replica)).toMatch(
      /^KEY_ID=\$\(aws kms replicate-key \\\n {2}--region eu-west-1 \\\n {2}--key-id arn\S+ \\\n {2}--replica-region us-east-1/,
    );
    expect(text('AWS CLI', replica)).not.toMatch(/enable-key-rotation|--multi-region/);
  });

  it('is a resource of its own type with its primary, and without what it shares with it', () => {
    const { Type, Properties } = template(replica).Resources['Key'] ?? { Properties: {} };
    expect(Type).toBe('AWS::KMS::ReplicaKey');
    expect(Object.keys(Properties).sort()).toEqual(['KeyPolicy', 'PrimaryKeyArn', 'Tags']);
    expect(text('Terraform', replica)).toMatch(/^resource "aws_kms_replica_key"/);
    expect(hclStrings(text('Terraform', replica))).toContain(primaryArn);
    expect(text('Terraform', replica)).not.toMatch(/multi_region|key_usage|rotation/);
    expect(text('AWS CDK', replica)).toContain(
      `new kms.CfnReplicaKey(this, 'Key', {\n  primaryKeyArn: '${primaryArn}'`,
    );
  });

  it('with imported key material is a resource of Terraform alone', () => {
    const imported = { ...replica, origin: 'EXTERNAL' as const };
    expect(text('Terraform', imported)).toMatch(/^resource "aws_kms_replica_external_key"/);
    expect(textOf('CloudFormation', imported)).toHaveProperty('unavailable');
    expect(textOf('AWS CDK', imported)).toHaveProperty('unavailable');
  });
});

describe('references to a key', () => {
  it('by SOPS name the ARN of a symmetric key, and no profile', () => {
    const rule = parse(text('SOPS', iacKey(), { arn: existing.arn })) as {
      creation_rules: { kms: string }[];
    };
    expect(rule.creation_rules).toEqual([{ path_regex: expect.any(String) as string, kms: existing.arn }]);
    expect(textOf('SOPS', iacKey({ spec: 'RSA_4096' }))).toHaveProperty('unavailable');
  });

  it.each([
    ['RSA_2048', 'SIGN_VERIFY', true],
    ['ECC_NIST_P256', 'SIGN_VERIFY', true],
    ['RSA_2048', 'ENCRYPT_DECRYPT', false],
    ['ECC_SECG_P256K1', 'SIGN_VERIFY', false],
    ['ECC_NIST_EDWARDS25519', 'SIGN_VERIFY', false],
    ['ML_DSA_44', 'SIGN_VERIFY', false],
  ] as const)('by cosign to %s for %s: %s', (spec, usage, is) => {
    const made = textOf('cosign', iacKey({ spec, usage }), { arn: existing.arn });
    expect(made).toEqual(
      is
        ? { text: `awskms:///${existing.arn}\n` }
        : { unavailable: expect.stringContaining('cosign') as string },
    );
  });
});

describe('a key in a custom key store', () => {
  const stored = iacKey({ origin: 'EXTERNAL_KEY_STORE', customKeyStoreId: 'cks-1', xksKeyId: 'k-1' });

  it('is made by the AWS CLI and Terraform only', () => {
    expect(text('AWS CLI', stored)).toContain('--custom-key-store-id cks-1');
    expect(hclStrings(text('Terraform', stored))).toEqual(expect.arrayContaining(['cks-1', 'k-1']));
    for (const tool of ['CloudFormation', 'AWS CDK']) {
      expect(textOf(tool, stored)).toEqual({
        unavailable: expect.stringContaining('custom key store') as string,
      });
    }
  });
});
