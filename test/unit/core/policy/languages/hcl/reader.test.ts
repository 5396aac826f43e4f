import { describe, expect, it } from 'vitest';
import { readHcl } from '../../../../../../src/core/policy/languages/hcl/bodies';
import type { Body, Expression } from '../../../../../../src/core/policy/languages/hcl/syntax';

/** What was read, in short. */
function outline(text: string): unknown {
  return bodyOutline(text, readHcl(text).body);
}

function bodyOutline(text: string, { attributes, blocks }: Body): unknown {
  return Object.fromEntries([
    ...attributes.map(({ name, value }) => [name, value ? outlineOf(text, value) : undefined]),
    ...blocks.map(({ type, labels, body }) => [[type, ...labels].join(' '), bodyOutline(text, body)]),
  ]) as unknown;
}

function outlineOf(text: string, value: Expression): unknown {
  switch (value.kind) {
    case 'list':
      return value.items.map((item) => outlineOf(text, item));
    case 'object':
      return Object.fromEntries(
        value.items.map(({ key, value: inner }) => [
          text.slice(key.span.start, key.span.end),
          inner && outlineOf(text, inner),
        ]),
      );
    case 'literal':
      return value.value;
    case 'reference':
      return value.path.join(' ');
    default:
      return `${value.kind}: ${text.slice(value.span.start, value.span.end)}`;
  }
}

describe('HCL', () => {
  it.each<[string, string, unknown]>([
    [
      'numbers, truth and null',
      'a = -1.5e3\nb = true\nc = null\nd = 12',
      { a: 'other: -1.5e3', b: true, c: null, d: 12 },
    ],
    ['a block on one line', 'a "b" c { d = 1 }', { 'a b c': { d: 1 } }],
    ['references with all kinds of steps', 'a = b.c[0].d["e"].*.f[*].g[h.i]', { a: 'b c 0 d e * f * g []' }],
    ['operators', 'a = b == 1 && !c || d >= 2', { a: 'other: b == 1 && !c || d >= 2' }],
    ['a conditional', 'a = b ? [1] : {}', { a: 'conditional: b ? [1] : {}' }],
    ['a function with spread arguments', 'a = max(b...)', { a: 'call: max(b...)' }],
    ['a list over lines with comments', 'a = [ # one ]\n 1, // two ]\n /* ] */ 2,\n]', { a: [1, 2] }],
    ['an object with commas and without', 'a = { b = 1, c : 2\n "d" = 3\n}', { a: { b: 1, c: 2, '"d"': 3 } }],
    [
      'for expressions',
      'a = [for k, v in b : v if k != ""]\nc = { for x in d : x => x... }',
      { a: 'for: [for k, v in b : v if k != ""]', c: 'for: { for x in d : x => x... }' },
    ],
    ['quotes in quotes', 'a = "${b["c"]} ${"${d}"}"\ne = 1', { a: 'quoted: "${b["c"]} ${"${d}"}"', e: 1 }],
    ['braces in texts', 'a = "} ${"}"} $${ %%{"\nb = 1', { a: 'quoted: "} ${"}"} $${ %%{"', b: 1 }],
    ['a heredoc with an indented end', 'a = <<-X\n  {\n  X\nb = 1', { a: 'heredoc: <<-X\n  {\n  X', b: 1 }],
    ['a heredoc in a call', 'a = f(<<X\n)\nX\n, 1)\nb = 1', { a: 'call: f(<<X\n)\nX\n, 1)', b: 1 }],
    ['CRLF and a byte order mark', '\uFEFFa = 1\r\nb = "x"\r\n', { a: 1, b: 'quoted: "x"' }],
    ['an attribute whose name is a keyword', 'for = 1\nin = 2', { for: 1, in: 2 }],
  ])('%s', (_, text, expected) => {
    expect(readHcl(text).broken).toEqual([]);
    expect(outline(text)).toEqual(expected);
  });

  it.each<[string, string]>([
    ['a quotation mark', 'a = "x'],
    ['a bracket', 'a = [1,'],
    ['a brace', 'a = { b = 1'],
    ['a call', 'a = f(1,'],
    ['an interpolation', 'a = "${b.'],
    ['a heredoc', 'a = <<X\n  {'],
    ['a value', 'a ='],
    ['a block in a block', 'a {\n  b {\n    c = ['],
    ['a comment', 'a = 1 /*'],
  ])('%s that is not closed hides no block behind it', (_, half) => {
    const text = `resource "x" "y" {\n  ${half}\n\nresource "aws_kms_key" "k" {\n  d = 1\n}\n`;
    const wanted = half.endsWith('/*') ? [] : [['aws_kms_key', 'k']];
    const { body, broken } = readHcl(text);
    expect(body.blocks.map(({ labels }) => labels)).toEqual([['x', 'y'], ...wanted]);
    expect(broken.length).toBeGreaterThan(0);
  });

  it('ends a list that is not closed where the next attribute or block of the statement begins', () => {
    const text =
      'statement {\n  actions = ["kms:\n  resources = ["*"]\n  principals {\n    type = "AWS"\n  }\n}\na = 1\n';
    expect(outline(text)).toEqual({
      statement: {
        actions: ['quoted: "kms:'],
        resources: ['quoted: "*"'],
        principals: { type: 'quoted: "AWS"' },
      },
      a: 1,
    });
  });

  it('passes over the marks of a merge conflict', () => {
    const text = 'a {\n<<<<<<< HEAD\n  b = 1\n=======\n  b = 2\n>>>>>>> theirs\n}\nc = 1\n';
    expect(outline(text)).toMatchObject({ a: { b: 2 }, c: 1 });
  });

  it('reads hostile texts in time: depth, and what is opened again and again', () => {
    for (const piece of [
      '[',
      '{',
      '(',
      '"${',
      'a {\n',
      '<<X\n',
      'a = {b = "${\n',
      '!',
      'a.',
      '%{',
      '"',
      'f(',
    ])
      expect(readHcl(piece.repeat(20_000)).body.attributes.length, piece).toBeLessThan(30_000);
  });
});
