import type { KeyStoreRecord } from '../../../generated/sandbox-state';
import { AwsError, invalid } from '../../errors';
import type { Input } from '../../protocol/inputs';
import { ownValue } from '../../../core/ownValue';

type CreateInput = Input<'CreateCustomKeyStore'>;
type StoreType = KeyStoreRecord['type'];

const cloudHsmFields = ['CloudHsmClusterId', 'TrustAnchorCertificate', 'KeyStorePassword'] as const;
const externalFields = [
  'XksProxyUriEndpoint',
  'XksProxyUriPath',
  'XksProxyAuthenticationCredential',
  'XksProxyConnectivity',
] as const;
const vpcFields = ['XksProxyVpcEndpointServiceName', 'XksProxyVpcEndpointServiceOwner'] as const;

/** Which parameters a kind of key store needs, and which are not its own (API reference, CreateCustomKeyStore). */
export function checkNewStore(input: CreateInput): void {
  const type = input.CustomKeyStoreType ?? 'AWS_CLOUDHSM';
  const needed = type === 'AWS_CLOUDHSM' ? cloudHsmFields : externalFields;
  const missing = needed.find((name) => input[name] === undefined);
  if (missing !== undefined) throw invalid(`${missing} is required for custom key store type ${type}.`);
  checkForeignFields(type, input);
  const vpc = input.XksProxyConnectivity === 'VPC_ENDPOINT_SERVICE';
  if (vpc && input.XksProxyVpcEndpointServiceName === undefined)
    throw invalid(
      'XksProxyVpcEndpointServiceName is required for XksProxyConnectivity VPC_ENDPOINT_SERVICE.',
    );
  if (!vpc && vpcFields.some((name) => input[name] !== undefined))
    throw invalid(
      'XksProxyVpcEndpointServiceName is valid only for XksProxyConnectivity VPC_ENDPOINT_SERVICE.',
    );
  const certificate = input.TrustAnchorCertificate;
  if (
    certificate !== undefined &&
    !/^-----BEGIN CERTIFICATE-----\s[\s\S]+-----END CERTIFICATE-----\s*$/u.test(certificate)
  )
    throw new AwsError('IncorrectTrustAnchorException');
}

/** Parameters of the other kind of key store. */
export function checkForeignFields(type: StoreType, input: object): void {
  const foreign: readonly string[] =
    type === 'AWS_CLOUDHSM' ? [...externalFields, ...vpcFields] : cloudHsmFields;
  const given = foreign.find((name) => ownValue(input as Record<string, unknown>, name) !== undefined);
  if (given !== undefined) throw invalid(`${given} is not valid for custom key store type ${type}.`);
}

/** Throws where something that must be unique in the account and Region is another store's already. */
export function checkUnique(store: KeyStoreRecord, others: readonly KeyStoreRecord[]): void {
  for (const other of others) {
    if (other.id === store.id) continue;
    if (other.name === store.name) throw new AwsError('CustomKeyStoreNameInUseException');
    if (store.clusterId !== undefined && other.clusterId === store.clusterId)
      throw new AwsError('CloudHsmClusterInUseException');
    checkUniqueProxy(store.xks, other.xks);
  }
}

function checkUniqueProxy(mine: KeyStoreRecord['xks'], other: KeyStoreRecord['xks']): void {
  if (!mine || !other) return;
  if (mine.vpcService !== undefined && mine.vpcService === other.vpcService)
    throw new AwsError('XksProxyVpcEndpointServiceInUseException');
  if (mine.endpoint !== other.endpoint) return;
  if (mine.connectivity !== other.connectivity || mine.connectivity === 'VPC_ENDPOINT_SERVICE')
    throw new AwsError('XksProxyUriEndpointInUseException');
  if (mine.path === other.path) throw new AwsError('XksProxyUriInUseException');
}
