import type { MaterialForm } from '../kms/specs';
import type { Wrapping } from '../kms/wrapping';
import type { ImportTerms } from '../ports';

/** What the lines are written for. */
export interface ScriptOf {
  form: MaterialForm;
  wrapping: Wrapping;
  terms: ImportTerms;
  /** An `aws kms` command on the key, with profile, Region and endpoint. */
  aws: (operation: string, rest: string) => string;
}

/** The files of an import by hand, in the order in which they come to be. */
export interface WrapFiles {
  material: string;
  publicKey: string;
  wrapped: string;
}

/**
 * An import as a shell script of AWS CLI and OpenSSL 3 lines. Source: developer guide,
 * importing-keys-encrypt-key-material and importing-keys-import-key-material (2026-11).
 */
export function importScript({ form, wrapping, terms, aws }: ScriptOf): string {
  const material = form.kind === 'secret' ? 'key.bin' : 'key.der';
  const { algorithm, wrappingKeySpec } = wrapping;
  const parameters = aws(
    'get-parameters-for-import',
    `--wrapping-algorithm ${algorithm} --wrapping-key-spec ${wrappingKeySpec} --query '[PublicKey,ImportToken]' --output text`,
  );
  return [
    '#!/bin/sh',
    'set -eu',
    'umask 077',
    '',
    `# 1. The key material, in ${material}: your own, or a new one. AWS keeps no copy: keep yours.`,
    `[ -e ${material} ] || ${generateLine(form, material)}`,
    '',
    '# 2. A wrapping key and the import token that belongs to it. Both are good for 24 hours.',
    `${parameters} | tr '\\t' '\\n' > parameters.txt`,
    'sed -n 1p parameters.txt | openssl enc -d -base64 -A -out wrapping-key.bin',
    'sed -n 2p parameters.txt | openssl enc -d -base64 -A -out import-token.bin',
    '',
    '# 3. The material under the wrapping key.',
    ...wrapLines(wrapping, { material, publicKey: 'wrapping-key.bin', wrapped: 'wrapped.bin' }),
    '',
    '# 4. The import.',
    aws('import-key-material', importOptions(terms)),
    'rm -f parameters.txt wrapping-key.bin import-token.bin wrapped.bin',
    '',
  ].join('\n');
}

/** The lines that wrap material in a file under a wrapping key in another. */
export function wrapLines({ algorithm }: Wrapping, files: WrapFiles): string[] {
  const { material, publicKey, wrapped } = files;
  if (algorithm === 'SM2PKE')
    return [
      `# Wrap ${material} by SM2PKE into ${wrapped}, as ASN.1 (not as raw C1C3C2), with a tool that has SM2.`,
    ];
  const digest = algorithm.endsWith('SHA_256') ? 'sha256' : 'sha1';
  const encrypt = (from: string, to: string): string =>
    [
      `openssl pkeyutl -encrypt -in ${from} -out ${to} -inkey ${publicKey} -keyform DER -pubin`,
      `-pkeyopt rsa_padding_mode:oaep -pkeyopt rsa_oaep_md:${digest} -pkeyopt rsa_mgf1_md:${digest}`,
    ].join(' ');
  if (algorithm.startsWith('RSAES')) return [encrypt(material, wrapped)];
  return [
    'openssl rand -out aes.bin 32',
    `openssl enc -id-aes256-wrap-pad -K "$(od -An -v -tx1 aes.bin | tr -d ' \\n')" -iv A65959A6 -in ${material} -out wrapped-by-aes.bin`,
    encrypt('aes.bin', 'wrapped-aes.bin'),
    `cat wrapped-aes.bin wrapped-by-aes.bin > ${wrapped}`,
    'rm -f aes.bin wrapped-aes.bin wrapped-by-aes.bin',
  ];
}

const curveNames = {
  'P-256': 'P-256',
  'P-384': 'P-384',
  'P-521': 'P-521',
  secp256k1: 'secp256k1',
  SM2: 'sm2',
} as const;

function generateLine(form: MaterialForm, file: string): string {
  const pkcs8 = (options: string): string =>
    `openssl genpkey ${options} | openssl pkcs8 -topk8 -nocrypt -outform DER -out ${file}`;
  switch (form.kind) {
    case 'secret':
      return `openssl rand -out ${file} ${form.bytes}`;
    case 'rsa':
      return pkcs8(`-algorithm RSA -pkeyopt rsa_keygen_bits:${form.bits}`);
    case 'ec':
      return pkcs8(`-algorithm EC -pkeyopt ec_paramgen_curve:${curveNames[form.curve]}`);
    default:
      return pkcs8('-algorithm ed25519');
  }
}

function importOptions({ validTo, description, type, materialId }: ImportTerms): string {
  return [
    '--import-token fileb://import-token.bin --encrypted-key-material fileb://wrapped.bin',
    validTo === undefined
      ? '--expiration-model KEY_MATERIAL_DOES_NOT_EXPIRE'
      : `--expiration-model KEY_MATERIAL_EXPIRES --valid-to ${new Date(validTo).toISOString()}`,
    type && `--import-type ${type}`,
    materialId && `--key-material-id ${materialId}`,
    description && `--key-material-description '${description.replaceAll(/\s/g, ' ')}'`,
  ]
    .filter(Boolean)
    .join(' ');
}
