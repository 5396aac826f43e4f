import type { KeyRef } from '../../core/keys/model';
import { isPageEdits, isUnedited, type PageEdits } from '../../protocol/keyPageEdits';
import { isArrayOf, isObjectWith, isString } from '../../protocol/shape';
import type { Store } from '../store';

/** What is typed into the pages of keys and not saved yet, over closed pages, windows and crashes. */
export interface EditStore {
  of(ref: KeyRef): PageEdits;
  set(ref: KeyRef, edits: PageEdits): void;
}

interface Kept {
  connection: string;
  arn: string;
  edits: PageEdits;
}

const storeKey = 'kms.keyPage.edits';

/** Whoever leaves more pages half edited than this has forgotten the first. */
const mostPages = 100;

const isKept = isArrayOf(isObjectWith<Kept>({ connection: isString, arn: isString, edits: isPageEdits }));

export function editStore(store: Store): EditStore {
  const read = (): Kept[] => {
    const kept = store.get(storeKey);
    // Another version may have kept it in a shape of its own.
    return isKept(kept) ? kept : [];
  };
  const isOf =
    (ref: KeyRef) =>
    ({ connection, arn }: Kept): boolean =>
      connection === ref.connection && arn === ref.arn;
  return {
    of: (ref) => read().find(isOf(ref))?.edits ?? {},
    set(ref, edits) {
      const others = read().filter((kept) => !isOf(ref)(kept));
      const { connection, arn } = ref;
      const kept = isUnedited(edits) ? others : [...others, { connection, arn, edits }];
      void store.update(storeKey, kept.slice(-mostPages));
    },
  };
}
