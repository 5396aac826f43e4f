import { describe, expect, it } from 'vitest';
import { hoverAt } from '../../../../../../src/core/policy/hover/hover';
import { policyAt } from '../../../../../../src/core/policy/languages/language';
import { offeredAt, moduleReading, rootBlock, rootObject } from './terraform';

const document = (statement: string): string =>
  `data "aws_caller_identity" "me" {}\n\nresource "aws_iam_role" "app" {\n  name = "app"\n}\n\ndata "aws_iam_policy_document" "key" {\n  ${rootBlock}\n\n  ${statement}\n}\n\nresource "aws_kms_key" "key" {\n  policy = data.aws_iam_policy_document.key.json\n}\n`;
const statement = (body: string): string => document(`statement {\n    ${body}\n  }`);
const encoded = (body: string): string =>
  `resource "aws_kms_key" "key" {\n  policy = jsonencode({\n    Version = "2012-10-17"\n    Statement = [\n      ${rootObject},\n      ${body}\n    ]\n  })\n}\n`;

const labels = async (marked: string): Promise<string[]> =>
  (await offeredAt(marked)).items.map(({ label }) => label);

describe('In a document, completion offers', () => {
  it('statements, as blocks', async () => {
    const { accept, items } = await offeredAt(document('|'));
    expect(items.map(({ label }) => label)).toContain('Statement');
    expect(accept('Statement')).toContain('  statement {\n    \n  }\n}');
    expect(await labels(document('stat|'))).toContain('Statement');
  });

  it("a statement's arguments and blocks in the data source's words, which it does not have yet", async () => {
    const offered = await labels(statement('sid = "Readers"\n    |'));
    expect(offered).toEqual(
      expect.arrayContaining(['effect', 'principals', 'actions', 'resources', 'condition']),
    );
    expect(offered).not.toContain('sid');
    const { accept } = await offeredAt(statement('sid = "Readers"\n    act|'));
    expect(accept('actions')).toContain('    actions = []\n');
    expect(accept('resources')).toContain('    resources = ["*"]\n');
    expect(accept('condition')).toContain(
      '    condition {\n      test     = ""\n      variable = ""\n      values   = [""]\n    }\n',
    );
    expect(accept('principals')).toContain(
      '    principals {\n      type        = "AWS"\n      identifiers = ["arn:aws:iam::${data.aws_caller_identity.me.account_id}:root"]\n    }\n',
    );
  });

  it('actions, also in a list that is not closed', async () => {
    expect((await offeredAt(statement('actions = ["kms:De|"]'))).accept('kms:Decrypt')).toContain(
      'actions = ["kms:Decrypt"]',
    );
    expect(await labels(statement('actions = ["kms:Decrypt", "kms:|'))).toContain('kms:Encrypt');
    expect((await offeredAt(statement('actions = [|]'))).accept('kms:Decrypt')).toContain(
      'actions = ["kms:Decrypt"]',
    );
  });

  it('principals of the module, and types of principals', async () => {
    const { accept } = await offeredAt(
      statement('principals {\n      type        = "AWS"\n      identifiers = ["|"]\n    }'),
    );
    expect(accept('app')).toContain('identifiers = [aws_iam_role.app.arn]');
    const types = await offeredAt(
      statement('principals {\n      type        = "|"\n      identifiers = []\n    }'),
    );
    expect(types.accept('Service')).toContain('type        = "Service"');
  });

  it('operators, condition keys and their values', async () => {
    const condition = (test: string, variable: string, values: string): string =>
      statement(
        `actions = ["kms:CreateGrant"]\n    condition {\n      test     = ${test}\n      variable = ${variable}\n      values   = ${values}\n    }`,
      );
    expect(await labels(condition('"|"', '"kms:ViaService"', '[]'))).toContain('StringEquals');
    expect(await labels(condition('"Bool"', '"kms:|"', '["true"]'))).toContain('kms:GrantIsForAWSResource');
    expect(
      (await offeredAt(condition('"Bool"', '"kms:GrantIsForAWSResource"', '["|"]'))).accept('true'),
    ).toContain('values   = ["true"]');
  });
});

describe('In jsonencode(), completion offers', () => {
  it('elements with a sign of their own, without commas between lines', async () => {
    const { accept } = await offeredAt(encoded('{\n        Effect = "Allow"\n        |\n      }'));
    expect(accept('Action')).toContain('        Action = []\n');
    expect(accept('Principal')).toContain('        Principal = { AWS = "arn:aws:iam::111122223333:root" }\n');
    expect(accept('Condition')).toContain('        Condition = {\n');
    const typed = await offeredAt(encoded('{\n        Effect = "Allow"\n        Res|\n      }'));
    expect(typed.accept('Resource')).toContain('        Resource = "*"\n');
  });

  it('commas on one line, and in lists', async () => {
    expect((await offeredAt(encoded('{ Effect = "Allow" | }'))).accept('Resource')).toContain(
      '{ Effect = "Allow", Resource = "*" }',
    );
    expect(
      (await offeredAt(encoded('{\n        Action = ["kms:Decrypt" "kms:|"]\n      }'))).accept(
        'kms:Encrypt',
      ),
    ).toContain('["kms:Decrypt", "kms:Encrypt"]');
  });

  it('values behind the sign', async () => {
    expect((await offeredAt(encoded('{\n        Effect = |\n      }'))).accept('Deny')).toContain(
      'Effect = "Deny"',
    );
    expect(await labels(encoded('{\n        Effect = "|"\n      }'))).toEqual(['Allow', 'Deny']);
  });
});

describe('Hover', () => {
  const hovered = async (marked: string): Promise<string> => {
    const offset = marked.indexOf('|');
    const { policies } = await moduleReading(marked.replace('|', ''));
    const policy = policyAt(policies, offset);
    return (policy && hoverAt(policy.document, policy.fromFile(offset), {})?.markdown) ?? '';
  };

  it('says what an action, an argument and a reference are', async () => {
    expect(await hovered(statement('actions = ["kms:De|crypt"]'))).toContain('kms:Decrypt');
    expect(await hovered(statement('act|ions = ["kms:Decrypt"]'))).toContain('Action');
    expect(
      await hovered(
        encoded('{\n        Principal = { AWS = data.aws_caller_identity.me.acc|ount_id }\n      }'),
      ),
    ).toContain('The id of the account in which Terraform runs.');
  });
});
