import { complete } from '../../../../../../src/core/policy/complete/complete';
import type { Completion } from '../../../../../../src/core/policy/complete/completion';
import { accepted } from '../../../../../../src/core/policy/complete/render';
import { policyAt } from '../../../../../../src/core/policy/languages/language';
import { findingsIn } from '../../../../../../src/core/policy/languages/findings';
import type { HostedFinding } from '../../../../../../src/core/policy/languages/findings';
import type { Reading } from '../../../../../../src/core/policy/languages/language';
import { hostLanguageOf } from '../../../../../../src/core/policy/languages/table';

/** Files of one module, by name; the first is the one that is looked at. */
export type Files = Readonly<Record<string, string>>;

/** What is read of the first file. */
export function moduleReading(files: Files | string): Promise<Reading> {
  const [own, ...others] = Object.entries(typeof files === 'string' ? { 'main.tf': files } : files);
  const [name = '', text = ''] = own ?? [];
  const language = hostLanguageOf({ name, text });
  if (!language) throw new Error(`${name} is in no language.`);
  return language.read(
    text,
    undefined,
    others.map(([other, content]) => ({ name: other, text: content })),
  );
}

export async function moduleFindings(files: Files | string): Promise<HostedFinding[]> {
  return findingsIn(await moduleReading(files));
}

/** What the checks say of the first file: `CODE source`. */
export async function said(files: Files | string): Promise<string[]> {
  const text = typeof files === 'string' ? files : (Object.values(files)[0] ?? '');
  const findings = await moduleFindings(files);
  return findings.map(({ code, span }) => `${code} ${text.slice(span.start, span.end)}`);
}

/** A statement that lets the account's IAM policies decide, as an object. */
export const rootObject = `{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::111122223333:root" }
      Action    = "kms:*"
      Resource  = "*"
    }`;

/** The same as a block. */
export const rootBlock = `statement {
    actions   = ["kms:*"]
    resources = ["*"]
    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::111122223333:root"]
    }
  }`;

/** A statement with a misspelt action, as a block. */
export const typoBlock = `statement {
    sid       = "Readers"
    actions   = ["kms:Decrpyt"]
    resources = ["*"]
    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::111122223333:role/reader"]
    }
  }`;

export const documentWith = (...statements: string[]): string =>
  `data "aws_iam_policy_document" "key" {\n  ${statements.join('\n  ')}\n}\n`;

export const keyWith = (policy: string): string =>
  `resource "aws_kms_key" "key" {\n  policy = ${policy}\n}\n`;

export const encoded = (...statements: string[]): string =>
  keyWith(`jsonencode({\n    Version = "2012-10-17"\n    Statement = [${statements.join(', ')}]\n  })`);

export interface Offered {
  items: Completion[];
  /** The text after the item of that label has been accepted, with each place at its default. */
  accept: (label: string) => string;
}

/** What is offered at `|`, and what it makes of the text in an editor. */
export async function offeredAt(marked: string): Promise<Offered> {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const language = hostLanguageOf({ name: 'main.tf', text });
  const reading = await language?.readAt(text, offset);
  const policy = policyAt(reading?.policies ?? [], offset);
  const items = policy ? complete(policy.document, policy.fromFile(offset)) : [];
  const accept = (label: string): string => {
    const item = items.find((candidate) => candidate.label === label);
    if (!policy || !item)
      throw new Error(`"${label}" is not offered: ${items.map((one) => one.label).join(' · ')}`);
    const [edit, ...others] =
      policy.write([{ span: item.span, newText: item.insertText }, ...(item.additionalEdits ?? [])]) ?? [];
    if (!edit) throw new Error('not a place that can be written to');
    const insertText = indented(text, edit.span.start, edit.newText);
    return accepted(text, { ...item, insertText, span: edit.span, additionalEdits: others });
  };
  return { items, accept };
}

/** As an editor inserts several lines: with the white space of the line of the place. */
function indented(text: string, offset: number, inserted: string): string {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  const lead = /^\s*/.exec(line)?.[0] ?? '';
  return inserted.replaceAll('\n', `\n${lead}`).replaceAll('\t', '  ');
}
