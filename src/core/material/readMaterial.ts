import { DerError } from '../encoding/der';
import { materialIn, specOf, type KeySpec, type MaterialForm } from '../kms/specs';
import { fromBase64, fromHex } from './base64';
import { decryptPrivateKey } from './encryptedKey';
import { pemBlock } from './pem';
import { encodingOf, pkcs8Around, PrivateKeyError, readPrivateKey } from './privateKey';

/** What a file is as the material of a key. */
export type ReadMaterial =
  | {
      kind: 'material';
      /** As KMS takes it: the raw secret, or PKCS#8 DER. */
      bytes: Buffer;
      /** What makes it this material and no other, however the file encodes it. */
      identity: Buffer;
      /** How the file was read where that is not as it stands, a whole sentence. */
      note?: string;
    }
  /** It is encrypted: its passphrase is missing, or is another. */
  | { kind: 'passphrase'; wrong: boolean }
  | { kind: 'problem'; text: string };

/** Which key the material is for. */
export interface MaterialOf {
  spec: KeySpec;
  region: string;
}

/** No key is longer, however it is written. */
export const longestMaterialFile = 64 * 1024;

/** Reads key material from a file's bytes. Never throws for what is in the file; says what is wrong with it. */
export async function readMaterial(
  of: MaterialOf,
  file: Uint8Array,
  passphrase?: string,
): Promise<ReadMaterial> {
  if (file.length === 0) return problem('The file is empty.');
  if (file.length > longestMaterialFile) return problem('The file is too long to be key material.');
  const form = formOf(of);
  return form.kind === 'secret' ? readSecret(of.spec, form, file) : readKey(of.spec, form, file, passphrase);
}

/** The form that material of a key has where the key is. */
export function formOf({ spec, region }: MaterialOf): MaterialForm {
  return materialIn(spec, region);
}

type SecretForm = Extract<MaterialForm, { kind: 'secret' }>;

function readSecret(spec: KeySpec, form: SecretForm, file: Uint8Array): ReadMaterial {
  const { bytes: least, mostBytes: most = least } = form;
  const fits = ({ length }: Uint8Array): boolean => length >= least && length <= most;
  const label = pemBlock(file)?.label;
  if (label !== undefined)
    return problem(`The file holds a ${label}. The material of a ${spec} key is ${lengthWords(form)}.`);
  if (fits(file)) {
    const bytes = Buffer.from(file);
    const name = textIn(file, () => true)?.name;
    const note = name && `The file looks like ${name} text. Its bytes are taken as they stand.`;
    return { kind: 'material', bytes, identity: bytes, ...(note !== undefined && { note }) };
  }
  const text = textIn(file, fits);
  if (text) {
    const { name, bytes } = text;
    const note = `The file is ${name} text of ${bytes.length} bytes. Those are taken.`;
    return { kind: 'material', bytes, identity: bytes, note };
  }
  const lineBreak = file.length === most + 1 && file.at(-1) === 0x0a ? ' The last one is a line break.' : '';
  return problem(
    `The file has ${file.length} bytes.${lineBreak} The material of a ${spec} key is ${lengthWords(form)}.`,
  );
}

/** Text that stands for bytes that fit. Hexadecimal text is Base64 text, too: the more particular one counts. */
function textIn(
  file: Uint8Array,
  fits: (bytes: Uint8Array) => boolean,
): { name: string; bytes: Buffer } | undefined {
  for (const [name, decode] of [
    ['hexadecimal', fromHex],
    ['Base64', fromBase64],
  ] as const) {
    const bytes = decode(file);
    if (bytes && fits(bytes)) return { name, bytes };
    bytes?.fill(0);
  }
  return undefined;
}

/** "32 bytes, raw, in hexadecimal or in Base64" */
function lengthWords({ bytes: least, mostBytes: most = least }: SecretForm): string {
  const length = least === most ? `${least} bytes` : `${least} to ${most} bytes`;
  return `${length}, raw or as text in hexadecimal or Base64`;
}

async function readKey(
  spec: KeySpec,
  form: MaterialForm,
  file: Uint8Array,
  passphrase: string | undefined,
): Promise<ReadMaterial> {
  try {
    const found = derOf(spec, file);
    if ('kind' in found) return found;
    const encoding = encodingOf(found);
    if (encoding === undefined) return problem(noKey(spec));
    if (encoding !== 'encrypted') return keyIn(spec, form, encoding, found);
    if (passphrase === undefined) return { kind: 'passphrase', wrong: false };
    const plain = await decryptPrivateKey(found, passphrase);
    return plain ? keyIn(spec, form, 'pkcs8', plain) : { kind: 'passphrase', wrong: true };
  } catch (error) {
    if (error instanceof PrivateKeyError) return problem(error.message);
    if (error instanceof DerError) return problem('The file is damaged: its private key cannot be read.');
    throw error;
  }
}

/** The DER in a PEM file, or the file itself. */
function derOf(spec: KeySpec, file: Uint8Array): Buffer | ReadMaterial {
  const block = pemBlock(file);
  if (!block) return Buffer.from(file);
  const { label, der, legacyEncryption } = block;
  if (legacyEncryption)
    return problem(
      'The file is encrypted in OpenSSL’s old way. Convert it: openssl pkcs8 -topk8 -v2 aes-256-cbc -in OLD -out NEW',
    );
  if (label === 'OPENSSH PRIVATE KEY')
    return problem('The file is an OpenSSH key. Convert a copy of it: ssh-keygen -p -m PKCS8 -f COPY');
  if (!label.endsWith('PRIVATE KEY'))
    return problem(
      `The file holds a ${label}. ${spec} takes ${formWords(specOf(spec).material)}, as PKCS#8.`,
    );
  return der ?? problem('The file is damaged: what stands in its PEM block is not whole.');
}

function keyIn(
  spec: KeySpec,
  form: MaterialForm,
  encoding: 'pkcs8' | 'pkcs1' | 'sec1',
  der: Buffer,
): ReadMaterial {
  const pkcs8 = encoding === 'pkcs8' ? der : pkcs8Around(encoding, der);
  if (pkcs8 !== der) der.fill(0);
  const key = readPrivateKey(pkcs8);
  if (!isSameForm(key.form, form))
    return problem(`The file holds ${formWords(key.form)}. The key ${spec} takes ${formWords(form)}.`);
  const note = encoding === 'pkcs8' ? undefined : 'The key is wrapped in PKCS#8, the form that KMS takes.';
  const { pkcs8: bytes, identity } = key;
  return { kind: 'material', bytes, identity, ...(note !== undefined && { note }) };
}

function isSameForm(a: MaterialForm, b: MaterialForm): boolean {
  if (a.kind === 'rsa' && b.kind === 'rsa') return a.bits === b.bits;
  if (a.kind === 'ec' && b.kind === 'ec') return a.curve === b.curve;
  return a.kind === b.kind;
}

function formWords(form: MaterialForm): string {
  switch (form.kind) {
    case 'secret':
      return 'a secret';
    case 'rsa':
      return `an RSA key of ${form.bits} bits`;
    case 'ec':
      return `a key on the curve ${form.curve}`;
    case 'ed25519':
      return 'an Ed25519 key';
    case 'mlDsa':
      return `an ML-DSA-${form.parameterSet} key`;
    case 'mlKem':
      return `an ML-KEM-${form.parameterSet} key`;
  }
}

function noKey(spec: KeySpec): string {
  return `The file holds no private key. ${spec} takes ${formWords(specOf(spec).material)}, as PKCS#8 in PEM or DER.`;
}

function problem(text: string): ReadMaterial {
  return { kind: 'problem', text };
}
