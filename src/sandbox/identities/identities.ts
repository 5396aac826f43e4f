import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import validateIam from '../../generated/sandbox-iam.validate';
import { seedIam } from '../seed/iam';
import { setAside } from '../store/aside';
import type { Notice } from '../store/aside';
import { IamDirectory } from './directory';
import { IdentitiesFile } from './identitiesFile';
import { sealedContent, writeSealed } from './privateFiles';

/** An identity that a person can act as, as the readiness line names it. */
export interface NamedIdentity {
  name: string;
  arn: string;
  accessKeyId: string;
  secretAccessKey: string;
}

interface AccessKey {
  accessKeyId: string;
  secretAccessKey: string;
  arn: string;
}

export interface IdentitiesOptions {
  /** Of the account that a new file describes. */
  accountId: string;
  /** Besides those of the file, everybody exists whom a policy or a grant names. */
  anyPrincipals?: boolean;
}

const CREDENTIALS_FILE = 'credentials.json';

/** Users, roles and access keys of a sandbox, from files in its folder. */
export class Identities {
  readonly #folder: string;
  /** What is wrong with the file as it is now, if anything. */
  problem: Notice | undefined;
  /** As the file says; an edit that cannot be read leaves what was before. */
  #iam: IamDirectory;
  readonly #keys = new Map<string, AccessKey>();
  readonly #keysByArn = new Map<string, AccessKey[]>();
  readonly #source: IdentitiesFile;
  readonly #anyPrincipals: boolean;

  private constructor(
    folder: string,
    { accountId, anyPrincipals = false }: IdentitiesOptions,
    notices: Notice[],
  ) {
    this.#folder = folder;
    this.#anyPrincipals = anyPrincipals;
    for (const key of this.#readKeys(notices)) this.#keep(key);
    this.#source = new IdentitiesFile(folder);
    this.#source.open(seedIam(accountId), notices);
    this.#iam =
      this.#read('Those of a new sandbox are in force') ??
      new IamDirectory(seedIam(accountId), anyPrincipals);
    this.#issueKeys();
  }

  static open(folder: string, options: IdentitiesOptions, notices: Notice[]): Identities {
    return new Identities(folder, options, notices);
  }

  get file(): string {
    return this.#source.path;
  }

  get iam(): IamDirectory {
    return this.#iam;
  }

  /** Reads the file again if it was edited since. Answers what is wrong with the edit, if anything. */
  refresh(): Notice | undefined {
    if (!this.#source.isEdited()) return undefined;
    const iam = this.#read('The identities from before stay in force');
    if (!iam) return this.problem;
    this.#iam = iam;
    this.#issueKeys();
    return undefined;
  }

  accessKey(id: string): AccessKey | undefined {
    const known = this.#keys.get(id);
    return known && this.#iam.principal(known.arn)?.hasAccessKey ? known : undefined;
  }

  /** Those with an access key, in the file's order. */
  named(): NamedIdentity[] {
    return this.iam.principals().flatMap((principal) => {
      const [key] = this.#keysByArn.get(principal.arn) ?? [];
      if (!key || !principal.hasAccessKey) return [];
      const { accessKeyId, secretAccessKey } = key;
      return [{ name: principal.name, arn: principal.arn, accessKeyId, secretAccessKey }];
    });
  }

  accessKeysOf(arn: string): string[] {
    return (this.#keysByArn.get(arn) ?? []).map((key) => key.accessKeyId);
  }

  #keep(key: AccessKey): void {
    this.#keys.set(key.accessKeyId, key);
    this.#keysByArn.set(key.arn, [...(this.#keysByArn.get(key.arn) ?? []), key]);
  }

  #read(otherwise: string): IamDirectory | undefined {
    try {
      const content = this.#source.read();
      if (!validateIam(content)) {
        const first = validateIam.errors?.[0];
        throw new Error(`${first?.instancePath ?? ''} ${first?.message ?? 'does not fit the schema'}`.trim());
      }
      const iam = new IamDirectory(content, this.#anyPrincipals);
      this.problem = undefined;
      this.#accept();
      return iam;
    } catch (reason) {
      this.problem = {
        kind: 'identities-invalid',
        message: `${this.file} cannot be used: ${messageOf(reason)}. ${otherwise}; correct the file to change them.`,
        file: this.file,
      };
      return undefined;
    }
  }

  /** A full disk keeps nobody from using the identities. */
  #accept(): void {
    try {
      this.#source.accept();
    } catch (reason) {
      const { code } = reason as NodeJS.ErrnoException;
      if (code !== 'ENOSPC' && code !== 'EDQUOT') throw reason;
    }
  }

  /** Makes the access keys that users should have and do not have yet. */
  #issueKeys(): void {
    const without = this.#iam
      .principals()
      .filter(({ arn, hasAccessKey }) => hasAccessKey && !this.#keysByArn.has(arn));
    if (without.length === 0) return;
    for (const { arn } of without) this.#keep({ arn, ...newAccessKey('AKIA') });
    writeSealed(join(this.#folder, CREDENTIALS_FILE), { accessKeys: [...this.#keys.values()] });
  }

  #readKeys(notices: Notice[]): AccessKey[] {
    const file = join(this.#folder, CREDENTIALS_FILE);
    if (!existsSync(file)) return [];
    try {
      const content: { accessKeys?: unknown } = sealedContent(readFileSync(file, 'utf8'));
      if (!Array.isArray(content.accessKeys) || !content.accessKeys.every(isAccessKey))
        throw new Error('it does not hold access keys');
      return content.accessKeys;
    } catch (reason) {
      const aside = setAside(file);
      notices.push({
        kind: 'identities-invalid',
        message: `${file} cannot be used: ${messageOf(reason)}. It was set aside as ${aside}, and new access keys were made.`,
        file: aside,
      });
      return [];
    }
  }
}

/** An access key at random; `ASIA` for sessions, `AKIA` for users. */
export function newAccessKey(prefix: 'AKIA' | 'ASIA'): { accessKeyId: string; secretAccessKey: string } {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const id = [...randomBytes(16)].map((byte) => alphabet[byte % 32]).join('');
  return { accessKeyId: prefix + id, secretAccessKey: randomBytes(30).toString('base64') };
}

function isAccessKey(value: unknown): value is AccessKey {
  const key = value as Partial<AccessKey> | null;
  return (
    typeof key?.accessKeyId === 'string' &&
    typeof key.secretAccessKey === 'string' &&
    typeof key.arn === 'string'
  );
}

function messageOf(reason: unknown): string {
  return reason instanceof Error ? reason.message : String(reason);
}
