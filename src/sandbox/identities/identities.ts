import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SandboxIam } from '../../generated/sandbox-iam';
import validateIam from '../../generated/sandbox-iam.validate';
import { seedIam } from '../seed/iam';
import { setAside } from '../store/aside';
import type { Notice } from '../store/aside';
import { IamDirectory } from './directory';

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

const IAM_FILE = 'iam.json';
const CREDENTIALS_FILE = 'credentials.json';
/** How often at most the file is looked at for changes. */
const LOOK_EVERY_MS = 1000;

/** Users, roles and access keys of a sandbox, from files in its folder. */
export class Identities {
  #iam: IamDirectory;
  #keys: AccessKey[];
  #modified: number;
  #looked = Date.now();
  private readonly anyPrincipals: boolean;

  private constructor(
    private readonly folder: string,
    private readonly notices: Notice[],
    { accountId, anyPrincipals = false }: IdentitiesOptions,
  ) {
    this.anyPrincipals = anyPrincipals;
    this.#keys = this.#readKeys();
    if (!existsSync(this.file)) writePrivately(this.file, seedIam(accountId));
    this.#modified = statSync(this.file).mtimeMs;
    this.#iam = this.#read() ?? new IamDirectory(seedIam(accountId), anyPrincipals);
    this.#issueKeys();
  }

  static open(folder: string, options: IdentitiesOptions, notices: Notice[]): Identities {
    return new Identities(folder, notices, options);
  }

  get file(): string {
    return join(this.folder, IAM_FILE);
  }

  /** As the file says now; an edit that cannot be read leaves what was before. */
  get iam(): IamDirectory {
    if (Date.now() - this.#looked >= LOOK_EVERY_MS) this.#reloadIfChanged();
    return this.#iam;
  }

  accessKey(id: string): AccessKey | undefined {
    const known = this.#keys.find((key) => key.accessKeyId === id);
    return known && this.#iam.principal(known.arn)?.hasAccessKey ? known : undefined;
  }

  /** Those with an access key, in the file's order. */
  named(): NamedIdentity[] {
    return this.iam.principals().flatMap((principal) => {
      const key = this.#keys.find(({ arn }) => arn === principal.arn);
      if (!key || !principal.hasAccessKey) return [];
      const { accessKeyId, secretAccessKey } = key;
      return [{ name: principal.name, arn: principal.arn, accessKeyId, secretAccessKey }];
    });
  }

  accessKeysOf(arn: string): string[] {
    return this.#keys.filter((key) => key.arn === arn).map((key) => key.accessKeyId);
  }

  #reloadIfChanged(): void {
    this.#looked = Date.now();
    const modified = statSync(this.file, { throwIfNoEntry: false })?.mtimeMs;
    if (modified === undefined || modified === this.#modified) return;
    this.#modified = modified;
    const iam = this.#read();
    if (!iam) return;
    this.#iam = iam;
    this.#issueKeys();
  }

  #read(): IamDirectory | undefined {
    try {
      const content: unknown = JSON.parse(readFileSync(this.file, 'utf8'));
      if (!validateIam(content)) {
        const first = validateIam.errors?.[0];
        throw new Error(`${first?.instancePath ?? ''} ${first?.message ?? 'does not fit the schema'}`.trim());
      }
      return new IamDirectory(content, this.anyPrincipals);
    } catch (reason) {
      this.notices.push({
        kind: 'identities-invalid',
        message: `${this.file} cannot be used: ${messageOf(reason)}. The identities from before stay in force; mend the file to change them.`,
        file: this.file,
      });
      return undefined;
    }
  }

  /** Makes the access keys that users should have and do not have yet. */
  #issueKeys(): void {
    const without = this.#iam
      .principals()
      .filter(({ arn, hasAccessKey }) => hasAccessKey && !this.#keys.some((key) => key.arn === arn));
    if (without.length === 0) return;
    this.#keys = [...this.#keys, ...without.map(({ arn }) => ({ arn, ...newAccessKey('AKIA') }))];
    writePrivately(join(this.folder, CREDENTIALS_FILE), { accessKeys: this.#keys });
  }

  #readKeys(): AccessKey[] {
    const file = join(this.folder, CREDENTIALS_FILE);
    if (!existsSync(file)) return [];
    try {
      const content = JSON.parse(readFileSync(file, 'utf8')) as { accessKeys?: unknown };
      if (!Array.isArray(content.accessKeys) || !content.accessKeys.every(isAccessKey))
        throw new Error('it does not hold access keys');
      return content.accessKeys;
    } catch (reason) {
      const aside = setAside(file);
      this.notices.push({
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

function writePrivately(file: string, content: SandboxIam | { accessKeys: AccessKey[] }): void {
  const temporary = `${file}.new`;
  writeFileSync(temporary, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  renameSync(temporary, file);
}

function messageOf(reason: unknown): string {
  return reason instanceof Error ? reason.message : String(reason);
}
