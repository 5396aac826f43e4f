import { doings } from '../../core/crypto/doings';
import { encodingsOf, written, type ResultPart, type TextEncoding } from '../../core/crypto/outputForms';
import type { HandedDraft, Outcome } from './means';
import type { CryptoOutputs } from './questions';

/** Brings what was made where the person wants it. Buffers are emptied once nobody needs them. */
export async function deliver(draft: HandedDraft, outcome: Outcome, outputs: CryptoOutputs): Promise<void> {
  if (outcome.kind === 'verdict') return outputs.verdict(outcome);
  const { title } = doings[draft.doing];
  if (outcome.kind === 'streamed') {
    await outputs.stream(fileName(draft, outcome.stream), outcome.stream);
    return;
  }
  // The view keeps the bytes as long as it is open.
  if (draft.target === 'view') return outputs.view(`${title}: ${outcome.by}`, outcome);
  try {
    await bring(draft, outcome.parts, outputs, `${title}: done with ${outcome.by}.`);
  } finally {
    for (const { bytes, secret } of outcome.parts) if (secret) bytes.fill(0);
  }
}

async function bring(
  draft: HandedDraft,
  parts: readonly ResultPart[],
  outputs: CryptoOutputs,
  done: string,
): Promise<void> {
  switch (draft.target) {
    case 'view':
      return;
    case 'file':
      for (const part of parts) if (!(await outputs.file(fileName(draft, part), part))) return;
      return;
    case 'replace': {
      const text = textOf(draft, parts);
      if (await draft.input?.replace?.(text)) return outputs.done(done);
      await outputs.document(text);
      return outputs.moved();
    }
    case 'document':
      await outputs.document(textOf(draft, parts));
      return;
    case 'clipboard': {
      const secret = parts.some((part) => part.secret);
      await outputs.clipboard(textOf(draft, parts), secret);
      return outputs.done(done);
    }
  }
}

/** One part as it is written, several with their names above them. */
function textOf({ encoding }: HandedDraft, parts: readonly ResultPart[]): string {
  const [only, ...others] = parts;
  if (only !== undefined && others.length === 0) return written(only, encodingFor(only, encoding));
  return parts
    .map((part) => {
      const [own] = encodingsOf(part).filter((one) => one !== 'text');
      return `${part.name}:\n${written(part, part.pem ? 'PEM' : (own ?? 'base64'))}\n`;
    })
    .join('\n');
}

/** Tokens are text already. */
function encodingFor(part: ResultPart, encoding: TextEncoding): TextEncoding {
  return part.name === 'Token' ? 'text' : encoding;
}

const endings: Readonly<Record<string, string>> = {
  Ciphertext: '.encrypted',
  Plaintext: '.decrypted',
  Signature: '.sig',
  MAC: '.mac',
  Token: '.jwt',
  'In the clear': '.key',
  Encrypted: '.key.encrypted',
  'Private key, in the clear': '.private.der',
  'Public key': '.public.der',
  'Private key, encrypted': '.private.encrypted',
  'Random bytes': '.bin',
  'Shared secret': '.secret',
};

/** `report.pdf` → `report.pdf.sig`; a decrypted file gets its name back. */
function fileName({ input, doing }: HandedDraft, { name }: Pick<ResultPart, 'name'>): string {
  const base = input?.name ?? doings[doing].title.toLowerCase().replaceAll(' ', '-');
  if (name === 'Plaintext' && base.endsWith('.encrypted')) return base.slice(0, -'.encrypted'.length);
  return `${base}${Object.hasOwn(endings, name) ? endings[name] : ''}`;
}
