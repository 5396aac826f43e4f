import { stateVerdict, type Verdict } from '../keys/allowed';
import type { Key } from '../keys/model';
import { specOf, type KeyUsage } from '../kms/specs';
import type { CryptoOperation } from './calls';
import type { Wanted } from './encodings';
import { jwsName } from './jwt';

/** What a person does with data. */
export type Doing =
  | 'encrypt'
  | 'decrypt'
  | 'reEncrypt'
  | 'sign'
  | 'verify'
  | 'mac'
  | 'verifyMac'
  | 'signToken'
  | 'verifyToken'
  | 'dataKey'
  | 'dataKeyPair'
  | 'random'
  | 'sharedSecret'
  | 'encapsulate'
  | 'decapsulate';

/** Something that is handed over for it. */
export interface InputRow {
  /** What it is called in front of a person. */
  name: string;
  wanted: Wanted;
  /** Members of a PEM file, texts and the like count as they are read; messages may be of any length. */
  anySize?: true;
}

/** One thing that can be done. */
export interface DoingRow {
  /** The imperative, as on a button. */
  title: string;
  operation: CryptoOperation;
  /** What keys have to be for; several where the key decides which operation it is. */
  usages: readonly KeyUsage[];
  input?: InputRow;
  /** What the input is compared with. */
  second?: InputRow;
  /** Only keys of this group can do it. */
  symmetricOnly?: true;
  /** What comes of it is secret. */
  secret?: true;
}

const message = { name: 'Message', wanted: 'data', anySize: true } as const;

/** Everything that can be done with data, in the order in which it is offered. */
export const doings: Readonly<Record<Doing, DoingRow>> = {
  encrypt: {
    title: 'Encrypt',
    operation: 'Encrypt',
    usages: ['ENCRYPT_DECRYPT'],
    input: { name: 'Plaintext', wanted: 'data' },
  },
  decrypt: {
    title: 'Decrypt',
    operation: 'Decrypt',
    usages: ['ENCRYPT_DECRYPT'],
    input: { name: 'Ciphertext', wanted: 'binary' },
    secret: true,
  },
  reEncrypt: {
    title: 'Re-encrypt',
    operation: 'ReEncrypt',
    usages: ['ENCRYPT_DECRYPT'],
    input: { name: 'Ciphertext', wanted: 'binary' },
  },
  sign: { title: 'Sign', operation: 'Sign', usages: ['SIGN_VERIFY'], input: message },
  verify: {
    title: 'Verify',
    operation: 'Verify',
    usages: ['SIGN_VERIFY'],
    input: message,
    second: { name: 'Signature', wanted: 'binary' },
  },
  mac: {
    title: 'Generate MAC',
    operation: 'GenerateMac',
    usages: ['GENERATE_VERIFY_MAC'],
    input: { name: 'Message', wanted: 'data' },
  },
  verifyMac: {
    title: 'Verify MAC',
    operation: 'VerifyMac',
    usages: ['GENERATE_VERIFY_MAC'],
    input: { name: 'Message', wanted: 'data' },
    second: { name: 'MAC', wanted: 'binary' },
  },
  signToken: {
    title: 'Sign token',
    operation: 'Sign',
    usages: ['SIGN_VERIFY', 'GENERATE_VERIFY_MAC'],
    input: { name: 'Claims', wanted: 'data' },
  },
  verifyToken: {
    title: 'Verify token',
    operation: 'Verify',
    usages: ['SIGN_VERIFY', 'GENERATE_VERIFY_MAC'],
    input: { name: 'Token', wanted: 'data' },
  },
  dataKey: {
    title: 'Generate data key',
    operation: 'GenerateDataKey',
    usages: ['ENCRYPT_DECRYPT'],
    symmetricOnly: true,
    secret: true,
  },
  dataKeyPair: {
    title: 'Generate data key pair',
    operation: 'GenerateDataKeyPair',
    usages: ['ENCRYPT_DECRYPT'],
    symmetricOnly: true,
    secret: true,
  },
  random: { title: 'Generate random bytes', operation: 'GenerateRandom', usages: [], secret: true },
  sharedSecret: {
    title: 'Derive shared secret',
    operation: 'DeriveSharedSecret',
    usages: ['KEY_AGREEMENT'],
    input: { name: 'Public key of the peer', wanted: 'binary' },
    secret: true,
  },
  encapsulate: {
    title: 'Encapsulate',
    operation: 'Encapsulate',
    usages: ['ENCAPSULATE_DECAPSULATE'],
    secret: true,
  },
  decapsulate: {
    title: 'Decapsulate',
    operation: 'Decapsulate',
    usages: ['ENCAPSULATE_DECAPSULATE'],
    input: { name: 'Ciphertext', wanted: 'binary' },
    secret: true,
  },
};

export const everyDoing = Object.keys(doings) as Doing[];

/** Whether the key can do it in its state; permissions are another matter. */
export function verdictOnUse(doing: Doing, key: Key): Verdict {
  const { usages, symmetricOnly } = doings[doing];
  if (!usages.includes(key.usage))
    return { allowed: false, why: `The key is for another use (${key.usage}).` };
  if (symmetricOnly && specOf(key.spec).group !== 'Symmetric')
    return { allowed: false, why: 'Only symmetric keys encrypt data keys.' };
  if (key.manager === 'AWS')
    return { allowed: false, why: 'AWS manages this key: only its service may use it.' };
  if (algorithmsFor(doing, key).length === 0)
    return { allowed: false, why: `JSON Web Tokens have no algorithm for ${key.spec}.` };
  return stateVerdict(doings[doing].operation, key);
}

/** The algorithms among which the key leaves a choice. */
export function algorithmsFor(doing: Doing, { spec, usage }: Pick<Key, 'spec' | 'usage'>): readonly string[] {
  const all = specOf(spec).usages[usage] ?? [];
  return doing === 'signToken' || doing === 'verifyToken'
    ? all.filter((algorithm) => jwsName(spec, algorithm) !== undefined)
    : all;
}

/** Whether the key can do anything in its state; the first reason where it can do nothing. */
export function verdictOnAnyUse(key: Key): Verdict {
  const ofItsKind = everyDoing.filter((doing) => doings[doing].usages.includes(key.usage));
  const verdicts = ofItsKind.map((doing) => verdictOnUse(doing, key));
  return verdicts.find(({ allowed }) => allowed) ?? verdicts[0] ?? { allowed: false, why: 'It has no use.' };
}

/** What the key can be used for now, in the order of the table. */
export function doingsOf(key: Key): Doing[] {
  return everyDoing.filter((doing) => verdictOnUse(doing, key).allowed);
}
