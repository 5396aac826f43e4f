import { describe, expect, it } from 'vitest';
import { encoded, keyWith, rootObject, said } from './terraform';

const typo = `{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::111122223333:role/reader" }
      Action    = ["kms:Decrpyt"] # not closed: ]
      Resource  = "*"
    }`;
const found = ['INVALID_ACTION "kms:Decrpyt"'];

describe('A policy in jsonencode()', () => {
  it.each([
    ['with names in bare words', typo],
    ['with names in quotes', typo.replace(/(\w+) +=/g, '"$1" =')],
    ['with colons', typo.replace(/(\w+) += /g, '"$1" : ')],
    ['with commas at all ends', typo.replace(/"\*"$/m, '"*",').replace('reader" }', 'reader", },')],
    ['with tabs and CRLF', typo.replaceAll('\n      ', '\r\n\t\t')],
    ['with comments of all kinds', typo.replace('Action ', '// a comment\n /* another } */ Action ')],
  ])('%s', async (_, statement) => {
    expect(await said(encoded(rootObject, statement))).toEqual(found);
  });

  it('through a local, a conditional, and lists that are put together', async () => {
    const local = `locals {\n  policy = {\n    Version = "2012-10-17"\n    Statement = [${rootObject}, ${typo}]\n  }\n}\n`;
    expect(await said(local + keyWith('jsonencode(local.policy)'))).toEqual(found);
    const concat = `concat([${typo}], var.more, [for role in var.roles : { Effect = "alow", Principal = { AWS = role }, Action = "kms:Decrypt", Resource = "*" }])`;
    expect(await said(keyWith(`jsonencode({ Version = "2012-10-17", Statement = ${concat} })`))).toEqual([
      ...found,
      'INVALID_EFFECT "alow"',
    ]);
  });

  it('whose statements stand in a local, or in a branch that may be taken', async () => {
    const policy = (statements: string): string =>
      keyWith(`jsonencode({ Version = "2012-10-17", Statement = ${statements} })`);
    const locals = `locals {\n  some = [${typo}]\n  one = ${typo}\n  more = concat(local.some, var.others)\n}\n`;
    expect(await said(locals + policy('local.some'))).toEqual(found);
    expect(await said(locals + policy('concat([local.one], var.others)'))).toEqual(found);
    expect(await said(locals + policy('local.more'))).toEqual(found);
    expect(await said(policy(`var.some ? [${typo}] : []`))).toEqual(found);
    expect(await said(policy(`concat([${rootObject}], var.some ? [${typo}] : [])`))).toEqual(found);
    expect(await said(policy(`[${rootObject}, var.some ? ${typo} : null]`))).toEqual(found);
    expect(await said(locals)).toEqual([]);
  });

  it.each([
    ['a function', 'format("arn:%s:iam::%s:root", var.partition, var.account)'],
    ['an interpolation', '"arn:aws:iam::${data.aws_caller_identity.me.account_id}:root"'],
    ['a reference', 'aws_iam_role.reader.arn'],
    ['a conditional', 'var.account == "" ? "nobody" : "x"'],
    ['an operation', 'var.a + 1'],
    ['an index', 'local.accounts["dev"].root[0]'],
    ['a function of a provider', 'provider::aws::arn_build("aws", "iam", "", "1", "root")'],
    [
      'a list made in a loop',
      '[for name in var.roles : "arn:aws:iam::111122223333:role/${name}" if name != ""]',
    ],
    ['a list of what may be', 'compact([var.a, "arn:aws:iam::111122223333:role/a"])'],
    ['null', 'null'],
  ])('%s is known only later: nothing is said of it, nor of what it may hide', async (_, value) => {
    expect(await said(encoded(rootObject.replace('"arn:aws:iam::111122223333:root"', value)))).toEqual([]);
  });

  it('is judged in part where names are computed or objects merged', async () => {
    expect(await said(encoded(`{ (var.name) = "alow", Effect = "alow" }`))).toEqual([]);
    expect(await said(encoded(`merge(local.base, { Effect = "alow" })`))).toEqual([]);
    expect(await said(keyWith('jsonencode(merge(local.base, { Id = "x" }))'))).toEqual([]);
    expect(await said(keyWith('jsonencode(var.policy)'))).toEqual([]);
  });

  it('says nothing of what is half-typed, at any place, and the same of the rest', async () => {
    const text = encoded(rootObject, typo);
    const quiet = /^(MISSING|EMPTY|JSON_SYNTAX|KMS_NO_ROOT|KMS_LOCKOUT|INVALID_POLICY_ELEMENT|DATA_TYPE)/;
    for (let at = text.indexOf('Statement'); at < text.length; at++) {
      const codes = await said(`${text.slice(0, at)}\n`);
      expect(
        codes.filter((code) => quiet.test(code)),
        text.slice(at - 20, at),
      ).toEqual([]);
    }
  });

  it('knows what a backslash and a doubled sign stand for', async () => {
    const variable = (text: string): string =>
      encoded(
        rootObject,
        typo
          .replace('"kms:Decrpyt"', '"kms:Decrypt"')
          .replace(
            'Resource',
            () => `Condition = { StringEquals = { "aws:PrincipalTag/a" = "${text}" } }\n Resource`,
          ),
      );
    expect(await said(variable('$${aws:username'))).not.toEqual([]);
    expect(await said(variable('a \\"quoted\\" word'))).toEqual([]);
    expect(await said(variable('%%{ if }'))).toEqual([]);
  });
});
