import type { Span } from '../document';
import { templatePolicies } from './template';
import type { EmbeddedPolicy } from './template';

/** Stands where nothing is typed yet, so that YAML shows what would be there. */
const stand = 'x';

/** Half of a text with a colon in it, such as `kms:`, which YAML takes for the name of a member. */
const endsInPrefix = /(^|[\s[,])(kms|aws|arn)(:\S*)?:$/;

/** The policies of a template as completion is to see them. */
export interface Completable {
  policies: EmbeddedPolicy[];
  /** A place in `policies` as a place of the text; undefined where it is none that can be written to. */
  back(span: Span): Span | undefined;
}

/**
 * In YAML only the indentation tells what an empty place is: a letter is put there before the text is read.
 * The same helps behind a colon that is a part of the text.
 * Undefined where the text can be read as it is.
 */
export async function completableYaml(text: string, offset: number): Promise<Completable | undefined> {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const lineEnd = text.indexOf('\n', offset);
  const before = text.slice(lineStart, offset);
  const after = text.slice(offset, lineEnd < 0 ? text.length : lineEnd);
  const empty = /^(\s*|.*\s)$/.test(before) && after.trim() === '';
  if (!empty && !(endsInPrefix.test(before) && /^\s*([\],}]|$)/.test(after))) return undefined;
  const filled = text.slice(0, offset) + stand + text.slice(offset);
  const shorter = (at: number): number => (at > offset ? at - stand.length : at);
  return {
    policies: await templatePolicies(filled, 'yaml'),
    back(span) {
      const there = { start: shorter(span.start), end: shorter(span.end) };
      return text.slice(there.start, there.end).includes('\n') ? undefined : there;
    },
  };
}
