import type { Capability } from '../access/capabilities';
import { surveyAccess, type Cell, type CellAnswer } from '../access/survey';
import { unreadInWords } from '../access/unread';
import type { DraftPlace, KeyDraft } from './draft';
import { typeOf } from './options';

/** One cell of "who will be able to": the answer, whether it holds for a part only, and under what conditions. */
export interface Can {
  answer: CellAnswer;
  partial: boolean;
  conditions: string[];
  /** What cannot be read, where that is why the answer is `unknown`. */
  unread: string[];
}

export interface AccessRow {
  /** As the policy names it. */
  principal: string;
  /** `user/alice`, `Account 111122223333`, `s3.amazonaws.com`. */
  label: string;
  can: Record<Capability, Can>;
}

/**
 * Who will be able to do what by this key policy alone: a row for everybody whom it names. What it does not let
 * tell, as something in it cannot be read, is `unknown`.
 */
export function accessOf(draft: KeyDraft, place: DraftPlace, policy: string): AccessRow[] {
  const { partition, region, accountId } = place;
  const rows = surveyAccess({
    // The key has no id yet; policies speak of `*`.
    keyArn: `arn:${partition}:kms:${region}:${accountId}:key/00000000-0000-0000-0000-000000000000`,
    keyAccount: accountId,
    keyPolicy: policy,
    key: { usage: draft.usage, symmetric: typeOf(draft.spec) === 'Symmetric' },
  });
  return rows.map(({ principal, label, cells }) => ({
    principal,
    label,
    can: {
      administer: can(cells.administer),
      use: can(cells.use),
      grant: can(cells.grant),
      delete: can(cells.delete),
    },
  }));
}

function can({ answer, partial, conditions, unread }: Cell): Can {
  return { answer, partial, conditions, unread: unread.map(unreadInWords) };
}
