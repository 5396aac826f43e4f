import { parseArn } from '../../core/arn';
import { consoleForm } from '../../core/keyPage/policyFacts';
import {
  aliasFacts,
  keyFacts,
  lastUseField,
  rotationSummary,
  tagsFacts,
  whyNot,
} from '../../core/keyPage/facts';
import { hasPublicKey } from '../../core/keys/kinds';
import type { Part, PartValues, PolicyFacts, PublicKeyFacts } from '../../core/keyPage/view';
import { lineNumberAt } from '../../core/lineNumber';
import type { Reading } from './reading';
import { readRegions } from './readRegions';

/** How each part of the page is read. */
export const readPart: { readonly [P in Part]: (reading: Reading) => Promise<PartValues[P]> } = {
  key: async ({ key, now }) => keyFacts(await key(), now()),
  lastUse: async ({ keys, ref, now, signal }) => lastUseField(await keys.lastUsage(ref, signal), now()),
  policy: readPolicy,
  publicKey: readForms,
  tags: async ({ keys, ref, key, signal }) => {
    const [described, tags] = await Promise.all([key(), keys.listTags(ref, signal)]);
    return tagsFacts(described, tags);
  },
  rotation: async ({ keys, ref, now, signal }) => {
    const [status, rotations] = await Promise.all([
      keys.rotationStatus(ref, signal),
      keys.listRotations(ref, signal),
    ]);
    return rotationSummary(status, rotations, now());
  },
  aliases: async ({ keys, ref, now, signal }) => aliasFacts(await keys.aliasesOf(ref, signal), now()),
  regions: readRegions,
};

/** The checks are loaded when somebody looks at a policy. */
async function readPolicy({ keys, ref, key, signal }: Reading): Promise<PolicyFacts> {
  const [raw, described, { lintPolicy }, { parsePolicy }, { tidy }, { policyInWords }] = await Promise.all([
    keys.getPolicy(ref, signal),
    key(),
    import('../../core/policy/lint'),
    import('../../core/policy/parse'),
    import('../../core/policy/tidy'),
    import('../../core/access/statementWords'),
  ]);
  const text = tidy(raw);
  const form = consoleForm(text);
  // Nobody can save the policy of a key that AWS manages, so that there is nothing to put right.
  const findings =
    described.manager === 'AWS'
      ? []
      : lintPolicy(parsePolicy(text), {
          key: { ...described, multiRegion: described.multiRegion !== undefined },
        });
  return {
    text,
    words: policyInWords(text, ref.arn),
    ...(form && { form }),
    account: { accountId: described.accountId, partition: parseArn(described.arn)?.partition ?? 'aws' },
    ...whyNot('editPolicy', described),
    findings: findings.map(({ severity, message, span }) => ({
      severity,
      text: message,
      line: lineNumberAt(text, span.start),
    })),
  };
}

async function readForms({ keys, ref, key, name, signal }: Reading): Promise<PublicKeyFacts> {
  const described = await key();
  if (!hasPublicKey(described)) return { forms: [] };
  const [{ readPublicKey }, { publicKeyForms }] = await Promise.all([
    import('../../core/keys/publicKey'),
    import('../../core/keys/publicKeyForms'),
  ]);
  const publicKey = readPublicKey(await keys.publicKey(ref, signal));
  return {
    forms: publicKeyForms.map((form) => {
      const made = form.text(publicKey, described, name);
      const { name: title, detail } = form;
      return 'text' in made ? { title, detail, text: made.text } : { title, detail, why: made.unavailable };
    }),
  };
}
