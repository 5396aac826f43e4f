import { specOf } from '../kms/specs';
import type { Key } from '../keys/model';
import type { IacText } from './iacKey';

/**
 * A rule of `.sops.yaml`. The key is named by its ARN, and no profile is: a profile in the file would bind every
 * reader, Flux among them, to that name (getsops/sops#614, fluxcd/kustomize-controller#673).
 */
export function sopsRule(key: Key): IacText {
  if (key.spec !== 'SYMMETRIC_DEFAULT') {
    return { unavailable: 'SOPS encrypts data keys, which only symmetric keys of KMS do for it.' };
  }
  return {
    text: `creation_rules:\n  - path_regex: \\.enc\\.(ya?ml|json|env|ini)$\n    kms: ${key.arn}\n`,
  };
}

/**
 * The URI by which cosign and other tools of Sigstore name a key. The full ARN, because policies take nothing
 * shorter. Sources: cosign documentation, "KMS integrations"; sigstore/cosign#1946. It signs with RSA and ECDSA
 * (sigstore/sigstore, pkg/signature/kms/aws).
 */
export function cosignUri(key: Key): IacText {
  const form = specOf(key.spec).material;
  const signs =
    form.kind === 'rsa' || (form.kind === 'ec' && ['P-256', 'P-384', 'P-521'].includes(form.curve));
  if (key.usage !== 'SIGN_VERIFY' || !signs) {
    return { unavailable: 'cosign signs with RSA keys and with ECDSA keys on P-256, P-384 and P-521.' };
  }
  return { text: `awskms:///${key.arn}\n` };
}
