import type { Completion, Offer } from '../complete/completion';
import type { Setting } from '../complete/item';
import type { ArrayValue, Member, ObjectValue, Span, Value } from '../document';
import type { Edit } from '../fixes/fix';
import type { Json } from '../fixes/layout';

/** A member of an object or an entry of a list. */
export interface Entry {
  span: Span;
}

/**
 * How values are written in a host language. Whatever is given as `text` is the text that the spans are of, and
 * `${…}` in a text to write is an expression of the language where the language knows it as one.
 */
export interface Notation {
  /** A text as source, in quotes. */
  string: (written: string) => string;
  /** Another value in the place of one, laid out as the document is. */
  replaceValue(text: string, value: Value, json: Json): Edit;
  /** Adds a member behind another; before all where none is named. The object has members. */
  insertMember(text: string, object: ObjectValue, added: { name: string; json: Json }, after?: Member): Edit;
  /** A value as source that `insertItem` takes. The list has items. */
  item(text: string, list: ArrayValue, json: Json): string;
  /** Adds an item behind another; before all where none is named. The list has items. */
  insertItem(text: string, list: ArrayValue, source: string, after?: Value): Edit;
  /** Takes out what begins at one entry and ends where the next begins. */
  removeUpTo(text: string, one: Entry, next: Entry): Edit;
  /** Takes out what follows one entry, to the end of the other. */
  removeBehind(text: string, previous: Entry, one: Entry): Edit;
  /** Takes out the only entry: the collection stays, empty. */
  clear(text: string, container: ArrayValue | ObjectValue, only: Entry): Edit;
  /** An offer of completion as it is to be written; undefined where it cannot be written there. */
  completion(offer: Offer, index: number, setting: Setting): Completion | undefined;
  /** A word alone, where an object belongs, is the name of its first member that somebody types. */
  wordsAreNames?: true;
}
