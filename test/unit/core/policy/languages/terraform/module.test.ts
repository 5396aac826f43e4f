import { describe, expect, it } from 'vitest';
import { moduleFindings, said } from './terraform';

const source = 'terraform-aws-modules/kms/aws';
const statement = (inner: string): string => `{
      actions   = ["kms:Decrypt"]
      resources = ["*"]
      principals = [{ type = "Service", identifiers = ["logs.eu-west-1.amazonaws.com"] }]
      ${inner}
    }`;
const call = (version: string, statements: string): string =>
  `module "key" {\n  source  = "${source}"\n  ${version}\n  key_statements = ${statements}\n}\n`;
const pair = (name: string): string =>
  `${name} = [{ test = "StringEquals", variable = "aws:SourceAccount", values = ["111122223333"] }]`;
const since4 = 'version = "~> 4.0"';

describe('Statements among the inputs of terraform-aws-modules/kms', () => {
  it('are judged as statements of a document, as a list and as a map; root comes from the module', async () => {
    const wrong = statement(pair('condition')).replace('kms:Decrypt', 'kms:Decrpyt');
    expect(await said(call(since4, `[${wrong}]`))).toEqual(['INVALID_ACTION "kms:Decrpyt"']);
    expect(await said(call(since4, `{ logs = ${wrong} }`))).toEqual(['INVALID_ACTION "kms:Decrpyt"']);
    expect(await said(call(since4, `[${statement(pair('condition'))}]`))).toEqual([]);
  });

  it('lose a condition that their version does not know: "conditions" since 4.0, "condition" before', async () => {
    const dropped = (name: string): string[] => [`KMS_TERRAFORM_MODULE_INPUT ${name}`];
    expect(await said(call(since4, `[${statement(pair('conditions'))}]`))).toEqual(dropped('conditions'));
    expect(await said(call('version = "3.1.1"', `[${statement(pair('condition'))}]`))).toEqual(
      dropped('condition'),
    );
    expect(await said(call('version = "3.1.1"', `[${statement(pair('conditions'))}]`))).toEqual([]);
    expect(await said(call('', `[${statement(pair('conditions'))}]`))).toEqual([]);
    const [finding] = await moduleFindings(call(since4, `[${statement(pair('conditions'))}]`));
    expect(finding?.fixes()[0]).toMatchObject({
      title: 'Write condition',
      edits: [{ newText: 'condition' }],
    });
  });

  it('are left alone where their form is known only later', async () => {
    expect(await said(call(since4, 'var.statements'))).toEqual([]);
    expect(await said(call(since4, '[merge(local.base, { actions = ["kms:Decrpyt"] })]'))).toEqual([]);
    expect(await said(call(since4, '[{ (var.name) = ["kms:Decrpyt"] }]'))).toEqual([]);
    expect(await said(call(since4, `[${statement('condition = var.conditions')}]`))).toEqual([]);
  });

  it('are the same among the inputs of Terragrunt', async () => {
    const terragrunt = `terraform {\n  source = "tfr:///${source}?version=4.2.0"\n}\ninputs = {\n  key_statements = [${statement(pair('conditions'))}]\n}\n`;
    expect(await said({ 'terragrunt.hcl': terragrunt })).toEqual(['KMS_TERRAFORM_MODULE_INPUT conditions']);
    expect(await said({ 'terragrunt.hcl': terragrunt.replace('/kms/', '/s3-bucket/') })).toEqual([]);
  });
});

describe("Terraform's JSON syntax", () => {
  const file = (statements: unknown, policy = '${data.aws_iam_policy_document.key.json}'): string =>
    JSON.stringify(
      {
        '//': 'made by a program',
        data: { aws_iam_policy_document: { key: { statement: statements } } },
        resource: [{ aws_kms_key: { key: [{ policy }] } }],
      },
      null,
      2,
    );
  const root = {
    actions: ['kms:*'],
    resources: ['*'],
    principals: { type: 'AWS', identifiers: ['arn:aws:iam::111122223333:root'] },
  };

  it('has blocks as objects and as lists of objects', async () => {
    expect(await said({ 'main.tf.json': file([root]) })).toEqual([]);
    expect(await said({ 'main.tf.json': file(root) })).toEqual([]);
    const wrong = { ...root, actions: ['kms:Decrpyt'] };
    expect(await said({ 'main.tf.json': file([root, wrong]) })).toEqual(['INVALID_ACTION "kms:Decrpyt"']);
    const app = { type: 'AWS', identifiers: ['arn:aws:iam::111122223333:role/App'] };
    const without = { actions: ['kms:Decrypt'], principals: [app] };
    expect(await said({ 'main.tf.json': file([root, without]) })).toEqual(['MISSING_RESOURCE {']);
  });

  it('has policies as text', async () => {
    const text = JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: 'arn:aws:iam::${var.account}:root' },
          Action: 'kms:*',
          Resource: '*',
        },
        { Effect: 'alow', Principal: { AWS: '${var.role}' }, Action: 'kms:Decrypt', Resource: '*' },
      ],
    });
    expect(await said({ 'main.tf.json': file([], text) })).toEqual(['INVALID_EFFECT \\"alow\\"']);
  });

  it('is one module with the other files of the folder', async () => {
    const key = 'resource "aws_kms_key" "key" {\n  policy = data.aws_iam_policy_document.key.json\n}\n';
    const alone = file([{ ...root, actions: ['kms:Decrpyt'] }], '');
    expect(await said({ 'main.tf.json': alone, 'key.tf': key })).toEqual(
      expect.arrayContaining(['INVALID_ACTION "kms:Decrpyt"']),
    );
  });
});
