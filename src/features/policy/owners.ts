import * as vscode from 'vscode';
import { KmsError } from '../../core/errors';
import { arnFrom, parseArn } from '../../core/arn';
import type { Key, KeyRef } from '../../core/keys/model';
import { policyScheme, readPolicyPath } from '../../core/policy/file/address';
import type { Known } from '../../core/policy/known';
import type { Bindings } from './bindings';
import type { PolicyDeps } from './deps';
import type { PrincipalCache } from './principalCache';

/** The key that a policy file belongs to, as far as it is known at this moment. */
export interface Owner {
  ref: KeyRef;
  key?: Key;
  /** Who would save the policy. */
  callerArn?: string;
}

const retryAfter = 30_000;

/** Knows which key a document belongs to, and finds out about it in the background. */
export class Owners implements vscode.Disposable {
  private readonly owners = new Map<string, Owner>();
  /** Keys whose policies were opened from the tree: their ARN is known, also in other accounts. */
  private readonly opened = new Map<string, KeyRef>();
  private readonly loading = new Map<string, Promise<Owner>>();
  private readonly retryAt = new Map<string, number>();
  private readonly changed = new vscode.EventEmitter<void>();
  /** More is known of some key: what depends on it is to be asked again. */
  readonly onDidChange = this.changed.event;
  private readonly epochs: { dispose(): void };

  constructor(
    private readonly deps: PolicyDeps,
    private readonly bindings: Bindings,
    private readonly principals: PrincipalCache,
  ) {
    this.epochs = deps.connections.onDidChange(() => this.forget());
  }

  /** The owner as known now; the first question starts finding out more. */
  ownerOf(uri: vscode.Uri): Owner | undefined {
    const name = documentName(uri, this.bindings);
    if (name === undefined) return undefined;
    const owner = this.owners.get(name);
    // In a workspace that is not trusted nothing is asked of AWS on its account.
    if (!owner?.callerArn && vscode.workspace.isTrusted && this.mayTry(name))
      this.load(uri).catch((error: unknown) => {
        this.retryAt.set(name, Date.now() + retryAfter);
        this.deps.log.failure('find out about the key of a policy', error);
      });
    return owner ?? known(this.opened.get(name) ?? this.bindings.keyOf(uri));
  }

  /** What the checks may take as known of the document. */
  knownOf(uri: vscode.Uri): Known {
    const owner = this.ownerOf(uri);
    if (!owner) return {};
    const { ref, key, callerArn } = owner;
    const { principals, complete } = this.principals.of(ref.connection);
    const account = key?.accountId ?? parseArn(ref.arn)?.account;
    return {
      key: key ? keyFacts(key) : { arn: ref.arn, keyId: ref.keyId, region: ref.region },
      ...(callerArn ? { callerArn } : {}),
      ...(complete && account
        ? { principals: new Map([[account, new Set(principals.map(({ arn }) => arn))]]) }
        : {}),
    };
  }

  /** The key of a `kms-policy:` document that is about to be opened. */
  remember(uri: vscode.Uri, ref: KeyRef): void {
    this.opened.set(uri.toString(), ref);
  }

  /** Everything about the key that the document belongs to. Throws `KmsError`. */
  async load(uri: vscode.Uri, signal?: AbortSignal): Promise<Owner> {
    const name = documentName(uri, this.bindings);
    if (name === undefined)
      throw new KmsError('not-possible', vscode.l10n.t('The file is not bound to a key.'));
    const running = this.loading.get(name) ?? this.find(uri, name, signal);
    this.loading.set(name, running);
    try {
      return await running;
    } catch (error) {
      this.loading.delete(name);
      throw error;
    }
  }

  dispose(): void {
    this.epochs.dispose();
    this.changed.dispose();
  }

  /** Every keystroke asks for the owner: what has failed is not tried again at once. */
  private mayTry(name: string): boolean {
    return Date.now() >= (this.retryAt.get(name) ?? 0);
  }

  private forget(): void {
    this.retryAt.clear();
    this.owners.clear();
    this.loading.clear();
    this.changed.fire();
  }

  private async find(uri: vscode.Uri, name: string, signal?: AbortSignal): Promise<Owner> {
    const { epoch } = this.deps.connections;
    const ref = this.opened.get(name) ?? this.bindings.keyOf(uri) ?? (await this.addressed(uri, signal));
    const [key, identity] = await Promise.all([
      this.deps.keys.describe(ref, signal),
      this.deps.connections.identity(ref.connection, signal),
    ]);
    const owner = { ref, key, callerArn: identity.arn };
    if (epoch === this.deps.connections.epoch) {
      this.owners.set(name, owner);
      this.changed.fire();
    }
    return owner;
  }

  /** The key that a `kms-policy:` address names; its ARN follows from who we are there. */
  private async addressed(uri: vscode.Uri, signal?: AbortSignal): Promise<KeyRef> {
    const address = readPolicyPath(uri.path);
    if (!address)
      throw new KmsError('not-found', vscode.l10n.t('{0} is not the address of a key policy.', uri.path));
    const [{ partition }, { accountId }] = await Promise.all([
      this.deps.connections.get(address.connection),
      this.deps.connections.identity(address.connection, signal),
    ]);
    const { region, keyId } = address;
    const { text: arn } = arnFrom({
      partition,
      service: 'kms',
      region,
      account: accountId,
      resource: `key/${keyId}`,
    });
    return { ...address, arn };
  }
}

function documentName(uri: vscode.Uri, bindings: Bindings): string | undefined {
  if (uri.scheme === policyScheme) return uri.toString();
  const ref = bindings.keyOf(uri);
  return ref && `${ref.connection} ${ref.arn}`;
}

function known(ref: KeyRef | undefined): Owner | undefined {
  return ref && { ref };
}

function keyFacts(key: Key): NonNullable<Known['key']> {
  const { arn, keyId, accountId, region, spec, usage, origin, multiRegion } = key;
  return { arn, keyId, accountId, region, spec, usage, origin, multiRegion: multiRegion !== undefined };
}
