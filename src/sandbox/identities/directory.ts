import { createHash } from 'node:crypto';
import type { IamAccount, IamRole, IamUser, SandboxIam } from '../../generated/sandbox-iam';
import { compilePolicy, InvalidPolicyError } from '../../core/access/compilePolicy';
import type { CompiledPolicy, PolicyKind } from '../../core/access/compiled';
import type { NamedPolicy } from '../../core/access/model';
import { isRecord } from '../../core/json';

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
  /** Roles only: who may assume it, as written and ready for the evaluator. */
  trust?: Record<string, unknown>;
  compiledTrust?: CompiledPolicy;
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
  readonly #anyPrincipals: boolean;
  readonly organizationId: string | undefined;
  readonly #principals = new Map<string, IamPrincipal>();
  readonly #byId = new Map<string, IamPrincipal>();
  readonly #managed = new Map<string, IamManagedPolicy>();
  readonly #controls = new Map<string, AccountControls>();
  readonly #leftToIam = new Map<string, CompiledPolicy>();

  /**
   * `anyPrincipals`: besides those of the file, everybody exists who is named. Throws where policies are not valid, or
   * what they name is not there.
   */
  constructor(content: SandboxIam, anyPrincipals = false) {
    this.#anyPrincipals = anyPrincipals;
    this.organizationId = content.organizationId;
    for (const account of content.accounts) {
      if (this.#controls.has(account.id)) throw new Error(`account ${account.id} is there twice`);
      this.#addManaged(account);
      this.#controls.set(account.id, {
        service: compiled(account.serviceControlPolicies, `account ${account.id}`),
        resource: compiled(account.resourceControlPolicies, `account ${account.id}`, 'resource-control'),
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
    return !this.#anyPrincipals && this.hasAccount(accountId);
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

  /** In the place of a key policy where there is no key: the account leaves the decision to its IAM policies. */
  leftToIam(accountId: string): CompiledPolicy {
    const known = this.#leftToIam.get(accountId);
    if (known) return known;
    const statement = { Effect: 'Allow', Principal: { AWS: accountId }, Action: '*', Resource: '*' };
    const policy = compilePolicy(JSON.stringify({ Version: '2012-10-17', Statement: [statement] }), 'key');
    this.#leftToIam.set(accountId, policy);
    return policy;
  }

  #addManaged(account: IamAccount): void {
    for (const { name, path = '/', awsManaged, document } of account.policies ?? []) {
      const arn = `arn:aws:iam::${awsManaged ? 'aws' : account.id}:policy${path}${name}`;
      const policy = { arn, accountId: account.id, name, path, id: uniqueId('ANPA', arn), document };
      compiled({ [name]: document }, arn);
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
    if (this.named(accountId, kind, name)) throw new Error(`${kind} ${name} is there twice`);
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
      policies: [...compiled(policies, arn), ...attached.map((policy) => this.#attachedPolicy(policy, arn))],
      boundary: boundary === undefined ? [] : [this.#attachedPolicy(boundary, arn)],
      hasAccessKey: 'accessKey' in entry && entry.accessKey,
      ...(role && { trust: role.trust, compiledTrust: compiledTrust(role.trust, arn) }),
      ...(role?.description !== undefined && { description: role.description }),
    };
    this.#principals.set(arn, principal);
    this.#byId.set(principal.id, principal);
  }

  #attachedPolicy(arn: string, owner: string): NamedPolicy {
    const managed = this.#managed.get(arn);
    if (!managed) throw new Error(`${owner}: there is no policy ${arn}; write it into "policies" first`);
    return { name: managed.name, document: compilePolicy(managed.document, 'identity') };
  }
}

function compiled(
  policies: Record<string, Record<string, unknown>> = {},
  owner: string,
  kind: PolicyKind = 'identity',
): NamedPolicy[] {
  return Object.entries(policies).map(([name, document]) => ({
    name,
    document: compiledOf(document, kind, `${owner}, policy ${name}`),
  }));
}

/** Trust policies have no Resource: it is the role. */
function compiledTrust(trust: Record<string, unknown>, owner: string): CompiledPolicy {
  const { Statement: statement } = trust;
  if (statement === undefined) return compiledOf(trust, 'key', `${owner}, trust`);
  const list: unknown[] = Array.isArray(statement) ? statement : [statement];
  const statements = list.map((one) => (isRecord(one) ? { ...one, Resource: '*' } : one));
  return compiledOf({ ...trust, Statement: statements }, 'key', `${owner}, trust`);
}

function compiledOf(document: Record<string, unknown>, kind: PolicyKind, place: string): CompiledPolicy {
  try {
    return compilePolicy(document, kind);
  } catch (error) {
    if (!(error instanceof InvalidPolicyError)) throw error;
    throw new Error(`${place}: ${error.message}`, { cause: error });
  }
}

const ID_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** An IAM unique id that follows from the ARN, so that it survives edits of the file. */
export function uniqueId(prefix: string, arn: string): string {
  const digest = createHash('sha256').update(arn).digest();
  return prefix + [...digest.subarray(0, 17)].map((byte) => ID_ALPHABET[byte % 32]).join('');
}
