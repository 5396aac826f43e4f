import type { PolicyDocument } from '../document';
import { factsOf } from '../facts';
import type { PolicyFacts } from '../facts';
import { parsePolicy } from '../parse';
import { applyEdits } from './fix';
import type { Change, Fix } from './fix';
import { gainsInWords, gainsOf } from './gains';
import { plainDelimiters } from './typography';

/**
 * Says of a change whether anybody may do more after it. The measure is the policy itself, before and after, and
 * not what a rule thinks of its own fix; what cannot be read afterwards is no correction. None where the change
 * would break the text.
 */
export function judgeChange(policy: PolicyFacts, change: Change): Fix[] {
  const after = changed(policy.document, change);
  if (!after) {
    // In a host language, what is more than another scalar may have broken the layout.
    if (!change.anywhere) return [];
    return [{ ...change, title: `${change.title} (what it allows cannot be told)`, kind: 'addition' }];
  }
  const gains = gainsOf(readable(policy), factsOf(after, policy.known));
  if (gains.length === 0) return [{ ...change, kind: 'correction' }];
  const said = gainsInWords(gains).replace(
    `account ${change.placeholders?.[0] ?? ''}`,
    'the account that you name',
  );
  const title = change.saysWhatItAllows ? change.title : `${change.title} (${said})`;
  return [{ ...change, title, kind: 'addition' }];
}

/** Quotes of a writing program hide what the text says; that they become plain ones allows nothing new. */
function readable(policy: PolicyFacts): PolicyFacts {
  const { document, text, known } = policy;
  if (document.embedded || document.problems.length === 0) return policy;
  const found = plain.get(policy) ?? factsOf(parsePolicy(plainDelimiters(text)), known);
  plain.set(policy, found);
  return found;
}

const plain = new WeakMap<PolicyFacts, PolicyFacts>();

/** The policy after a change; undefined where it cannot be read without what is around it. */
export function changed(
  document: PolicyDocument,
  { edits }: Pick<Change, 'edits'>,
): PolicyDocument | undefined {
  const { text, root } = document;
  const after = applyEdits(text, edits);
  if (!document.embedded) return parsePolicy(plainDelimiters(after));
  if (!root) return undefined;
  const { start, end } = root.span;
  return document.reread?.(after, { start, end: end + after.length - text.length });
}
