import { KmsError } from '../../../core/errors';
import type { Span, StringValue } from '../../../core/policy/document';
import type { Edit } from '../../../core/policy/fixes/fix';
import type { HostedPolicy } from '../../../core/policy/languages/language';
import type { PolicyLanguage } from './policyLanguage';
import type { TextDocument } from './text';

/** The Sid of a statement, to be renamed. */
export interface FoundSid {
  sid: StringValue;
  policy: HostedPolicy;
  /** The text in the file, without its quotes. */
  name: Span;
}

/** The Sid at an offset of the file. */
export async function sidAt(
  language: PolicyLanguage,
  document: TextDocument,
  offset: number,
): Promise<FoundSid | undefined> {
  const place = await language.documents.placeAt(document, offset);
  for (const { sid } of place?.policy.document.statements ?? []) {
    const value = sid?.value;
    const isHere = value && place && value.span.start <= place.offset && place.offset <= value.span.end;
    const name = isHere && value.kind === 'string' && place.policy.toFile(inside(place.policy, value));
    if (name) return { sid: value, policy: place.policy, name };
  }
  return undefined;
}

/** The edits of the file that give a statement another Sid. Throws where another statement has it already. */
export async function renameSid({ sid, policy }: FoundSid, name: string): Promise<readonly Edit[]> {
  const taken = policy.document.statements.some(
    ({ sid: other }) => other?.value?.kind === 'string' && other.value !== sid && other.value.value === name,
  );
  if (taken) throw new KmsError('already-exists', `Another statement is called ${name} already.`);
  const { replaceString } = await import('../../../core/policy/fixes/edit');
  return policy.write([replaceString(sid, name)]) ?? [];
}

/** The text of a string without its quotes, where it has any. */
function inside({ document }: HostedPolicy, { span }: StringValue): Span {
  const quoted = /["']/.test(document.text.charAt(span.start));
  return quoted ? { start: span.start + 1, end: span.end - 1 } : span;
}
