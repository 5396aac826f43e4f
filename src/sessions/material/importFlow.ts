import { KmsError, type Reason } from '../../core/errors';
import { exactTime, stateOf } from '../../core/keys/labels';
import { isCancelled } from '../../core/messages';
import type { Key, KeyRef } from '../../core/keys/model';
import { wrappingChoices, type Wrapping } from '../../core/kms/wrapping';
import { importScript, wrapLines } from '../../core/material/importScript';
import { importFacts, materialChoices, termsOf, type MaterialChoice } from '../../core/material/plan';
import { formOf } from '../../core/material/readMaterial';
import { wrappedProblem } from '../../core/material/wrapMaterial';
import type { ImportTerms, KeyPort, MaterialPort } from '../../core/ports';
import { demandAction } from '../keys/changeKeys';
import type { Fingerprints } from './fingerprints';
import { importInto, type Imported } from './importInto';
import { obtainMaterial, wipe, type Obtained } from './obtainMaterial';
import type { PreparedImport, PreparedImports } from './preparedImports';
import type { ImportQuestions, Source } from './questions';

export interface ImportPorts {
  keys: Pick<KeyPort, 'describe' | 'listRotations'>;
  material: MaterialPort;
  fingerprints: Fingerprints;
  prepared: PreparedImports;
  ask: ImportQuestions;
  now: () => number;
  /** Throws where the change may not be made on this connection. */
  allow(): Promise<void>;
  /** Shows that work is being done, cancellable. */
  progress<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** An `aws kms` command on the key, with profile, Region and endpoint. */
  aws: (operation: string, rest: string) => string;
}

/** How an import ended. */
export type ImportOutcome =
  | { kind: 'left' }
  /** Wrapping key and token are saved; the material is wrapped elsewhere until then. */
  | { kind: 'prepared'; folder: string; validTo: number }
  | (Imported & { kind: 'imported'; choice: MaterialChoice['kind']; validTo?: number });

const left: ImportOutcome = { kind: 'left' };

/** Asks a person all that an import of key material needs, and carries it out. Buffers with material are overwritten. */
export async function importFlow(ref: KeyRef, ports: ImportPorts): Promise<ImportOutcome> {
  const { ask, keys, prepared, now } = ports;
  const key = await demandAction(keys, 'importMaterial', ref);
  const materials = key.spec === 'SYMMETRIC_DEFAULT' ? await keys.listRotations(ref) : [];
  const choices = materialChoices(key, materials, now());
  const [only] = choices;
  const choice = choices.length === 1 ? only : await ask.choice(choices);
  if (choice === undefined || !(await ask.facts(importFacts(key)))) return left;
  const before = prepared.of(ref.arn, now());
  const source = await ask.source(sourcesOf(before), before);
  switch (source) {
    case undefined:
      return left;
    case 'elsewhere':
      return prepare(key, ports);
    case 'continue':
    case 'bring':
      return finish(key, choice, before, ports);
    case 'script':
      return showScript(key, choice, ports);
    default:
      return importHere(key, choice, source, ports);
  }
}

function sourcesOf(before: PreparedImport | undefined): Source[] {
  return [
    ...(before ? (['continue'] as const) : []),
    ...(['file', 'generate', 'elsewhere', 'bring', 'script'] as const),
  ];
}

async function importHere(
  key: Key,
  choice: MaterialChoice,
  source: 'file' | 'generate',
  ports: ImportPorts,
): Promise<ImportOutcome> {
  const obtained = await obtainMaterial(key, choice, source, ports);
  if (obtained === undefined) return left;
  try {
    const wrapping = await ports.ask.wrapping(wrappingChoices(key.spec, key.region));
    const terms = wrapping && (await askTerms(key, choice, ports));
    const replicas = terms && (await askReplicas(key, choice, ports));
    if (replicas === undefined || terms === undefined || wrapping === undefined) return left;
    await ports.allow();
    const plan = { targets: [key, ...replicas], wrapping, terms, isSymmetric: isSymmetric(key) };
    const imported = await importAll(ports, plan, obtained.bytes);
    await remember(ports, key, obtained, imported);
    return outcomeOf(imported, choice, terms);
  } finally {
    wipe(obtained);
  }
}

/** Tries what failed again for as long as the person wants: the material is in memory only while the flow lasts. */
async function importAll(
  ports: ImportPorts,
  plan: Parameters<typeof importInto>[1],
  material: Uint8Array,
): Promise<Imported> {
  let all = await ports.progress((signal) => importInto(ports.material, plan, material, signal));
  while (isWorthTrying(all) && (await ports.ask.again(all.failures))) {
    const done = [...all.done];
    const targets = plan.targets.filter((ref) => !done.includes(ref));
    const more = { ...plan, targets, materialId: all.materialId };
    const next = await ports.progress((signal) => importInto(ports.material, more, material, signal));
    all = { ...next, done: [...done, ...next.done] };
  }
  if (all.done.length > 0) return all;
  const [failure] = all.failures.values();
  throw failure instanceof Error ? failure : new Error('Nothing was imported.');
}

/** Where nothing was imported, only what may pass by itself: KMS refuses anything else again. */
function isWorthTrying({ done, failures }: Imported): boolean {
  const passing: readonly Reason[] = ['network', 'timeout', 'throttled', 'service', 'conflict'];
  const mayPass = (error: unknown): boolean => error instanceof KmsError && passing.includes(error.reason);
  return failures.size > 0 && (done.length > 0 || [...failures.values()].some(mayPass));
}

async function remember(
  { fingerprints, now }: ImportPorts,
  { keyId }: Key,
  { identity }: Obtained,
  { materialId }: Imported,
): Promise<void> {
  const known = { date: now(), ...(materialId !== undefined && { materialId }) };
  await fingerprints.remember(keyId, identity, known);
}

function outcomeOf(imported: Imported, { kind }: MaterialChoice, { validTo }: ImportTerms): ImportOutcome {
  return { kind: 'imported', ...imported, choice: kind, ...(validTo !== undefined && { validTo }) };
}

async function askTerms(
  key: Key,
  choice: MaterialChoice,
  { ask }: ImportPorts,
): Promise<ImportTerms | undefined> {
  const expiry = await ask.expiry();
  if (expiry === undefined) return undefined;
  const isAsked = isSymmetric(key) && key.multiRegion?.role !== 'REPLICA';
  const description = isAsked ? await ask.description() : '';
  return description === undefined ? undefined : termsOf(key, choice, { ...expiry, description });
}

async function askReplicas(
  key: Key,
  { kind }: MaterialChoice,
  { ask, keys, now }: ImportPorts,
): Promise<readonly KeyRef[] | undefined> {
  const { multiRegion, connection, keyId } = key;
  if (multiRegion?.role !== 'PRIMARY' || multiRegion.replicas.length === 0) return [];
  const offers = multiRegion.replicas.map(async ({ arn, region }) => {
    const ref = { connection, keyId, arn, region };
    const replica = await keys.describe(ref).catch(unread);
    const picked = kind === 'new' || replica?.state === 'PendingImport';
    return { ref, picked, ...(replica && { state: stateOf(replica, now()) }) };
  });
  return ask.replicas(await Promise.all(offers));
}

/** A Region that cannot be read is offered all the same; the import itself says why it fails. */
function unread(error: unknown): undefined {
  if (isCancelled(error)) throw error;
}

/** The names of the console's download, so that instructions for it fit. */
const savedNames = { publicKey: 'WrappingPublicKey.bin', token: 'ImportToken.bin', readme: 'README.txt' };

async function prepare(key: Key, ports: ImportPorts): Promise<ImportOutcome> {
  const { ask, material, prepared } = ports;
  const wrapping = await ask.wrapping(wrappingChoices(key.spec, key.region));
  if (wrapping === undefined) return left;
  await ports.allow();
  const { publicKey, token, validTo } = await ports.progress((signal) =>
    material.importParameters(key, wrapping, signal),
  );
  const readme = Buffer.from(instructions(key, wrapping, validTo));
  const files = new Map<string, Uint8Array>([
    [savedNames.publicKey, publicKey],
    [savedNames.token, token],
    [savedNames.readme, readme],
  ]);
  const folder = await ask.save(files);
  if (folder === undefined) return left;
  await prepared.remember(key.arn, { folder, wrapping, validTo });
  return { kind: 'prepared', folder, validTo };
}

function instructions({ arn, spec, region }: Key, wrapping: Wrapping, validTo: number): string {
  const isSecret = formOf({ spec, region }).kind === 'secret';
  const material = isSecret ? 'PlaintextKeyMaterial.bin' : 'PlaintextKeyMaterial.der';
  const files = { material, publicKey: savedNames.publicKey, wrapped: 'EncryptedKeyMaterial.bin' };
  return [
    `Key: ${arn}`,
    `Wrapping algorithm: ${wrapping.algorithm}`,
    `Wrapping key: ${wrapping.wrappingKeySpec}, SubjectPublicKeyInfo in DER`,
    `Wrapping key and import token can be used until ${exactTime(validTo)}`,
    '',
    `Wrap the key material (${isSecret ? 'raw bytes' : 'PKCS#8, DER, not encrypted'}) with OpenSSL 3:`,
    '',
    ...wrapLines(wrapping, files),
    '',
  ].join('\n');
}

/** Material that was wrapped elsewhere, with its token. */
async function finish(
  key: Key,
  choice: MaterialChoice,
  before: PreparedImport | undefined,
  ports: ImportPorts,
): Promise<ImportOutcome> {
  const { ask, prepared } = ports;
  const wrapped = await chooseWrapped(before, ask);
  if (wrapped === undefined) return left;
  const token =
    (before && (await ask.saved(before.folder, savedNames.token))) ?? (await ask.file('token'))?.bytes;
  const terms = token && (await askTerms(key, choice, ports));
  if (token === undefined || terms === undefined) return left;
  await ports.allow();
  const { materialId } = await ports.progress((signal) =>
    ports.material.importMaterial(key, { token, material: wrapped }, terms, signal),
  );
  await prepared.forget(key.arn);
  return outcomeOf({ done: [key], failures: new Map(), materialId }, choice, terms);
}

async function chooseWrapped(
  before: PreparedImport | undefined,
  ask: ImportQuestions,
): Promise<Uint8Array | undefined> {
  for (;;) {
    const file = await ask.file('wrapped');
    if (file === undefined) return undefined;
    const { algorithm, wrappingKeySpec } = before?.wrapping ?? {};
    const problem =
      algorithm && wrappingKeySpec && wrappedProblem(algorithm, wrappingKeySpec, file.bytes.length);
    if (problem === undefined) return file.bytes;
    if (!(await ask.another(file.name, problem))) return undefined;
  }
}

async function showScript(key: Key, choice: MaterialChoice, ports: ImportPorts): Promise<ImportOutcome> {
  const wrapping = await ports.ask.wrapping(wrappingChoices(key.spec, key.region));
  const terms = wrapping && (await askTerms(key, choice, ports));
  if (wrapping === undefined || terms === undefined) return left;
  await ports.ask.script(importScript({ form: formOf(key), wrapping, terms, aws: ports.aws }));
  return left;
}

function isSymmetric({ spec }: Key): boolean {
  return spec === 'SYMMETRIC_DEFAULT';
}
