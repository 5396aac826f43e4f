import type { KeyRef, NewKey } from '../../../../src/core/keys/model';
import type { ConnectionPort, KeyPort, PrincipalPort } from '../../../../src/core/ports';

/** The ports that talk to AWS. */
export interface Asked {
  keys: KeyPort;
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

const role = 'arn:aws:iam::111122223333:role/Reader';

/** Every method that asks AWS. */
export const methods: readonly Method[] = [
  ...Object.entries(ofKeys).map(([name, method]) => ({ name, ...method })),
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
