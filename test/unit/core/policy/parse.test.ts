import fc from '../../properties';
import { describe, expect, it } from 'vitest';
import type { Span, Value } from '../../../../src/core/policy/document';
import { JsonReader } from '../../../../src/core/policy/jsonReader';
import { nodeAt, stringsOf } from '../../../../src/core/policy/locate';
import { parsePolicy, policyFromValue } from '../../../../src/core/policy/parse';
import { fuzzRuns, mutatedPolicy } from './mutations';
import { samplePolicies } from './samples';

const samples = [...samplePolicies().values()];

/** The plain JSON value of a tree; the last of two members of the same name wins, as in JSON.parse. */
function plain(value: Value | undefined): unknown {
  if (!value || value.kind === 'hole' || value.kind === 'null') return null;
  if (value.kind === 'array') return value.items.map(plain);
  if (value.kind !== 'object') return value.value;
  return Object.fromEntries(value.members.map(({ key, value: inner }) => [key.value, plain(inner)]));
}

function spansOf(value: Value): Span[] {
  if (value.kind === 'array') return [value.span, ...value.items.flatMap(spansOf)];
  if (value.kind !== 'object') return [value.span];
  const members = value.members.flatMap(({ key, span, value: inner }) => [
    key.span,
    span,
    ...(inner ? spansOf(inner) : []),
  ]);
  return [value.span, ...members];
}

function problemsOf(text: string): string[] {
  return parsePolicy(text).problems.map(({ kind, span }) => `${kind} ${text.slice(span.start, span.end)}`);
}

describe('parsePolicy', () => {
  it('finds the elements of the policy and of each statement', () => {
    const document = parsePolicy(samplePolicies().get('console-default.json') ?? '');
    expect(document.problems).toEqual([]);
    expect(document.version?.value).toMatchObject({ kind: 'string', value: '2012-10-17' });
    expect(document.statements.map(({ index, effect }) => [index, plain(effect?.value)])).toEqual([
      [0, 'Allow'],
      [1, 'Allow'],
      [2, 'Allow'],
    ]);
    expect(plain(document.statements[2]?.condition?.value)).toEqual({
      Bool: { 'kms:GrantIsForAWSResource': 'true' },
    });
  });

  it('takes one statement that is not in a list', () => {
    expect(parsePolicy('{"Statement": {"Sid": "One"}}').statements).toHaveLength(1);
  });

  it('knows where each token is', () => {
    const text = '{ "Version" : "2012-10-17", "Statement": [] }';
    const { version, statement } = parsePolicy(text);
    const cut = (span?: Span) => text.slice(span?.start, span?.end);
    expect(cut(version?.key.span)).toBe('"Version"');
    expect(cut(version?.value?.span)).toBe('"2012-10-17"');
    expect(cut(version?.span)).toBe('"Version" : "2012-10-17"');
    expect([version?.colon, version?.comma]).toEqual([12, 26]);
    expect(cut(statement?.value?.span)).toBe('[]');
  });

  it('reads past comments and trailing commas and reports them', () => {
    const text = '{ /* a */ "Statement": [ {"Sid": "x",}, ], // b\n}';
    expect(problemsOf(text)).toEqual([
      'comment /* a */',
      'trailing-comma ,',
      'trailing-comma ,',
      'comment // b',
      'trailing-comma ,',
    ]);
    expect(plain(parsePolicy(text).root)).toEqual({ Statement: [{ Sid: 'x' }] });
  });

  it('reports a name that is there twice at the second place and keeps the last value', () => {
    const text = '{"Version": "a", "Version": "b"}';
    const { problems, version } = parsePolicy(text);
    expect(problems).toMatchObject([{ kind: 'duplicate-key', span: { start: 17, end: 26 } }]);
    expect(plain(version?.value)).toBe('b');
  });

  it('keeps what is there of half-typed text', () => {
    const text = '{"Statement": [{"Effect": "Action": ["kms:De\n"Resource": "*"';
    const [statement] = parsePolicy(text).statements;
    expect(statement?.effect).toBeDefined();
    expect(statement?.effect?.value).toBeUndefined();
    expect(
      stringsOf(statement?.action?.value).map(({ value, unclosed }) => [value, unclosed]),
    ).toContainEqual(['kms:De', true]);
  });

  it.each([
    ['', 'invalid '],
    ['{"Effect": Allow}', 'invalid Allow'],
    ['{Effect: "Allow"}', 'invalid Effect'],
    ['{"a": 1 "b": 2}', 'invalid  '],
    ['{"a": [1 2]}', 'invalid  '],
    ['{"a"}', 'invalid "a"'],
    ['{"a" 1, "b": 2}', 'invalid "a"'],
    ['{"a" {"b": 1}}', 'invalid "a"'],
    ['{"a" "b": 1}', 'invalid "a"'],
    ["{'a': 1}", "invalid 'a'"],
    ['{"a": }', 'invalid "a":'],
    ['{"a": "\\x"}', 'invalid "\\x"'],
    ['{"a": 1', 'invalid {'],
    ['{} {}', 'invalid {}'],
    ['{,"a": 1}', 'invalid ,'],
    ['{"a": [1,,2]}', 'invalid ,'],
  ])('says where %s is broken, once', (text, problem) => {
    expect(problemsOf(text)).toEqual([problem]);
  });

  it('reads on where the colon is forgotten, or the sign of another language in its place', () => {
    for (const sign of ['', ' =', ' ='])
      expect(plain(parsePolicy(`{"Sid"${sign} "a", "Effect": "Allow"}`).root)).toEqual({
        Sid: 'a',
        Effect: 'Allow',
      });
    expect(plain(parsePolicy('{"Sid" "Effect": "Allow"}').root)).toEqual({ Sid: null, Effect: 'Allow' });
  });

  it('knows the words in the quotes of other languages and of writing programs', () => {
    for (const text of ["{'Sid': 1}", '{\u201CSid\u201D: 1}', '{`Sid`: 1}', '{Sid: 1}'])
      expect(parsePolicy(text).root).toMatchObject({ members: [{ key: { value: 'Sid', unclosed: true } }] });
  });

  it('does not exhaust the stack on deep nesting', () => {
    const text = '['.repeat(200_000);
    expect(parsePolicy(text).problems.length).toBeLessThan(100);
    expect(parsePolicy('{"Statement":' + text + '"x"' + ']'.repeat(200_000) + '}').statement).toBeDefined();
  });

  it('agrees with JSON.parse on every JSON text, and finds a problem in every other', () => {
    const texts = fc.oneof(fc.json({ maxDepth: 5 }), fc.string({ unit: 'binary' }), mutatedPolicy(samples));
    fc.assert(
      fc.property(texts, (text) => {
        const { problems, root } = parsePolicy(text);
        const strict = problems.filter(({ kind }) => kind !== 'duplicate-key').length === 0;
        const expected = jsonOf(text.replace(/^\uFEFF/, ''));
        expect(strict).toBe(expected.valid);
        if (expected.valid) expect(JSON.stringify(plain(root))).toBe(JSON.stringify(expected.value));
      }),
      { numRuns: fuzzRuns(2000) },
    );
  });

  it('never throws on a mutated policy, and all its spans lie within the text and within one another', () => {
    fc.assert(
      fc.property(mutatedPolicy(samples), fc.double({ min: 0, max: 1, noNaN: true }), (text, at) => {
        const document = parsePolicy(text);
        const spans = [
          ...document.problems.map(({ span }) => span),
          ...(document.root ? spansOf(document.root) : []),
        ];
        for (const { start, end } of spans) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(text.length);
        }
        nodeAt(document, Math.floor(at * text.length));
      }),
      { numRuns: fuzzRuns(3000) },
    );
  });

  it('looks at each token of broken text a bounded number of times', () => {
    for (const piece of ['"a":', '{"a"', '[,', '"a" "b" ', '/*a*/', 'x ', '}', '"a" = ']) {
      const scanned = (times: number): number => {
        const reader = new JsonReader(piece.repeat(times), []);
        reader.document();
        return reader.scanned;
      };
      // Sixteen times the text is sixteen times the work, and not 256 times.
      expect(scanned(16_000), piece).toBeLessThanOrEqual(scanned(1_000) * 16 + 100);
    }
  });
});

describe('policyFromValue', () => {
  it('reads a policy that is a part of another document', () => {
    const text = '{"Resources": {"Statement": [{"Sid": "a"}]}}';
    const outer = parsePolicy(text).root;
    const inner = outer?.kind === 'object' ? outer.members[0]?.value : undefined;
    const document = inner && policyFromValue(inner, text);
    expect(document).toMatchObject({ embedded: true, problems: [] });
    expect(document?.statements).toHaveLength(1);
  });
});

describe('nodeAt', () => {
  function at(marked: string) {
    const offset = marked.indexOf('|');
    const place = nodeAt(parsePolicy(marked.replace('|', '')), offset);
    return place && [place.part, place.path.join('/'), place.values.at(-1)?.kind];
  }

  it.each([
    ['{"Vers|ion": "2012-10-17"}', ['key', 'Version', 'object']],
    ['{"Version": "2012|-10-17"}', ['value', 'Version', 'string']],
    ['{"Version": "2012-10-17"|}', ['value', 'Version', 'string']],
    ['{"Version": |"2012-10-17"}', ['value', 'Version', 'string']],
    ['{"Version":| "2012-10-17"}', ['value', 'Version', 'object']],
    ['{"Version": | }', ['value', 'Version', 'object']],
    ['{"Version": "x", | }', ['between', '', 'object']],
    ['{|}', ['between', '', 'object']],
    ['{"Statement": [{"Action": ["kms:a", |]}]}', ['between', 'Statement/0/Action', 'array']],
    ['{"Statement": [{"Action": ["kms:a", "kms:|', ['value', 'Statement/0/Action/1', 'string']],
    ['{"Statement": [{"Action": ["kms:|\n"Resource": "*"}]}', ['value', 'Statement/0/Action/0', 'string']],
    ['{"Statement": [{"Effect": |\n"Action": "x"}]}', ['value', 'Statement/0/Effect', 'object']],
    ['{"Statement": [{"Sid": "a", "|', ['key', 'Statement/0/', 'object']],
  ])('%s', (marked, expected) => {
    expect(at(marked)).toEqual(expected);
  });

  it('names the statement', () => {
    const text = '{"Statement": [{"Sid": "a"}, {"Sid": "b"}]}';
    expect(nodeAt(parsePolicy(text), text.indexOf('b"'))?.statement?.index).toBe(1);
  });

  it('finds nothing outside of the policy', () => {
    expect(nodeAt(parsePolicy('  {}  '), 0)).toBeUndefined();
  });
});

function jsonOf(text: string): { valid: boolean; value?: unknown } {
  try {
    return { valid: true, value: JSON.parse(text) as unknown };
  } catch {
    return { valid: false };
  }
}
