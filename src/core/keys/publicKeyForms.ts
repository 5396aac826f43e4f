import type { Key } from './model';
import { fingerprint, toJwk, toPem, toSsh, type KeyForm, type PublicKey } from './publicKey';

/** One way to hand a public key on as text. */
export interface PublicKeyForm {
  name: string;
  /** What takes it. */
  detail: string;
  text(publicKey: PublicKey, key: Key, keyName: string): KeyForm;
}

/** Every way, in the order in which they are offered. */
export const publicKeyForms: readonly PublicKeyForm[] = [
  {
    name: 'PEM',
    detail: 'For OpenSSL and most libraries',
    text: (publicKey) => ({ text: toPem(publicKey) }),
  },
  {
    name: 'JSON Web Key',
    detail: 'For JWT and JWKS; its key ID is the thumbprint of RFC 7638',
    text: (publicKey, key) => toJwk(publicKey, key.usage),
  },
  {
    name: 'OpenSSH line',
    detail: 'For authorized_keys',
    text: (publicKey, _key, keyName) => toSsh(publicKey, keyName),
  },
  {
    name: 'SHA-256 fingerprint',
    detail: 'To compare with what somebody else has',
    text: (publicKey) => ({ text: fingerprint(publicKey) }),
  },
];
