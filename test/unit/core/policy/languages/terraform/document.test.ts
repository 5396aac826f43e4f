import { describe, expect, it } from 'vitest';
import { documentWith, keyWith, moduleFindings, rootBlock, said, typoBlock } from './terraform';

const key = keyWith('data.aws_iam_policy_document.key.json');
const statement = (...lines: string[]): string =>
  `statement {\n    resources = ["*"]\n    ${lines.join('\n    ')}\n  }`;
const reader =
  'principals {\n      type        = "AWS"\n      identifiers = ["arn:aws:iam::111122223333:role/reader"]\n    }';
const judged = (...statements: string[]): Promise<string[]> =>
  said(documentWith(rootBlock, ...statements) + key);

describe('The document of a policy', () => {
  it('has the defaults of the data source: a version, and Allow', async () => {
    expect(await judged()).toEqual([]);
    expect(await said(documentWith(typoBlock.replace('Decrpyt', 'Decrypt')) + key)).toEqual([
      'KMS_LOCKOUT_RISK data "aws_iam_policy_document" "key" ',
    ]);
  });

  it('has principals of all types, of which "*" is everyone either way', async () => {
    const everyone = (type: string): string =>
      statement('actions = ["kms:Decrypt"]', `principals {\n type = "${type}"\n identifiers = ["*"]\n }`);
    expect(await judged(everyone('AWS'))).toEqual(['KMS_PUBLIC_PRINCIPAL "*"']);
    expect(await judged(everyone('*'))).toEqual(['KMS_PUBLIC_PRINCIPAL "*"']);
    const both = `${reader}\n principals {\n type = "Service"\n identifiers = ["s3.amazonaws.con"]\n }`;
    expect(await judged(statement('actions = ["kms:Decrypt"]', both))).toEqual([
      'INVALID_SERVICE_PRINCIPAL_FORMAT "s3.amazonaws.con"',
    ]);
    const not = reader.replace('principals', 'not_principals');
    expect(await judged(statement('actions = ["kms:Decrypt"]', not))).toEqual([
      'ALLOW_WITH_NOT_PRINCIPAL not_principals',
    ]);
    expect(await judged(statement('effect = "Deny"', 'actions = ["kms:Decrypt"]'))).toEqual([
      'MISSING_PRINCIPAL {',
    ]);
  });

  it('has conditions, each in a block: the operator, the key and the values are judged where they stand', async () => {
    const condition = (test: string, variable: string, values: string): string =>
      statement(
        'actions = ["kms:CreateGrant"]',
        reader,
        `condition {\n test = ${test}\n variable = ${variable}\n values = ${values}\n }`,
      );
    const grants = '"kms:GrantIsForAWSResource"';
    expect(await judged(condition('"Bool"', grants, '[true]'))).toEqual([]);
    expect(await judged(condition('"Bool"', grants, '["true"]'))).toEqual([]);
    expect(await judged(condition('"Bol"', grants, '["true"]'))).toContain(
      'INVALID_CONDITION_OPERATOR "Bol"',
    );
    expect(await judged(condition('"Bool"', '"kms:GrantIsForAwsResuorce"', '["true"]'))).toContain(
      'INVALID_SERVICE_CONDITION_KEY "kms:GrantIsForAwsResuorce"',
    );
    expect(await judged(condition('"StringEquals"', '"aws:PrincipalAccount"', '["1"]'))).not.toEqual([]);
    expect(await judged(condition('var.test', grants, 'var.values'))).toEqual([]);
    expect(await judged(condition('"Bool"', grants, '"true"'))).toEqual(['KMS_TERRAFORM_LIST "true"']);
  });

  it('takes `&{…}` for a policy variable, and `$${…}` too', async () => {
    const variable = (text: string): string =>
      statement(
        'actions = ["kms:Decrypt"]',
        reader,
        `condition {\n test = "StringEquals"\n variable = "aws:ResourceTag/team"\n values = ["${text}"]\n }`,
      );
    expect(await judged(variable('&{aws:PrincipalTag/team}'))).toEqual(
      await judged(variable('$${aws:PrincipalTag/team}')),
    );
    expect(await judged(variable('&{aws:PrincpalTag}'))).toContain('INVALID_VARIABLE &{aws:PrincpalTag}');
  });

  it('is told of arguments that the data source does not have, with what it calls them', async () => {
    const wrong =
      'statement {\n    Action = ["kms:Decrypt"]\n    resource = ["*"]\n    conditions {}\n    principal {}\n  }';
    const findings = await moduleFindings(documentWith(rootBlock, wrong) + key);
    const arguments_ = findings.filter(({ code }) => code === 'KMS_TERRAFORM_ARGUMENT');
    expect(arguments_.map(({ fixes }) => fixes().map(({ title }) => title))).toEqual([
      ['Write actions'],
      ['Write resources'],
      ['Write condition'],
      ['Write principals'],
    ]);
    expect(findings.filter(({ code }) => code.startsWith('MISSING'))).toEqual([]);
  });

  it('has Sids that differ, or Terraform refuses it; what an override replaces may be there twice', async () => {
    const again = await moduleFindings(
      documentWith(
        rootBlock,
        typoBlock.replace('Decrpyt', 'Decrypt'),
        typoBlock.replace('Decrpyt', 'Encrypt'),
      ) + key,
    );
    expect(again.map(({ code, severity }) => `${severity} ${code}`)).toEqual([
      'error UNIQUE_SIDS_RECOMMENDED',
    ]);
    const narrow = documentWith(typoBlock.replace('Decrpyt', 'Decrypt')).replace('"key"', '"narrow"');
    const override = documentWith(
      'override_policy_documents = [data.aws_iam_policy_document.narrow.json]',
      typoBlock.replace('Decrpyt', 'Encrypt'),
    );
    expect(await said(narrow + override + key)).toEqual([]);
  });

  it('is judged in parts where it is merged, made in a loop, or half-typed', async () => {
    const dynamic = `dynamic "statement" {\n for_each = var.roles\n content {\n actions = ["kms:Decrpyt"]\n resources = ["*"]\n principals {\n type = "AWS"\n identifiers = [statement.value]\n }\n }\n }`;
    expect(await said(documentWith(dynamic) + key)).toEqual(['INVALID_ACTION "kms:Decrpyt"']);
    const inLoop = statement(
      'actions = ["kms:CreateGrant"]',
      'dynamic "principals" {\n for_each = var.types\n content {\n type = principals.key\n identifiers = principals.value\n }\n }',
      'dynamic "condition" {\n for_each = var.tests\n content {\n test = condition.key\n variable = "a"\n values = []\n }\n }',
    );
    expect(await judged(inLoop)).toEqual([]);
    const half = documentWith(
      typoBlock,
      'statement {\n    sid = "Half"\n    actions = ["kms:Decrypt", "kms:',
    ).replace(/\}\n$/, '');
    expect(await said(`${half}\n${key}`)).toEqual(['INVALID_ACTION "kms:Decrpyt"']);
  });
});
