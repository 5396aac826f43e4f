import { describe, expect, it } from 'vitest';
import { complete } from '../../../../../src/core/policy/complete/complete';
import type { AssistContext } from '../../../../../src/core/policy/complete/completion';
import { plainText } from '../../../../../src/core/policy/complete/snippetText';
import { lintPolicy } from '../../../../../src/core/policy/lint';
import { parsePolicy } from '../../../../../src/core/policy/parse';
import { statementSnippets } from '../../../../../src/core/policy/snippets';

const context: AssistContext = {
  accountId: '111122223333',
  region: 'eu-west-1',
  principals: ['arn:aws:iam::111122223333:role/app', 'arn:aws:iam::111122223333:role/admin'],
};

/** Writes as a person does in an editor: keys, and items of the list; the cursor goes where the item puts it. */
class Writer {
  text = '';
  private offset = 0;

  /** Types as an editor with closing quotes does: a quote brings its pair. */
  type(keys: string): this {
    for (const key of keys) {
      const over = key === '"' && this.text[this.offset] === '"';
      const inserted = over ? '' : key === '"' ? '""' : key;
      this.text = this.text.slice(0, this.offset) + inserted + this.text.slice(this.offset);
      this.offset += 1;
    }
    return this;
  }

  /** Accepts the item of that label, which must be offered and must match what has been typed of it. */
  pick(label: string): this {
    const items = complete(parsePolicy(this.text), this.offset, context);
    const item = items.find((candidate) => candidate.label === label);
    if (!item)
      throw new Error(
        `"${label}" is not offered in ${this.text}: ${items.map((one) => one.label).join(' · ')}`,
      );
    const typed = this.text.slice(item.span.start, this.offset);
    expect(isSubsequence(typed, item.filterText), `${typed} finds ${item.filterText}`).toBe(true);
    for (const { span, newText } of item.additionalEdits ?? []) {
      this.text = this.text.slice(0, span.start) + newText + this.text.slice(span.end);
      item.span = { start: item.span.start + newText.length, end: item.span.end + newText.length };
    }
    const stop = item.snippet ? item.insertText.indexOf('$0') : -1;
    const before = plainText(stop < 0 ? item.insertText : item.insertText.slice(0, stop));
    const after = stop < 0 ? '' : plainText(item.insertText.slice(stop + 2));
    this.text = this.text.slice(0, item.span.start) + before + after + this.text.slice(item.span.end);
    this.offset = item.span.start + before.length;
    return this;
  }

  /** Puts the cursor behind the next occurrence of the text. */
  behind(text: string): this {
    const at = this.text.indexOf(text, this.offset);
    if (at < 0) throw new Error(`"${text}" does not come in ${this.text.slice(this.offset)}`);
    this.offset = at + text.length;
    return this;
  }

  /** Goes behind the last statement. */
  behindStatements(): this {
    this.offset = this.text.lastIndexOf('}', this.text.lastIndexOf(']')) + 1;
    return this;
  }

  /** Empties the string that holds the text, and puts the cursor there. */
  empty(text: string): this {
    this.offset = this.text.lastIndexOf(`"${text}"`) + 1;
    this.text = this.text.slice(0, this.offset) + this.text.slice(this.offset + text.length);
    return this;
  }
}

/** How an editor's list finds an item: the typed letters occur in it in this order. */
function isSubsequence(typed: string, text: string): boolean {
  let at = 0;
  for (const letter of text.toLowerCase()) if (letter === typed.toLowerCase()[at]) at += 1;
  return at === typed.length;
}

function problems(text: string): string[] {
  return lintPolicy(parsePolicy(text))
    .filter(({ severity }) => severity !== 'info')
    .map(({ code, message }) => `${code}: ${message}`);
}

describe('a policy written by completion alone', () => {
  it('begins with a skeleton', () => {
    const writer = new Writer().pick('Key policy: administrators and users');
    expect(problems(writer.text)).toEqual([]);
  });

  it('begins with a brace, and takes element by element', () => {
    const writer = new Writer().type('{').pick('Version').type(',').pick('Statement').pick('Statement');
    writer.pick('Sid').type(',').pick('Effect').type(',').pick('Principal').type(',');
    writer.pick('Action').type('"').pick('kms:*').behind(']').type(',').pick('Resource');
    writer.behind('}').behind(']').type('}');
    expect(JSON.parse(writer.text)).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'Allow use of the key',
          Effect: 'Allow',
          Principal: { AWS: 'arn:aws:iam::111122223333:root' },
          Action: ['kms:*'],
          Resource: '*',
        },
      ],
    });
    expect(problems(writer.text)).toEqual([]);
  });

  it('half-types every word before it takes the item', () => {
    const writer = new Writer().pick('Key policy: IAM policies of the account decide');
    writer.behindStatements().type(',').pick('Statement');
    writer
      .type('"Eff')
      .pick('Effect')
      .type(',"Princ')
      .pick('Principal')
      .empty('arn:aws:iam::111122223333:root');
    writer
      .type('arn')
      .pick('app')
      .behind('}')
      .type(',"act')
      .pick('Action')
      .type('"kms:dec')
      .pick('kms:Decrypt');
    writer.type(',"kms:gen').pick('kms:GenerateDataKey*').behind(']').type(',"res').pick('Resource');
    writer
      .type(',"cond')
      .pick('Condition')
      .type('"streq')
      .pick('StringEquals')
      .type('"via')
      .pick('kms:ViaService');
    writer.empty('s3.eu-west-1.amazonaws.com').type('lamb').pick('lambda.eu-west-1.amazonaws.com');
    const { Statement } = JSON.parse(writer.text) as { Statement: unknown[] };
    expect(Statement[1]).toEqual({
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::111122223333:role/app' },
      Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      Resource: '*',
      Condition: { StringEquals: { 'kms:ViaService': 'lambda.eu-west-1.amazonaws.com' } },
    });
    expect(problems(writer.text)).toEqual([]);
  });

  it.each(statementSnippets.map(({ name, label }) => [name, label]))(
    'adds %s to the statement of the account',
    (_, label) => {
      const writer = new Writer().pick('Key policy: IAM policies of the account decide');
      writer
        .behindStatements()
        .type(',')
        .pick(label ?? '');
      expect(problems(writer.text)).toEqual([]);
      expect(() => JSON.parse(writer.text) as unknown).not.toThrow();
    },
  );

  it('adds two snippets of one kind without a Sid twice', () => {
    const writer = new Writer().pick('Key policy: IAM policies of the account decide');
    for (let count = 0; count < 2; count++)
      writer.behindStatements().type(',').pick('CloudTrail: encrypt log files of a trail');
    expect(problems(writer.text)).toEqual([]);
  });
});
