import { describe, expect, it } from 'vitest';
import { keyWith, moduleFindings, said } from './terraform';

const statement = (principal: string, action: string): string =>
  `{ "Effect": "Allow", "Principal": {"AWS": ${principal}}, "Action": ${action}, "Resource": "*" }`;
const root = statement('"arn:aws:iam::111122223333:root"', '"kms:*"');
const policy = (...statements: string[]): string =>
  `{\n  "Version": "2012-10-17",\n  "Statement": [\n    ${statements.join(',\n    ')}\n  ]\n}`;
const heredoc = (text: string): string => keyWith(`<<EOF\n${text}\nEOF`);
const typo = statement('"arn:aws:iam::111122223333:role/a"', '"kms:Decrpyt"');
const found = ['INVALID_ACTION "kms:Decrpyt"'];

describe('A policy that is JSON text', () => {
  it('in a heredoc, and in one whose indentation is no part of it, at its exact place', async () => {
    expect(await said(heredoc(policy(root, typo)))).toEqual(found);
    const indented = policy(root, typo).replaceAll('\n', '\n      ');
    expect(await said(keyWith(`<<-POLICY\n      ${indented}\n  POLICY`))).toEqual(found);
    expect(
      await said(
        keyWith(`<<-POLICY\n\t\t${indented.replaceAll('      ', '\t\t')}\n\tPOLICY`).replaceAll('\n', '\r\n'),
      ),
    ).toEqual(found);
  });

  it('in quotes, with escapes', async () => {
    expect(await said(keyWith(JSON.stringify(policy(root, typo))))).toEqual([
      'INVALID_ACTION \\"kms:Decrpyt\\"',
    ]);
  });

  it('may have interpolations as a value, a part of one, or more than one', async () => {
    expect(await said(heredoc(policy(root, statement('${jsonencode(var.roles)}', '"kms:Decrypt"'))))).toEqual(
      [],
    );
    expect(
      await said(
        heredoc(
          policy(root, statement('"arn:aws:iam::${var.a}:role/${lookup(var.r, "b")}"', '"kms:Decrypt"')),
        ),
      ),
    ).toEqual([]);
    expect(await said(heredoc(policy(root, '${jsonencode({ Effect = "alow" })}')))).toEqual([]);
    expect(await said(heredoc(policy(statement('["${var.a}"]', '"kms:*"'))))).toEqual([]);
  });

  it('may have directives: each thing is judged, the whole is not', async () => {
    const some = policy(`${typo}\n%{ if var.more ~}\n, ${statement('"*"', '"kms:Encrypt"')}\n%{ endif ~}`);
    expect(await said(heredoc(some))).toEqual([...found, 'KMS_PUBLIC_PRINCIPAL "*"']);
    const loop = policy(
      `%{ for role in var.roles }${statement('"${role}"', '"kms:Decrypt"')},%{ endfor }${root}`,
    );
    expect(await said(heredoc(loop))).toEqual([]);
    const either = policy(`%{ if var.a }${root}%{ else }${typo}%{ endif }`);
    expect(await said(heredoc(either))).toEqual([]);
  });

  it('is told where it is no JSON, which Terraform says only when it plans', async () => {
    const findings = await moduleFindings(heredoc(policy(root).replace('"Allow",', '"Allow"')));
    expect(findings.map(({ code }) => code)).toEqual(['JSON_SYNTAX_ERROR']);
  });

  it('is left alone where it is not closed, or no policy', async () => {
    expect(await said(keyWith(`<<EOF\n${policy(typo)}\n`))).toEqual([]);
    expect(await said(keyWith('<<EOF\n${var.policy}\nEOF'))).toEqual([]);
    expect(await said(keyWith('""'))).toEqual([]);
  });

  it('may stand in a call, with more behind its end mark', async () => {
    expect(await said(keyWith(`coalesce(<<EOF\n${policy(root, typo)}\nEOF\n  , var.policy)`))).toEqual(found);
  });
});
