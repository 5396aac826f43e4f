import { KmsError } from '../../core/errors';
import { parsedPolicy } from '../../core/iac/iacKey';
import { entryProblem, formLists } from '../../core/keyPage/formProblems';
import { tagProblems } from '../../core/keyPage/tagProblems';
import { descriptionProblem } from '../../core/keys/inputs';
import type { Key, KeyRef, Tag } from '../../core/keys/model';
import { explain } from '../../core/messages';
import { parseArn } from '../../core/arn';
import type { KeyPort } from '../../core/ports';
import type { FormChange, TagChange } from '../../protocol/keyPage';
import type { PageEdits } from '../../protocol/keyPageEdits';

/** What a change of the key from its page is made with. */
export interface Changing {
  ref: KeyRef;
  keys: KeyPort;
  /** Returns when a change may be made, in the words of "Change the description"; throws where it may not. */
  allow(change: string): Promise<void>;
  /** Puts a policy after the checks that every policy goes through. False where the person decided against it. */
  savePolicy(change: { text: string; base: string }): Promise<boolean>;
  /** The key has changed: whoever shows it reads it again, this page too. */
  changed(): Promise<void>;
  /** It is saved: the page, which may be closed by now, need not offer it again. */
  saved(edit: keyof PageEdits): void;
}

export function setDescription(changing: Changing, text: string): Promise<void> {
  return tellingWhy('change the description', async () => {
    const problem = descriptionProblem(text);
    if (problem !== undefined) throw new KmsError('invalid', problem);
    await changing.allow('Change the description');
    await changing.keys.updateDescription(changing.ref, text);
    changing.saved('description');
    await changing.changed();
  });
}

/** New names first, so that a changed name is never lost; where the second call fails, the first one stays. */
export function setTags(
  changing: Changing,
  { set, remove }: TagChange,
  present: readonly Tag[],
): Promise<void> {
  return tellingWhy('change the tags', async () => {
    const [problem] = tagProblems(
      set,
      present.filter(({ key }) => !remove.includes(key)),
    );
    if (problem !== undefined) throw new KmsError('invalid', problem.text);
    await changing.allow('Change the tags');
    try {
      if (set.length > 0) await changing.keys.tag(changing.ref, set);
      if (remove.length > 0) await changing.keys.untag(changing.ref, remove);
      changing.saved('tags');
    } finally {
      await changing.changed();
    }
  });
}

/**
 * The policy that the page showed, with what the form says, put as any policy is: after all checks. Answers whether it
 * was put.
 */
export function setPolicyForm(changing: Changing, { form, base }: FormChange, key: Key): Promise<boolean> {
  return tellingWhy('save the key policy', async () => {
    const [{ consoleForm }, { editConsolePolicy }, { tidy }] = await Promise.all([
      import('../../core/keyPage/policyFacts'),
      import('../../core/policy/editConsolePolicy'),
      import('../../core/policy/tidy'),
    ]);
    const policy = parsedPolicy(base);
    const before = consoleForm(base);
    const edited = policy && editConsolePolicy(policy, form, key);
    if (before === undefined || edited === undefined)
      throw new KmsError('invalid', 'The policy has not the form that the console gives it. Edit its text.');
    const place = { accountId: key.accountId, partition: parseArn(key.arn)?.partition ?? 'aws' };
    for (const list of formLists) {
      for (const [at, entry] of form[list].entries()) {
        // What stands in the policy already is KMS's affair.
        if (before[list].includes(entry)) continue;
        const problem = entryProblem(list, entry, form[list].slice(0, at), place);
        if (problem !== undefined) throw new KmsError('invalid', problem);
      }
    }
    const isSaved = await changing.savePolicy({ base, text: tidy(JSON.stringify(edited)) });
    if (isSaved) changing.saved('policy');
    return isSaved;
  });
}

/** What fails is told in whole sentences, at the place where it was typed. */
async function tellingWhy<T>(doing: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof KmsError)) throw error;
    const text = explain(error, doing)?.text ?? 'Nothing was changed: it was cancelled.';
    throw new KmsError(error.reason, text, error.details);
  }
}
