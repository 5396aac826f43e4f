import { parsedPolicy, type IacKey } from '../iac/iacKey';
import { readConsolePolicy } from '../policy/readConsolePolicy';
import { tidy } from '../policy/tidy';
import { newDraft, type KeyDraft } from './draft';

/**
 * The settings of a key as a draft for another one. What belongs to one key alone stays empty: the alias, and the key of
 * an external key store. Tags that AWS sets are left out, because nobody else may set them. A replica's draft makes a
 * primary key.
 */
export function similarDraft(key: IacKey): KeyDraft {
  return {
    ...newDraft(),
    ...{ spec: key.spec, usage: key.usage, origin: key.origin, multiRegion: key.multiRegion },
    ...{ description: key.description, customKeyStoreId: key.customKeyStoreId ?? '' },
    tags: key.tags.filter((tag) => !/^aws:/i.test(tag.key)),
    ...(key.rotationPeriodDays !== undefined && { rotationPeriodDays: key.rotationPeriodDays }),
    ...policyChoices(key.policy),
  };
}

/** The choices from which the console makes the policy; the text itself where it is another one. */
function policyChoices(text: string): Partial<KeyDraft> {
  const policy = parsedPolicy(text);
  const choices = policy && readConsolePolicy(policy);
  if (choices === undefined) return { editedPolicy: tidy(text) };
  const { administrators, allowDeletion, users, otherAccounts } = choices;
  return {
    administrators: [...administrators],
    administratorsMayDelete: allowDeletion,
    ...{ users: [...users], otherAccounts: [...otherAccounts] },
  };
}
