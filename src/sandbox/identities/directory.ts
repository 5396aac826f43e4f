import { createHash } from 'node:crypto';
import type { IamAccount, IamRole, IamUser, SandboxIam } from '../../generated/sandbox-iam';
import { compilePolicy } from '../../core/access/compilePolicy';
import type { NamedPolicy } from '../../core/access/model';

/** A user or role of the sandbox, as IAM and the evaluator see it. */
export interface IamPrincipal {
  kind: 'user' | 'role';
  arn: string;
  accountId: string;
  name: string;
  path: string;
  /** `AIDA…` or `AROA…`, the same at every start. */
  id: string;
  tags: Record<string, string>;
  description?: string;
  /** Roles only. */
  trust?: Record<string, unknown>;
  inline: Map<string, Record<string, unknown>>;
  attached: string[];
  /** Inline and attached policies, ready for the evaluator. */
  policies: NamedPolicy[];
  boundary: NamedPolicy[];
  hasAccessKey: boolean;
}

export interface IamManagedPolicy {
  arn: string;
  accountId: string;
  name: string;
  path: string;
  id: string;
  document: Record<string, unknown>;
}

/** What an organization forces on an account. */
export interface AccountControls {
  service: NamedPolicy[];
  resource: NamedPolicy[];
}

/** The identities file, indexed. */
export class IamDirectory {
  readonly organizationId: string | undefined;
  readonly #principals = new Map<string, IamPrincipal>();
  readonly #byId = new Map<string, IamPrincipal>();
  readonly #managed = new Map<string, IamManagedPolicy>();
  readonly #controls = new Map<string, AccountControls>();

  /** `anyPrincipals`: besides those of the file, everybody exists who is named. */
  constructor(
    content: SandboxIam,
    private readonly anyPrincipals = false,
  ) {
    this.organizationId = content.organizationId;
    for (const account of content.accounts) {
      this.#addManaged(account);
      this.#controls.set(account.id, {
        service: compiled(account.serviceControlPolicies),
        resource: compiled(account.resourceControlPolicies),
      });
    }
    for (const account of content.accounts) {
      for (const user of account.users) this.#addPrincipal('user', account.id, user);
      for (const role of account.roles) this.#addPrincipal('role', account.id, role, role);
    }
  }

  principal(arn: string): IamPrincipal | undefined {
    return this.#principals.get(arn);
  }

  byUniqueId(id: string): IamPrincipal | undefined {
    return this.#byId.get(id);
  }

  principals(accountId?: string): IamPrincipal[] {
    const all = [...this.#principals.values()];
    return accountId === undefined ? all : all.filter((principal) => principal.accountId === accountId);
  }

  named(accountId: string, kind: IamPrincipal['kind'], name: string): IamPrincipal | undefined {
    return this.principals(accountId).find((principal) => principal.kind === kind && principal.name === name);
  }

  hasAccount(id: string): boolean {
    return this.#controls.has(id);
  }

  /** Whether a user or role of an account that is not here does not exist. */
  knowsAllOf(accountId: string): boolean {
    return !this.anyPrincipals && this.hasAccount(accountId);
  }

  accounts(): string[] {
    return [...this.#controls.keys()];
  }

  managedPolicy(arn: string): IamManagedPolicy | undefined {
    return this.#managed.get(arn);
  }

  controls(accountId: string): AccountControls | undefined {
    return this.#controls.get(accountId);
  }

  #addManaged(account: IamAccount): void {
    for (const { name, path = '/', awsManaged, document } of account.policies ?? []) {
      const arn = `arn:aws:iam::${awsManaged ? 'aws' : account.id}:policy${path}${name}`;
      const policy = { arn, accountId: account.id, name, path, id: uniqueId('ANPA', arn), document };
      this.#managed.set(arn, policy);
    }
  }

  #addPrincipal(
    kind: IamPrincipal['kind'],
    accountId: string,
    entry: IamUser | IamRole,
    role?: IamRole,
  ): void {
    const { name, path = '/', tags = {}, policies = {}, attached = [], boundary } = entry;
    const arn = `arn:aws:iam::${accountId}:${kind}${path}${name}`;
    const known = boundary === undefined ? undefined : this.#managed.get(boundary);
    const principal: IamPrincipal = {
      kind,
      arn,
      accountId,
      name,
      path,
      id: uniqueId(kind === 'user' ? 'AIDA' : 'AROA', arn),
      tags,
      inline: new Map(Object.entries(policies)),
      attached,
      policies: [...compiled(policies), ...attached.flatMap((policy) => this.#attachedPolicy(policy))],
      // A boundary that is not there allows nothing.
      boundary: boundary === undefined ? [] : compiled({ [boundary]: known?.document ?? { Statement: [] } }),
      hasAccessKey: 'accessKey' in entry && entry.accessKey,
      ...(role && { trust: role.trust }),
      ...(role?.description !== undefined && { description: role.description }),
    };
    this.#principals.set(arn, principal);
    this.#byId.set(principal.id, principal);
  }

  #attachedPolicy(arn: string): NamedPolicy[] {
    const managed = this.#managed.get(arn);
    return managed ? compiled({ [managed.name]: managed.document }) : [];
  }
}

function compiled(policies: Record<string, Record<string, unknown>> = {}): NamedPolicy[] {
  return Object.entries(policies).map(([name, document]) => ({
    name,
    document: compilePolicy(JSON.stringify(document)),
  }));
}

const ID_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** An IAM unique id that follows from the ARN, so that it survives edits of the file. */
export function uniqueId(prefix: string, arn: string): string {
  const digest = createHash('sha256').update(arn).digest();
  return prefix + [...digest.subarray(0, 17)].map((byte) => ID_ALPHABET[byte % 32]).join('');
}
