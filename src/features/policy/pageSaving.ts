import type { KeyRef } from '../../core/keys/model';
import type { CommandParts } from './commands';
import { policyUri } from './policyUri';

/** Saves a policy that was made on the key's page, as if it had been written in its document. Answers whether it is saved. */
export async function saveFromPage(
  { deps, language, files, saver, versions }: CommandParts,
  ref: KeyRef,
  { text, base }: { text: string; base: string },
): Promise<boolean> {
  const uri = policyUri(ref, deps);
  language.owners.remember(uri.toString(), ref);
  const owner = await language.owners.load(uri.toString());
  const document = versions.document(text, `${deps.directory.nameOf(ref)}.key-policy.json`);
  const saved = await saver.save({ owner, text, base, document, knownAs: uri });
  await files.refresh(uri);
  return saved !== undefined;
}
