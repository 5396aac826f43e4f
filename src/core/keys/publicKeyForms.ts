import type { Key } from './model';
import { fingerprint, toJwk, toPem, toSsh, type KeyForm, type PublicKey } from './publicKey';

/** One way to hand a public key on. */
export interface PublicKeyForm {
  title: string;
  /** What takes it. */
  detail: string;
  /** Absent where the form is copied; else it is saved under a name that ends so. */
  extension?: 'pem' | 'der';
  /** The bytes of a file that is not text are the SubjectPublicKeyInfo itself. */
  text(publicKey: PublicKey, key: Key, name: string): KeyForm;
}

const pem = (publicKey: PublicKey): KeyForm => ({ text: toPem(publicKey) });

/** Every way, in the order in which they are offered. */
export const publicKeyForms: readonly PublicKeyForm[] = [
  { title: 'Copy PEM', detail: 'For OpenSSL and most libraries', text: pem },
  {
    title: 'Copy JSON Web Key',
    detail: 'For JWT and JWKS; its key ID is the thumbprint of RFC 7638',
    text: (publicKey, key) => toJwk(publicKey, key.usage),
  },
  {
    title: 'Copy OpenSSH line',
    detail: 'For authorized_keys',
    text: (publicKey, _key, name) => toSsh(publicKey, name),
  },
  {
    title: 'Copy SHA-256 fingerprint',
    detail: 'To compare with what somebody else has',
    text: (publicKey) => ({ text: fingerprint(publicKey) }),
  },
  { title: 'Save as PEM file…', detail: '.pem', extension: 'pem', text: pem },
  { title: 'Save as DER file…', detail: '.der, SubjectPublicKeyInfo', extension: 'der', text: pem },
];
