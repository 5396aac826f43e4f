import { accessOf, type AccessRow } from './access';
import type { DraftPlace, KeyDraft } from './draft';
import { equivalents, type Equivalents } from './equivalents';
import { plan } from './plan';
import { policyText } from './policyText';
import { priceOf, type Price } from './price';
import type { DraftFacts, Problem } from './problem';
import { validate } from './validate';

/** What follows from a draft: a page draws it and needs to know no rule itself. */
export interface DraftView {
  problems: Problem[];
  policy: string;
  access: AccessRow[];
  equivalents: Equivalents;
  price: Price;
}

/** `profile` is the connection's name in the shared config file, where it has one. */
export function viewOf(draft: KeyDraft, place: DraftPlace, facts: DraftFacts, profile?: string): DraftView {
  const policy = policyText(draft, place);
  const setting = { region: place.region, ...(profile !== undefined && { profile }) };
  return {
    problems: validate(draft, place, policy, facts),
    policy,
    access: accessOf(draft, place, policy),
    equivalents: equivalents(plan(draft, policy), setting),
    price: priceOf(draft),
  };
}
