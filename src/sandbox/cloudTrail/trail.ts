import type { Caller } from '../operations/contract';

/** A call that happened, as CloudTrail tells of it. */
export interface CallEvent {
  eventId: string;
  requestId: string;
  /** Milliseconds since 1970. */
  time: number;
  operation: string;
  region: string;
  caller: Caller;
  accessKeyId: string;
  sourceIp: string;
  userAgent: string;
  /** What may be shown of the input; undefined where it was not valid. */
  parameters: Record<string, unknown> | undefined;
  keyArns: string[];
  error?: { code: string; text: string };
}

const MOST_EVENTS = 5000;

/** The last calls, newest last. Kept in memory only, and only so many. */
export class Trail {
  #events: CallEvent[] = [];

  add(event: CallEvent): void {
    this.#events.push(event);
    // Dropping half at once keeps the cost of a call constant.
    if (this.#events.length > MOST_EVENTS) this.#events = this.#events.slice(-MOST_EVENTS / 2);
  }

  /** Newest first. */
  newestFirst(): CallEvent[] {
    return this.#events.toReversed();
  }

  clear(): void {
    this.#events = [];
  }
}

/** CloudTrail shows neither plaintext nor ciphertext, messages or passwords. */
const HIDDEN =
  /^(Plaintext|CiphertextBlob|Message|Signature|Mac|PublicKey|ImportToken|EncryptedKeyMaterial|KeyStorePassword|XksProxyAuthenticationCredential|SharedSecretCiphertextBlob|Recipient|TrustAnchorCertificate|GrantTokens?)$/;
/** Longer texts (policies) are left out, so that a full trail stays small. */
const LONGEST = 2048;

/** The part of a valid input that an event keeps, by CloudTrail's names. */
export function shownParameters(body: unknown): Record<string, unknown> | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const shown: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(body)) {
    if (HIDDEN.test(name) || (typeof value === 'string' && value.length > LONGEST)) continue;
    shown[name.charAt(0).toLowerCase() + name.slice(1)] = value;
  }
  return shown;
}
