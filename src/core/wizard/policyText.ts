import { consolePolicy, type ConsoleChoices } from '../policy/consolePolicy';
import type { DraftPlace, KeyDraft } from './draft';

/** The policy that goes with the draft: as edited by hand, else the one that the console makes of the choices. */
export function policyText(draft: KeyDraft, place: DraftPlace): string {
  return draft.editedPolicy ?? generatedPolicy(draft, place);
}

export function generatedPolicy(draft: KeyDraft, place: DraftPlace): string {
  const choices: ConsoleChoices = {
    accountId: place.accountId,
    partition: place.partition,
    spec: draft.spec,
    usage: draft.usage,
    origin: draft.origin,
    multiRegion: draft.multiRegion,
    administrators: draft.administrators,
    allowDeletion: draft.administratorsMayDelete,
    users: draft.users,
    otherAccounts: draft.otherAccounts,
  };
  return JSON.stringify(consolePolicy(choices), undefined, 2);
}

/**
 * The draft with this policy. What says the same as the choices counts as generated, so that it follows
 * them again; the text of a hand-edited one is kept to the letter.
 */
export function withPolicy(draft: KeyDraft, place: DraftPlace, text: string): KeyDraft {
  const rest = { ...draft };
  delete rest.editedPolicy;
  return text === generatedPolicy(rest, place) ? rest : { ...rest, editedPolicy: text };
}
