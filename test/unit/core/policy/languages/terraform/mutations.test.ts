import { describe, expect, it } from 'vitest';
import fc from '../../../../properties';
import { complete } from '../../../../../../src/core/policy/complete/complete';
import { findingsIn } from '../../../../../../src/core/policy/languages/findings';
import { policyAt } from '../../../../../../src/core/policy/languages/language';
import { terraformLanguage } from '../../../../../../src/core/policy/languages/terraform/languages';
import { fuzzRuns } from '../../mutations';
import { documentWith, encoded, keyWith, rootBlock, rootObject, typoBlock } from './terraform';

const heredoc = keyWith(
  '<<-EOF\n    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "${var.a}"}, "Action": "kms:*", "Resource": "*"}]}\n  EOF',
);
const texts = [
  documentWith(rootBlock, typoBlock) + keyWith('data.aws_iam_policy_document.key.json'),
  encoded(
    rootObject,
    '{ Effect = "alow", Action = ["kms:a", var.b], Condition = { Bool = { "a" = true } } }',
  ),
  heredoc,
];

const fragments = [
  ...['{', '}', '[', ']', '(', ')', ',', '=', ':', '"', '\\', '#', '//', '/*', '*/', '\n', '\r\n', '\t', ' '],
  ...[
    '\u0000',
    '\uFEFF',
    '\uD800',
    'é',
    '${',
    '%{',
    '$${',
    '%{ if a }',
    '}',
    '<<EOF\n',
    '<<-X\n',
    '\nEOF\n',
    '?',
  ],
  ...['for x in y :', '=>', '...', '[*]', '.json', 'null', 'true', '-1', '<<<<<<< HEAD\n', '=======\n'],
  ...['statement {', 'dynamic "statement" {', 'content {', 'condition {', 'principals {', 'jsonencode({'],
  ...['resource "aws_kms_key" "x" {\n', 'locals {\n', '__proto__', 'constructor', 'Statement =', '"kms:'],
];

const cut = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  remove: fc.oneof(fc.constant(0), fc.nat(6), fc.nat(60)),
  insert: fc.oneof(fc.constantFrom(...fragments), fc.string({ maxLength: 4, unit: 'binary' })),
});

/** A module with a few cuts and insertions. */
const mutated = fc
  .tuple(fc.constantFrom(...texts), fc.array(cut, { minLength: 1, maxLength: 5 }))
  .map(([text, cuts]) =>
    cuts.reduce((now, { at, remove, insert }) => {
      const start = Math.floor(at * now.length);
      return now.slice(0, start) + insert + now.slice(start + remove);
    }, text),
  );

describe('Texts that are nearly Terraform', () => {
  it('are read and judged without a throw, and every finding is in the text', async () => {
    await fc.assert(
      fc.asyncProperty(mutated, async (text) => {
        for (const { span } of findingsIn(await terraformLanguage.read(text))) {
          expect(span.start).toBeGreaterThanOrEqual(0);
          expect(span.end).toBeGreaterThanOrEqual(span.start);
          expect(span.end).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: fuzzRuns(5000) },
    );
  });

  it('are completed at any place without a throw, within the line', async () => {
    const place = fc.double({ min: 0, max: 1, noNaN: true });
    await fc.assert(
      fc.asyncProperty(mutated, place, async (text, at) => {
        const offset = Math.floor(at * text.length);
        const reading = await terraformLanguage.readAt(text, offset);
        const policy = policyAt(reading?.policies ?? [], offset);
        for (const { span } of policy ? complete(policy.document, policy.fromFile(offset)) : [])
          expect(policy?.document.text.slice(span.start, span.end)).not.toContain('\n');
      }),
      { numRuns: fuzzRuns(500) },
    );
  });
});
