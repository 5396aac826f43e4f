import { randomBytes } from 'node:crypto';
import type { KeyStoreRecord } from '../../../generated/sandbox-state';
import { AwsError, invalid } from '../../errors';
import { pageOf } from '../../paging';
import { isTakenIn, isUpdatableIn } from '../../../core/kms/keyStores';
import { pages, quotas } from '../../../core/kms/quotas';
import type { Call, Operations } from '../call';
import type { Store } from '../../store/store';
import { checkForeignFields, checkNewStore, checkUnique } from './keyStoreChecks';

/**
 * Custom key stores as records with states. There is no CloudHSM cluster and no proxy behind them: a store connects at
 * once, keys of a CloudHSM store are made in the sandbox itself, and keys of an external store do no cryptography.
 */
export const keyStores = {
  CreateCustomKeyStore(call) {
    const { input, caller, region, store } = call;
    checkNewStore(input);
    call.permit('kms:CreateCustomKeyStore');
    const others = store.keyStoresIn(caller.accountId, region);
    const created = newStore(call);
    checkUnique(created, others);
    if (others.length >= quotas.customKeyStores)
      throw new AwsError(
        'LimitExceededException',
        'The maximum number of custom key stores has been reached.',
      );
    store.commit({ keyStores: [created] });
    return { CustomKeyStoreId: created.id };
  },

  DescribeCustomKeyStores(call) {
    const { input, caller, region, store } = call;
    const { CustomKeyStoreId: id, CustomKeyStoreName: name } = input;
    if (id !== undefined && name !== undefined)
      throw invalid('You can specify either CustomKeyStoreId or CustomKeyStoreName, but not both.');
    call.permit('kms:DescribeCustomKeyStores');
    const found = store
      .keyStoresIn(caller.accountId, region)
      .filter((known) => (id ?? known.id) === known.id && (name ?? known.name) === known.name);
    if (found.length === 0 && (id ?? name) !== undefined) throw storeNotFound();
    const { items, end } = pageOf(found, (known) => known.id, input, pages.keyStores.default);
    return { CustomKeyStores: items.map(storeEntry), ...end };
  },

  UpdateCustomKeyStore(call) {
    const { input, store, caller, region } = call;
    call.permit('kms:UpdateCustomKeyStore');
    const known = storeNamed(call, input.CustomKeyStoreId);
    checkForeignFields(known.type, input);
    const { CustomKeyStoreId, ...changes } = input;
    if (!isUpdatableIn(known.state, known.type, namesOf(changes))) throw invalidState();
    const updated = updatedStore(known, input);
    checkUnique(updated, store.keyStoresIn(caller.accountId, region));
    store.commit({ keyStores: [updated] });
    return {};
  },

  DeleteCustomKeyStore(call) {
    const { store, input } = call;
    call.permit('kms:DeleteCustomKeyStore');
    const known = storeNamed(call, input.CustomKeyStoreId);
    if (hasKeys(store, known)) throw new AwsError('CustomKeyStoreHasCMKsException');
    if (!isTakenIn('DeleteCustomKeyStore', known.state)) throw invalidState();
    store.commit({ remove: { keyStores: [known.id] } });
    return {};
  },

  ConnectCustomKeyStore(call) {
    call.permit('kms:ConnectCustomKeyStore');
    const known = storeNamed(call, call.input.CustomKeyStoreId);
    if (!isTakenIn('ConnectCustomKeyStore', known.state)) throw invalidState();
    const { error, ...rest } = known;
    call.store.commit({ keyStores: [{ ...rest, state: 'CONNECTED' }] });
    return {};
  },

  DisconnectCustomKeyStore(call) {
    call.permit('kms:DisconnectCustomKeyStore');
    const known = storeNamed(call, call.input.CustomKeyStoreId);
    if (!isTakenIn('DisconnectCustomKeyStore', known.state)) throw invalidState();
    const { error, ...rest } = known;
    call.store.commit({ keyStores: [{ ...rest, state: 'DISCONNECTED' }] });
    return {};
  },
} satisfies Operations;

function namesOf(changes: object): string[] {
  return Object.entries(changes).flatMap(([name, value]) => (value === undefined ? [] : [name]));
}

function hasKeys(store: Store, { id }: KeyStoreRecord): boolean {
  for (const key of store.keys()) if (key.keyStoreId === id) return true;
  return false;
}

function newStore({ input, caller, region, now }: Call<'CreateCustomKeyStore'>): KeyStoreRecord {
  const type = input.CustomKeyStoreType ?? 'AWS_CLOUDHSM';
  const common: KeyStoreRecord = {
    id: `cks-${randomBytes(9).toString('hex').slice(0, 17)}`,
    accountId: caller.accountId,
    region,
    name: input.CustomKeyStoreName,
    type,
    state: 'DISCONNECTED',
    created: now,
  };
  if (type === 'EXTERNAL_KEY_STORE') return { ...common, xks: proxyOf({}, input) };
  return {
    ...common,
    ...(input.CloudHsmClusterId !== undefined && { clusterId: input.CloudHsmClusterId }),
    ...(input.TrustAnchorCertificate !== undefined && {
      trustAnchorCertificate: input.TrustAnchorCertificate,
    }),
  };
}

type Proxy = NonNullable<KeyStoreRecord['xks']>;
type ProxyInput = Partial<
  Pick<
    Call<'CreateCustomKeyStore'>['input'],
    `XksProxy${string}` & keyof Call<'CreateCustomKeyStore'>['input']
  >
>;

/** Neither passwords nor secret keys are kept: nothing here ever uses them. */
function proxyOf(known: Proxy, input: ProxyInput): Proxy {
  const { vpcService, vpcServiceOwner, ...open } = known;
  const connectivity = input.XksProxyConnectivity ?? known.connectivity;
  const service = input.XksProxyVpcEndpointServiceName ?? vpcService;
  const owner = input.XksProxyVpcEndpointServiceOwner ?? vpcServiceOwner;
  return {
    ...open,
    ...(connectivity !== undefined && { connectivity }),
    ...(input.XksProxyUriEndpoint !== undefined && { endpoint: input.XksProxyUriEndpoint }),
    ...(input.XksProxyUriPath !== undefined && { path: input.XksProxyUriPath }),
    ...(input.XksProxyAuthenticationCredential && {
      accessKeyId: input.XksProxyAuthenticationCredential.AccessKeyId,
    }),
    ...(connectivity === 'VPC_ENDPOINT_SERVICE' && {
      ...(service !== undefined && { vpcService: service }),
      ...(owner !== undefined && { vpcServiceOwner: owner }),
    }),
  };
}

function updatedStore(known: KeyStoreRecord, input: Call<'UpdateCustomKeyStore'>['input']): KeyStoreRecord {
  return {
    ...known,
    ...(input.NewCustomKeyStoreName !== undefined && { name: input.NewCustomKeyStoreName }),
    ...(input.CloudHsmClusterId !== undefined && { clusterId: input.CloudHsmClusterId }),
    ...(known.xks && { xks: proxyOf(known.xks, input) }),
  };
}

function storeNamed({ store, caller, region }: Call, id: string): KeyStoreRecord {
  const known = store.keyStore(id);
  if (known?.accountId !== caller.accountId || known.region !== region) throw storeNotFound();
  return known;
}

/** CustomKeyStoresListEntry. */
function storeEntry(known: KeyStoreRecord) {
  const { xks } = known;
  return {
    CustomKeyStoreId: known.id,
    CustomKeyStoreName: known.name,
    CloudHsmClusterId: known.clusterId,
    TrustAnchorCertificate: known.trustAnchorCertificate,
    ConnectionState: known.state,
    ConnectionErrorCode: known.error,
    CreationDate: new Date(known.created),
    CustomKeyStoreType: known.type,
    XksProxyConfiguration: xks && {
      Connectivity: xks.connectivity,
      AccessKeyId: xks.accessKeyId,
      UriEndpoint: xks.endpoint,
      UriPath: xks.path,
      VpcEndpointServiceName: xks.vpcService,
      VpcEndpointServiceOwner: xks.vpcServiceOwner,
    },
  };
}

function storeNotFound(): AwsError {
  return new AwsError('CustomKeyStoreNotFoundException');
}

function invalidState(): AwsError {
  return new AwsError('CustomKeyStoreInvalidStateException');
}
