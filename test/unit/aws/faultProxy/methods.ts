import type { KeyRef, NewKey } from '../../../../src/core/keys/model';
import type { CryptoCalls, CryptoOperation } from '../../../../src/core/crypto/calls';
import type {
  ActivityPort,
  ConnectionPort,
  CryptoPort,
  GrantPort,
  KeyPort,
  KeyStorePort,
  MaterialPort,
  MultiRegionPort,
  PrincipalPort,
} from '../../../../src/core/ports';

/** The ports that talk to AWS. */
export interface Asked {
  keys: KeyPort;
  grants: GrantPort;
  material: MaterialPort;
  multiRegion: MultiRegionPort;
  keyStores: KeyStorePort;
  crypto: CryptoPort;
  activity: ActivityPort;
  connections: ConnectionPort;
  principals: PrincipalPort;
}

/** One method of a port, called as the extension calls it. */
export interface Method {
  name: string;
  /** What a server is asked for, and would name in an error. */
  operation: string;
  call(asked: Asked, connection: string, signal?: AbortSignal): Promise<unknown>;
  /** AWS answers with nothing: so an empty answer is no fault. */
  void?: true;
  /** Nothing of the answer is needed, and servers other than AWS leave its members out. */
  optional?: true;
  /** Doing it twice is not the same as once, so it is sent once. */
  once?: true;
}

const keyId = '1234abcd-12ab-34cd-56ef-1234567890ab';

function ref(connection: string): KeyRef {
  return { connection, region: 'us-east-1', keyId, arn: `arn:aws:kms:us-east-1:111122223333:key/${keyId}` };
}

const newKey: NewKey = {
  spec: 'SYMMETRIC_DEFAULT',
  usage: 'ENCRYPT_DECRYPT',
  origin: 'AWS_KMS',
  multiRegion: false,
  description: '',
  tags: [],
  policy: '{}',
};

async function every(pages: AsyncIterable<unknown>): Promise<unknown[]> {
  const all: unknown[] = [];
  for await (const page of pages) all.push(page);
  return all;
}

/** Every method of the port of keys, by its name, so that a new one is missed by the compiler. */
const ofKeys: Readonly<Record<keyof KeyPort, Omit<Method, 'name'>>> = {
  listKeys: { operation: 'ListKeys', call: ({ keys }, c, s) => every(keys.listKeys(ref(c), s)) },
  listAliases: { operation: 'ListAliases', call: ({ keys }, c, s) => every(keys.listAliases(ref(c), s)) },
  aliasesOf: { operation: 'ListAliases', call: ({ keys }, c, s) => keys.aliasesOf(ref(c), s) },
  describe: { operation: 'DescribeKey', call: ({ keys }, c, s) => keys.describe(ref(c), s) },
  create: { operation: 'CreateKey', once: true, call: ({ keys }, c, s) => keys.create(ref(c), newKey, s) },
  createAlias: {
    operation: 'CreateAlias',
    void: true,
    once: true,
    call: ({ keys }, c, s) => keys.createAlias(ref(c), 'alias/a', keyId, s),
  },
  updateAlias: {
    operation: 'UpdateAlias',
    void: true,
    call: ({ keys }, c, s) => keys.updateAlias(ref(c), 'alias/a', keyId, s),
  },
  deleteAlias: {
    operation: 'DeleteAlias',
    void: true,
    call: ({ keys }, c, s) => keys.deleteAlias(ref(c), 'alias/a', s),
  },
  listTags: { operation: 'ListResourceTags', call: ({ keys }, c, s) => keys.listTags(ref(c), s) },
  tag: {
    operation: 'TagResource',
    void: true,
    call: ({ keys }, c, s) => keys.tag(ref(c), [{ key: 'a', value: 'b' }], s),
  },
  untag: { operation: 'UntagResource', void: true, call: ({ keys }, c, s) => keys.untag(ref(c), ['a'], s) },
  getPolicy: { operation: 'GetKeyPolicy', call: ({ keys }, c, s) => keys.getPolicy(ref(c), s) },
  putPolicy: {
    operation: 'PutKeyPolicy',
    void: true,
    call: ({ keys }, c, s) => keys.putPolicy(ref(c), '{}', {}, s),
  },
  enable: { operation: 'EnableKey', void: true, call: ({ keys }, c, s) => keys.enable(ref(c), s) },
  disable: { operation: 'DisableKey', void: true, call: ({ keys }, c, s) => keys.disable(ref(c), s) },
  scheduleDeletion: {
    operation: 'ScheduleKeyDeletion',
    call: ({ keys }, c, s) => keys.scheduleDeletion(ref(c), 30, s),
  },
  cancelDeletion: {
    operation: 'CancelKeyDeletion',
    call: ({ keys }, c, s) => keys.cancelDeletion(ref(c), s),
  },
  updateDescription: {
    operation: 'UpdateKeyDescription',
    void: true,
    call: ({ keys }, c, s) => keys.updateDescription(ref(c), 'a', s),
  },
  rotationStatus: {
    operation: 'GetKeyRotationStatus',
    call: ({ keys }, c, s) => keys.rotationStatus(ref(c), s),
  },
  enableRotation: {
    operation: 'EnableKeyRotation',
    void: true,
    call: ({ keys }, c, s) => keys.enableRotation(ref(c), 365, s),
  },
  disableRotation: {
    operation: 'DisableKeyRotation',
    void: true,
    call: ({ keys }, c, s) => keys.disableRotation(ref(c), s),
  },
  rotateNow: {
    operation: 'RotateKeyOnDemand',
    once: true,
    call: ({ keys }, c, s) => keys.rotateNow(ref(c), s),
  },
  listRotations: { operation: 'ListKeyRotations', call: ({ keys }, c, s) => keys.listRotations(ref(c), s) },
  listGrants: { operation: 'ListGrants', call: ({ keys }, c, s) => keys.listGrants(ref(c), s) },
  lastUsage: { operation: 'GetKeyLastUsage', call: ({ keys }, c, s) => keys.lastUsage(ref(c), s) },
  publicKey: { operation: 'GetPublicKey', call: ({ keys }, c, s) => keys.publicKey(ref(c), s) },
};

const ofGrants: Readonly<Record<keyof GrantPort, Omit<Method, 'name'>>> = {
  pages: { operation: 'ListGrants', call: ({ grants }, c, s) => every(grants.pages(ref(c), s)) },
  create: {
    operation: 'CreateGrant',
    once: true,
    call: ({ grants }, c, s) =>
      grants.create(ref(c), { grantee: { kind: 'principal', name: role }, operations: ['Decrypt'] }, s),
  },
  revoke: { operation: 'RevokeGrant', void: true, call: ({ grants }, c, s) => grants.revoke(ref(c), 'a', s) },
  retire: { operation: 'RetireGrant', void: true, call: ({ grants }, c, s) => grants.retire(ref(c), 'a', s) },
  retirable: {
    operation: 'ListRetirableGrants',
    call: ({ grants }, c, s) => every(grants.retirable(ref(c), role, s)),
  },
};

const ofMaterial: Readonly<Record<keyof MaterialPort, Omit<Method, 'name'>>> = {
  importParameters: {
    operation: 'GetParametersForImport',
    call: ({ material }, c, s) =>
      material.importParameters(ref(c), { algorithm: 'RSAES_OAEP_SHA_256', wrappingKeySpec: 'RSA_4096' }, s),
  },
  importMaterial: {
    operation: 'ImportKeyMaterial',
    optional: true,
    once: true,
    call: ({ material }, c, s) => material.importMaterial(ref(c), { token: bytes, material: bytes }, {}, s),
  },
  deleteMaterial: {
    operation: 'DeleteImportedKeyMaterial',
    optional: true,
    call: ({ material }, c, s) => material.deleteMaterial(ref(c), undefined, s),
  },
};

const ofMultiRegion: Readonly<Record<keyof MultiRegionPort, Omit<Method, 'name'>>> = {
  replicate: {
    operation: 'ReplicateKey',
    once: true,
    call: ({ multiRegion }, c, s) => multiRegion.replicate(ref(c), 'eu-west-1', {}, s),
  },
  changePrimary: {
    operation: 'UpdatePrimaryRegion',
    void: true,
    call: ({ multiRegion }, c, s) => multiRegion.changePrimary(ref(c), 'eu-west-1', s),
  },
};

const storeId = 'cks-1234567890abcdef0';

/** Connecting and the like are answered with an object without members, so both marks hold. */
const ofKeyStores: Readonly<Record<keyof KeyStorePort, Omit<Method, 'name'>>> = {
  list: {
    operation: 'DescribeCustomKeyStores',
    call: ({ keyStores }, c, s) => every(keyStores.list(ref(c), s)),
  },
  connect: {
    operation: 'ConnectCustomKeyStore',
    void: true,
    optional: true,
    call: ({ keyStores }, c, s) => keyStores.connect(ref(c), storeId, s),
  },
  disconnect: {
    operation: 'DisconnectCustomKeyStore',
    void: true,
    optional: true,
    call: ({ keyStores }, c, s) => keyStores.disconnect(ref(c), storeId, s),
  },
  delete: {
    operation: 'DeleteCustomKeyStore',
    void: true,
    optional: true,
    call: ({ keyStores }, c, s) => keyStores.delete(ref(c), storeId, s),
  },
};

const bytes = new Uint8Array([1]);
const algorithm = 'SYMMETRIC_DEFAULT' as const;
const encrypted = { ciphertext: bytes, algorithm, context: {} };
const signed = { message: bytes, messageType: 'RAW', algorithm: 'ECDSA_SHA_256' } as const;
const maced = { message: bytes, algorithm: 'HMAC_SHA_256' } as const;

const cryptoInputs: Readonly<{ [O in CryptoOperation]: CryptoCalls[O]['in'] }> = {
  Encrypt: { plaintext: bytes, algorithm, context: {} },
  Decrypt: encrypted,
  ReEncrypt: { ...encrypted, fromAlgorithm: algorithm, fromContext: {} },
  GenerateDataKey: { bytes: 32, context: {} },
  GenerateDataKeyWithoutPlaintext: { bytes: 32, context: {} },
  GenerateDataKeyPair: { spec: 'RSA_2048', context: {} },
  GenerateDataKeyPairWithoutPlaintext: { spec: 'RSA_2048', context: {} },
  GenerateRandom: { bytes: 32 },
  Sign: signed,
  Verify: { ...signed, signature: bytes },
  GenerateMac: maced,
  VerifyMac: { ...maced, mac: bytes },
  DeriveSharedSecret: { publicKey: bytes },
  Encapsulate: {},
  Decapsulate: { ciphertext: bytes },
};

function cryptoMethod(operation: CryptoOperation): Method {
  return {
    ...{ name: operation, operation },
    call: ({ crypto }, c, signal) =>
      crypto.call(operation, cryptoInputs[operation], ref(c), signal ? { signal } : {}),
  };
}

const role = 'arn:aws:iam::111122223333:role/Reader';

/** Those of several ports that have methods of one name. */
function named<T>(port: string, all: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(all).map(([name, method]) => [`${port}: ${name}`, method]);
}

/** Every method that asks AWS. */
export const methods: readonly Method[] = [
  ...[...Object.entries(ofKeys), ...named('grants', ofGrants), ...named('key stores', ofKeyStores)].map(
    ([name, method]) => ({ name, ...method }),
  ),
  ...[...Object.entries(ofMaterial), ...Object.entries(ofMultiRegion)].map(([name, method]) => ({
    name,
    ...method,
  })),
  ...(Object.keys(cryptoInputs) as CryptoOperation[]).map(cryptoMethod),
  {
    name: 'calls on a key',
    operation: 'cloudtrail:LookupEvents',
    call: ({ activity }, c, s) => activity.calls({ key: ref(c) }, undefined, s),
  },
  {
    name: 'identity',
    operation: 'sts:GetCallerIdentity',
    call: ({ connections }, c, s) => connections.identity(c, s),
  },
  {
    name: 'principals',
    operation: 'iam:ListUsers',
    call: ({ principals }, c, s) => every(principals.list(c, s)),
  },
  {
    name: 'policies of a principal',
    operation: 'iam:ListRolePolicies',
    call: ({ principals }, c, s) => principals.policies(c, role, s),
  },
];
