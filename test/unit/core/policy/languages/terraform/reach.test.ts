import { describe, expect, it } from 'vitest';
import { documentWith, keyWith, rootBlock, said, typoBlock } from './terraform';

const typo = 'INVALID_ACTION "kms:Decrpyt"';
const document = documentWith(rootBlock, typoBlock);
const json = 'data.aws_iam_policy_document.key.json';

describe('A document is a key policy when it reaches a key', () => {
  it.each([
    ['at once', json],
    ['minified', 'data.aws_iam_policy_document.key.minified_json'],
    ['by an index', 'data.aws_iam_policy_document.key[0].json'],
    ['by the key of an instance', 'data.aws_iam_policy_document.key[each.key].json'],
    ['by one()', 'one(data.aws_iam_policy_document.key[*].json)'],
    ['by one() around the instances', 'one(data.aws_iam_policy_document.key[*]).json'],
    ['in a conditional', `var.policy == null ? ${json} : var.policy`],
    ['in parentheses over lines', `(\n    var.default\n    ? ${json}\n    : null\n  )`],
    ['in coalesce()', `coalesce(var.policy, ${json})`],
    ['in try()', `try(${json}, "")`],
    ['as an interpolation alone', `"\${${json}}"`],
    ['by join() over instances', 'join("", data.aws_iam_policy_document.key.*.json)'],
  ])('%s', async (_, expression) => {
    expect(await said(document + keyWith(expression))).toEqual([typo]);
  });

  it.each([
    ['aws_kms_key'],
    ['aws_kms_external_key'],
    ['aws_kms_replica_key'],
    ['aws_kms_replica_external_key'],
    ['aws_kms_key_policy'],
  ])('of type %s', async (type) => {
    expect(await said(`${document}resource "${type}" "it" {\n  policy = ${json}\n}\n`)).toEqual([typo]);
  });

  it('through a local, and a member of a local map', async () => {
    expect(await said(`${document}locals {\n  policy = ${json}\n}\n${keyWith('local.policy')}`)).toEqual([
      typo,
    ]);
    const map = `locals {\n  policies = { orders = ${json} }\n}\n`;
    expect(await said(document + map + keyWith('local.policies.orders'))).toEqual([typo]);
    expect(await said(document + map + keyWith('local.policies["orders"]'))).toEqual([typo]);
    expect(await said(document + map + keyWith('local.policies[each.key]'))).toEqual([typo]);
    expect(await said(document + map + keyWith('local.policies["other"]'))).toEqual([]);
  });

  it('in another file of the module, whichever of the two is looked at', async () => {
    expect(await said({ 'policy.tf': document, 'key.tf': keyWith(json) })).toEqual([typo]);
    expect(await said({ 'key.tf': keyWith(json), 'policy.tf': document })).toEqual([]);
    expect(await said({ 'policy.tf': document, 'key.tofu': keyWith(json) })).toEqual([typo]);
  });

  it('through another document that takes it in, at any distance', async () => {
    const merged = `data "aws_iam_policy_document" "all" {\n  source_policy_documents = [${json}]\n}\n`;
    const more = `data "aws_iam_policy_document" "more" {\n  override_policy_documents = [data.aws_iam_policy_document.all.json]\n}\n`;
    expect(await said(document + merged + more + keyWith('data.aws_iam_policy_document.more.json'))).toEqual([
      typo,
    ]);
  });

  it('through the policy of a module that makes a key', async () => {
    const call = (source: string): string =>
      `module "key" {\n  source = "${source}"\n  policy = ${json}\n}\n`;
    expect(await said(document + call('terraform-aws-modules/kms/aws'))).toEqual([typo]);
    expect(await said(document + call('cloudposse/kms-key/aws'))).toEqual([typo]);
    expect(
      await said(document + call('git::https://github.com/cloudposse/terraform-aws-kms-key.git?ref=0.12.2')),
    ).toEqual([typo]);
    expect(await said(document + call('./modules/kms'))).toEqual([]);
    expect(await said(document + call('terraform-aws-modules/kms-other/aws'))).toEqual([]);
  });

  it('and not where it is only mentioned, or reaches something else', async () => {
    const description = `resource "aws_kms_key" "key" {\n  description = "see ${json}"\n}\n`;
    expect(await said(document + description)).toEqual([]);
    expect(
      await said(`${document}resource "aws_sqs_queue" "aws_kms_key" {\n  policy = ${json}\n}\n`),
    ).toEqual([]);
    expect(await said(`${document}resource "aws_iam_policy" "kms" {\n  policy = ${json}\n}\n`)).toEqual([]);
    expect(await said(document + keyWith(`templatefile("policy.json", { base = ${json} })`))).toEqual([]);
    expect(await said(document + keyWith(`replace(${json}, "a", "b")`))).toEqual([]);
    expect(await said(document)).toEqual([]);
  });

  it('although locals and documents refer to each other in a circle', async () => {
    const circle = 'locals {\n  a = local.b\n  b = local.a\n}\n';
    expect(await said(circle + keyWith('local.a') + keyWith('jsonencode(local.a)'))).toEqual([]);
    const one = `data "aws_iam_policy_document" "one" {\n  source_policy_documents = [data.aws_iam_policy_document.two.json]\n}\n`;
    const two = `data "aws_iam_policy_document" "two" {\n  source_policy_documents = [data.aws_iam_policy_document.one.json]\n  ${typoBlock}\n}\n`;
    expect(await said(one + two + keyWith('data.aws_iam_policy_document.one.json'))).toEqual([typo]);
  });
});
