import fc from '../../../properties';
import MarkdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';
import { grantFact, tagFact } from '../../../../../src/core/keys/factNodes';
import { code, md, prose } from '../../../../../src/core/markdown';
import { hoverAt } from '../../../../../src/core/policy/hover/hover';
import { parsePolicy } from '../../../../../src/core/policy/parse';

const parser = new MarkdownIt({ html: true, linkify: true });

/** What the Markdown would show beside text and code: links elsewhere than to AWS, images, elements. */
function markupIn(markdown: string): string[] {
  const tokens = parser.parse(markdown, {}).flatMap((token) => [token, ...(token.children ?? [])]);
  return tokens.flatMap((token, index) => {
    // The editor makes links of addresses with a scheme and of mail, not of every name with a dot.
    if (token.markup === 'linkify' && !/^\w+:\/\/|^www\.|@/i.test(tokens[index + 1]?.content ?? ''))
      return [];
    const address = String(token.attrGet('href') ?? '');
    if (token.type === 'link_open' && address.startsWith('https://docs.aws.amazon.com/')) return [];
    return /^(?:link_open|image|html_\w+|heading_open|fence|code_block|hr)$/.test(token.type)
      ? [`${token.type} ${address}${token.content}`]
      : [];
  });
}

const hostile = [
  ...['![x](https://evil.example/a.png)', '[x](https://evil.example)', '<img src=x>', '<region>', '`a`'],
  ...['https://evil.example', 'www.evil.example', 'jane@evil.example', '<https://evil.example>', '\n# x\n'],
  ...[
    '``` \n[x](y)',
    '](https://evil.example)',
    '**',
    '&lt;img&gt;',
    '\\',
    '\n\n    code',
    '\n---\n',
    '$(x)',
  ],
];
const text = fc
  .array(fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: 'binary', maxLength: 6 })), { maxLength: 4 })
  .map((parts) => parts.join(''));

/** A document with the text at every place where a hover may repeat it. */
const documents = text.map((own) =>
  JSON.stringify({
    Id: own,
    Statement: [
      {
        Sid: own,
        Principal: {
          AWS: [own, `arn:aws:iam::${own}:role/${own}`, `arn:${own}:sts::1:${own}/x`],
          Service: own,
        },
        Action: ['kms:*', own],
        Condition: {
          [own]: { [own]: own },
          StringLike: {
            'kms:ViaService': [own, `${own}.${own}.amazonaws.com`],
            'kms:RequestAlias': `alias/${own}`,
            'aws:SourceAccount': own,
            'aws:RequestedRegion': own,
            [`kms:EncryptionContext:${own}`]: [own, `\${${own}}`],
            [`aws:PrincipalTag/${own}`]: `a\${${own}`,
          },
          Null: { [`aws:RequestTag/${own}`]: 'true' },
        },
      },
    ],
  }),
);

describe('text of documents in Markdown', () => {
  it('is never a link, an image, an element or a block, at whatever place of a policy', () => {
    fc.assert(
      fc.property(documents, (document) => {
        const policy = parsePolicy(document);
        for (const { index } of document.matchAll(/"/g))
          expect(markupIn(hoverAt(policy, index)?.markdown ?? '')).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  it('is never markup in the tooltips of tags and grants', () => {
    fc.assert(
      fc.property(text, (own) => {
        const grant = { id: own, grantee: own, retiring: own, name: own, operations: [], created: 0 };
        const tooltips = [
          tagFact({ key: own, value: own }),
          grantFact({ ...grant, encryptionContextEquals: { a: own } }),
        ];
        for (const { tooltip } of tooltips) expect(markupIn(tooltip ?? '')).toEqual([]);
      }),
    );
  });

  it('is shown as it is, as text and as code', () => {
    const shown = (source: string) =>
      parser
        .parseInline(source, {})[0]
        ?.children?.map(({ content }) => content)
        .join('');
    const line = fc.string({ unit: 'grapheme-ascii', minLength: 1 }).filter((own) => own.trim() === own);
    const kept = (own: string) => own.replace(/\s+/g, ' ');
    fc.assert(fc.property(line, (own) => shown(md`${own}`.source) === kept(own)));
    fc.assert(fc.property(line, (own) => shown(code(own).source) === kept(own)));
  });

  it('keeps the placeholders of our own sentences', () => {
    expect(parser.render(prose('name it `a<b>`: logs.<region>.amazonaws.com').source)).toContain(
      'logs.&lt;region&gt;.amazonaws.com',
    );
  });
});
