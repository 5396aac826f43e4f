import { describe, expect, it } from 'vitest';
import { complete } from '../../../../../src/core/policy/complete/complete';
import type { AssistContext, Completion } from '../../../../../src/core/policy/complete/completion';
import { accepted } from '../../../../../src/core/policy/complete/render';
import { plainText } from '../../../../../src/core/policy/complete/snippetText';
import { cursorContextOf } from '../../../../../src/core/policy/complete/cursorContext';
import { lintPolicy } from '../../../../../src/core/policy/lint';
import { parsePolicy } from '../../../../../src/core/policy/parse';
import {
  policySkeletons,
  policySkeletonText,
  statementSnippets,
  statementSnippetText,
} from '../../../../../src/core/policy/snippets';
import { samplePolicies } from '../samples';

const context: AssistContext = {
  accountId: '111122223333',
  region: 'eu-west-1',
  principals: ['arn:aws:iam::111122223333:role/app'],
  aliases: ['alias/payments'],
};

/** Errors and warnings; suggestions may well come while a policy is being written. */
function findings(text: string): { code: string; start: number; end: number }[] {
  return lintPolicy(parsePolicy(text))
    .filter(({ severity }) => severity !== 'info')
    .map(({ code, span }) => ({ code, ...span }));
}

const account = statementSnippets.find(({ name }) => name === 'account-iam-policies');
const around = cursorContextOf(parsePolicy(''), context);

function policyWith(...parts: string[]): string {
  const texts = parts.map((part) => plainText(part));
  return `{"Version": "2012-10-17", "Statement": [${texts.join(', ')}]}`;
}

describe('snippets raise no error and no warning', () => {
  it.each(statementSnippets.map((snippet) => [snippet.name, snippet] as const))('%s', (_, snippet) => {
    const rest = account && snippet !== account ? [statementSnippetText(account, around)] : [];
    expect(findings(policyWith(...rest, statementSnippetText(snippet, around)))).toEqual([]);
  });

  it.each(policySkeletons.map((skeleton) => [skeleton.name, skeleton] as const))('%s', (_, skeleton) => {
    expect(findings(plainText(policySkeletonText(skeleton, around)))).toEqual([]);
  });
});

/** Said of the policy as a whole, or of what the next step will fix. */
const notOfTheItem =
  /^(MISSING_|EMPTY_|KMS_LOCKOUT_RISK|KMS_NO_ROOT_DELEGATION|KMS_SERVICE_PRINCIPAL_UNRESTRICTED)/;

describe('accepting an item in a finished policy', () => {
  it.each(['console-default.json', 'services.json'])(
    'raises no error and no warning about it in %s, unless the item says so itself',
    (name) => {
      const text = samplePolicies().get(name) ?? '';
      const document = parsePolicy(text);
      const bad = new Set<string>();
      for (let offset = 0; offset <= text.length; offset += 3)
        for (const item of freshKinds(complete(document, offset, context))) {
          const after = accepted(text, item);
          const end = item.span.end + after.length - text.length;
          for (const finding of findings(after))
            if (finding.start < end && item.span.start < finding.end && !notOfTheItem.test(finding.code))
              bad.add(
                `${item.label}: ${finding.code} ${after.slice(finding.start, finding.end).slice(0, 60)}`,
              );
        }
      expect([...bad]).toEqual([]);
    },
  );
});

/** Items without a word of caution, ten of each kind at most. */
function freshKinds(items: readonly Completion[]): Completion[] {
  const count = new Map<string, number>();
  return items.filter(({ caution, kind }) => {
    const seen = (count.get(kind) ?? 0) + 1;
    count.set(kind, seen);
    return caution === undefined && seen <= 10;
  });
}
