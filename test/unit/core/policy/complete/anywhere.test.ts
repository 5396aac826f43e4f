import fc from '../../../properties';
import { describe, expect, it } from 'vitest';
import { complete } from '../../../../../src/core/policy/complete/complete';
import type { AssistContext } from '../../../../../src/core/policy/complete/completion';
import { accepted } from '../../../../../src/core/policy/complete/render';
import { plainText } from '../../../../../src/core/policy/complete/snippetText';
import { cursorContextOf } from '../../../../../src/core/policy/complete/cursorContext';
import { hoverAt } from '../../../../../src/core/policy/hover/hover';
import { outline } from '../../../../../src/core/policy/outline';
import { parsePolicy } from '../../../../../src/core/policy/parse';
import {
  policySkeletons,
  policySkeletonText,
  statementSnippets,
  statementSnippetText,
} from '../../../../../src/core/policy/snippets';
import { fuzzRuns, mutatedPolicy } from '../mutations';
import { samplePolicies } from '../samples';

const context: AssistContext = {
  accountId: '111122223333',
  region: 'eu-west-1',
  principals: ['arn:aws:iam::111122223333:role/app', 'arn:aws:iam::111122223333:user/alice'],
  aliases: ['alias/payments'],
};
const whole = [...samplePolicies()].filter(([, text]) => isJson(text));

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('whatever the text and the offset', () => {
  const texts = [...samplePolicies().values()];

  it('completion and hover answer, and their spans lie around the offset', () => {
    const place = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(mutatedPolicy(texts), place, (text, at) => {
        const document = parsePolicy(text);
        const offset = Math.round(at * text.length);
        for (const { span } of complete(document, offset, context)) {
          expect(span.start).toBeLessThanOrEqual(offset);
          expect(span.end).toBeGreaterThanOrEqual(offset);
          expect(text.slice(span.start, span.end)).not.toMatch(/[\r\n]/);
        }
        const hover = hoverAt(document, offset, context);
        if (hover) expect(hover.span.start <= offset && offset < hover.span.end).toBe(true);
        expect(outline(document)).toBeInstanceOf(Array);
      }),
      { numRuns: fuzzRuns(2000) },
    );
  });

  it('they answer for text that is no policy at all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), fc.nat(45), (text, offset) => {
        const document = parsePolicy(text);
        complete(document, offset, context);
        hoverAt(document, offset, context);
      }),
      { numRuns: fuzzRuns(2000) },
    );
  });
});

describe('at every place of a whole policy', () => {
  it.each(whole)('%s stays JSON with each item that is accepted', (_, text) => {
    const document = parsePolicy(text);
    for (let offset = 0; offset <= text.length; offset++) {
      const seen = new Set<string>();
      for (const item of complete(document, offset, context)) {
        // Some hundred values of one kind are written alike: one of each kind and caution is enough.
        const kind = `${item.kind} ${item.snippet} ${item.insertText.length % 7}`;
        if (seen.has(kind)) continue;
        seen.add(kind);
        const after = accepted(text, item);
        expect(isJson(after), `"${item.label}" at ${offset}: ${after.slice(offset - 60, offset + 80)}`).toBe(
          true,
        );
      }
    }
  });

  it.each(whole)('%s has something to offer in each string', (name, text) => {
    if (!/console|services/.test(name)) return;
    const document = parsePolicy(text);
    // Names of one's own have nothing to offer.
    const own = /"(Id|kms:EncryptionContext:[^"]*)":\s*$/;
    const silent = [...text.matchAll(/"[^"]*"/g)].filter(
      ({ index }) => !own.test(text.slice(0, index)) && complete(document, index + 1, context).length === 0,
    );
    expect(silent.map(([word]) => word)).toEqual([]);
  });
});

describe('snippets', () => {
  const around = cursorContextOf(parsePolicy(''), context);

  it.each(statementSnippets.map((snippet) => [snippet.name, snippet] as const))(
    '%s is JSON',
    (_, snippet) => {
      const text = plainText(statementSnippetText(snippet, around));
      expect(() => JSON.parse(`[${text}]`) as unknown).not.toThrow();
      expect(text).not.toContain('‹');
    },
  );

  it.each(policySkeletons.map((skeleton) => [skeleton.name, skeleton] as const))(
    '%s is JSON',
    (_, skeleton) => {
      const json = JSON.parse(plainText(policySkeletonText(skeleton, around))) as { Statement: unknown[] };
      expect(json.Statement.length).toBeGreaterThanOrEqual(skeleton.parts.length);
    },
  );

  it('fill a place that occurs twice at once', () => {
    const cloudTrail = statementSnippets.find(({ name }) => name === 'cloudtrail');
    const text = cloudTrail ? statementSnippetText(cloudTrail, around) : '';
    const numbers = [...text.matchAll(/\$\{(\d+):111122223333\}/g)].map(([, number]) => number);
    expect(numbers.length).toBeGreaterThan(1);
    expect(new Set(numbers).size).toBe(1);
  });
});
