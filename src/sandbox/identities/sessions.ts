import type { Vault } from '../vault';
import type { CallerSession } from './caller';

/**
 * What a session token says: sessions need no memory, and outlive a restart. Tokens of version 0.1.0 say nothing of
 * tags, MFA and when they were issued.
 */
export interface Session extends Partial<CallerSession> {
  accessKeyId: string;
  secretAccessKey: string;
  roleArn: string;
  sessionName: string;
  expires: number;
  sessionPolicies: string[];
}

const CONTEXT = 'session token';
const MOST_TOKENS = 1000;

/** The session tokens of one sandbox. */
export class Sessions {
  readonly #vault: Vault;
  readonly #opened = new Map<string, Session>();

  constructor(vault: Vault) {
    this.#vault = vault;
  }

  /** The token that stands for a session, readable by this sandbox alone. */
  tokenOf(session: Session): string {
    return this.#vault.seal(Buffer.from(JSON.stringify(session)), CONTEXT);
  }

  /** The session of a token; undefined where it is not a token of this sandbox. */
  open(token: string): Session | undefined {
    const known = this.#opened.get(token);
    if (known) return known;
    try {
      const session = JSON.parse(this.#vault.open(token, CONTEXT).toString('utf8')) as Session;
      if (this.#opened.size >= MOST_TOKENS) this.#opened.clear();
      this.#opened.set(token, session);
      return session;
    } catch {
      return undefined; // Sealed by another sandbox, or by nobody.
    }
  }
}
