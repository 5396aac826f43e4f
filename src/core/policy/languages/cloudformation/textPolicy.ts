import type { Here, PolicyDocument, Span, StringValue, Value } from '../../document';
import { parsePolicy } from '../../parse';
import type { HostedPolicy, Reason } from '../language';
import { scalarTextOf } from '../scalar';
import { parseFilled } from './filledText';
import { subText } from './references';

/** Where a policy is a text. */
export interface TextSource {
  /** The text of the template. */
  text: string;
  string: StringValue;
  /** It is the text of Fn::Sub, which fills names in. */
  filled: boolean;
  reason: Reason;
  here?: Here;
}

/** A policy that is written as JSON text within a string of the template. */
export function textPolicy({ text, string, filled, reason, here }: TextSource): HostedPolicy {
  const scalar = scalarTextOf(text, string);
  const { span } = string;
  // Nobody knows where anything in it is: it says nothing, and nothing is said of it.
  if (!scalar) return { ...unread(text, span), reason };
  const read = (json: string): PolicyDocument => ({
    ...(filled ? { ...parseFilled(json), ...(here && { here }) } : parsePolicy(json)),
    embedded: true,
    reread: read,
  });
  const at = (offset: number): number => scalar.offsets[offset] ?? span.end;
  const toFile = (place: Span): Span => ({ start: at(place.start), end: at(place.end) });
  return {
    document: read(scalar.text),
    span,
    reason,
    toFile,
    fromFile: (offset) =>
      Math.max(
        0,
        scalar.offsets.findLastIndex((place) => place <= offset),
      ),
    write: (edits) =>
      edits.map((edit) => {
        const place = toFile(edit.span);
        const newText = filled ? subText(edit.newText) : edit.newText;
        return { span: place, newText: scalar.write(newText, place.start) };
      }),
    ...(scalar.escapes && { escapes: scalar.escapes }),
  };
}

function unread(text: string, span: Span): HostedPolicy {
  const root: Value = { kind: 'hole', span, name: 'text' };
  const document: PolicyDocument = { text, embedded: true, root, statements: [], problems: [] };
  return { document, span, toFile: (place) => place, fromFile: (offset) => offset, write: () => undefined };
}
