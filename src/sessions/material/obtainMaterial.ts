import { KmsError } from '../../core/errors';
import type { Key } from '../../core/keys/model';
import { generateMaterial } from '../../core/material/generateMaterial';
import type { MaterialChoice } from '../../core/material/plan';
import { formOf, readMaterial, type ReadMaterial } from '../../core/material/readMaterial';
import type { Fingerprints } from './fingerprints';
import type { ChosenFile, ImportQuestions } from './questions';

/** Key material in memory, to be overwritten after use. */
export interface Obtained {
  bytes: Buffer;
  /** What makes it this material, for its fingerprint. */
  identity: Buffer;
}

interface Ports {
  ask: ImportQuestions;
  fingerprints: Fingerprints;
}

/** The material that is to be imported, read from a file or generated; undefined where the person leaves. */
export async function obtainMaterial(
  key: Key,
  choice: MaterialChoice,
  source: 'file' | 'generate',
  ports: Ports,
): Promise<Obtained | undefined> {
  const obtained = await (source === 'file' ? fromFile(key, ports.ask) : generated(key, ports.ask));
  if (obtained === undefined) return undefined;
  if (await isExpected(key, choice, obtained, ports)) return obtained;
  wipe(obtained);
  return undefined;
}

/** Overwrites material that is not needed any more. */
export function wipe({ bytes, identity }: Obtained): void {
  bytes.fill(0);
  identity.fill(0);
}

async function generated(key: Key, ask: ImportQuestions): Promise<Obtained | undefined> {
  const form = formOf(key);
  const bytes = await generateMaterial(form);
  if (await ask.keep(bytes, form.kind === 'secret')) {
    const read = await readMaterial(key, bytes);
    if (read.kind === 'material') return { bytes, identity: Buffer.from(read.identity) };
    throw new KmsError('unknown', read.kind === 'problem' ? read.text : 'The material is encrypted.');
  }
  bytes.fill(0);
  return undefined;
}

/** Asks for a file until one is material of the key. */
async function fromFile(key: Key, ask: ImportQuestions): Promise<Obtained | undefined> {
  for (;;) {
    const file = await ask.file('material');
    if (file === undefined) return undefined;
    try {
      const read = await readWithPassphrase(key, file, ask);
      if (read === undefined) return undefined;
      if (read.kind === 'problem') {
        if (await ask.another(file.name, read.text)) continue;
        return undefined;
      }
      const isRight = read.note === undefined || (await ask.readAs(file.name, read.note));
      const obtained = { bytes: Buffer.from(read.bytes), identity: Buffer.from(read.identity) };
      // What was decoded on the way is a copy as well.
      read.bytes.fill(0);
      if (isRight) return obtained;
      wipe(obtained);
      return undefined;
    } finally {
      file.bytes.fill(0);
    }
  }
}

async function readWithPassphrase(
  key: Key,
  file: ChosenFile,
  ask: ImportQuestions,
): Promise<Exclude<ReadMaterial, { kind: 'passphrase' }> | undefined> {
  let read = await readMaterial(key, file.bytes);
  while (read.kind === 'passphrase') {
    const passphrase = await ask.passphrase(file.name, read.wrong);
    if (passphrase === undefined) return undefined;
    read = await readMaterial(key, file.bytes, passphrase);
  }
  return read;
}

/** Compares with what was imported from here before; what was not is left to KMS. */
async function isExpected(
  { keyId, spec }: Key,
  { kind, materialId }: MaterialChoice,
  { identity }: Obtained,
  { ask, fingerprints }: Ports,
): Promise<boolean> {
  const known = fingerprints.find(keyId, identity);
  if (kind === 'new') return known === undefined || ask.unlike('known', known);
  const before = fingerprints
    .of(keyId)
    .find(
      (one) => spec !== 'SYMMETRIC_DEFAULT' || (materialId !== undefined && one.materialId === materialId),
    );
  const isSame = before === undefined || (known !== undefined && known.digest === before.digest);
  return isSame || ask.unlike('other', before);
}
