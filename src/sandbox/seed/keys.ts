import { randomBytes, randomUUID } from 'node:crypto';
import { administratorActions, grantActions, rotationActions } from '../../core/policy/consolePolicy';
import { dayMs } from '../../core/time';
import type { AliasRecord, KeyRecord, Settings } from '../../generated/sandbox-state';
import { createMaterial } from '../crypto/generate';
import type { Vault } from '../vault';
import type { Store } from '../store/store';
import { createManagedKey } from '../operations/managedKeys';
import { defaultKeyPolicy } from '../policyChecks';
import { aliasArn } from '../resolve';
import { keyArnOf } from '../store/places';
import { PARTNER_ACCOUNT } from './iam';

/** A key to start with. */
interface Seed {
  region: string;
  alias: string;
  description: string;
  ageDays: number;
  tags: Record<string, string>;
  spec?: KeyRecord['spec'];
  usage?: KeyRecord['usage'];
  /** Users of the key beside the account, by path and name. */
  administrators?: string[];
  users?: string[];
  otherAccounts?: string[];
  actions?: string[];
  enabled?: false;
  deletionDays?: number;
  rotationDays?: number;
  multiRegion?: true;
  /** A second Region where a replica of a multi-Region key is. */
  replica?: string;
}

const encryption = [
  'kms:Encrypt',
  'kms:Decrypt',
  'kms:ReEncrypt*',
  'kms:GenerateDataKey*',
  'kms:DescribeKey',
];
const signing = ['kms:DescribeKey', 'kms:GetPublicKey', 'kms:Sign', 'kms:Verify'];
const mac = ['kms:DescribeKey', 'kms:GenerateMac', 'kms:VerifyMac'];

const seeds: readonly Seed[] = [
  {
    region: 'us-east-1',
    alias: 'payments',
    description: 'Card tokens and settlement files',
    ageDays: 410,
    tags: { team: 'payments', environment: 'production', 'data-class': 'restricted' },
    administrators: ['user/security/carol', 'role/security/KeyAdministrator'],
    users: ['user/payments/alice', 'role/payments/payments-api', 'role/payments/payments-settlement'],
    rotationDays: 365,
  },
  {
    region: 'us-east-1',
    alias: 'orders-db',
    description: 'Storage of the orders database',
    ageDays: 230,
    tags: { team: 'orders', environment: 'production' },
    administrators: ['role/security/KeyAdministrator'],
    users: ['role/orders/orders-api', 'role/orders/orders-db', 'role/service/backup'],
    otherAccounts: [PARTNER_ACCOUNT],
    rotationDays: 180,
  },
  {
    region: 'us-east-1',
    alias: 'signing',
    description: 'Signs releases',
    ageDays: 120,
    tags: { team: 'platform' },
    spec: 'ECC_NIST_P256',
    usage: 'SIGN_VERIFY',
    administrators: ['role/security/KeyAdministrator'],
    users: ['role/ci/release-signer'],
    actions: signing,
  },
  {
    region: 'us-east-1',
    alias: 'webhook-hmac',
    description: 'Authenticates webhooks',
    ageDays: 60,
    tags: { team: 'platform' },
    spec: 'HMAC_256',
    usage: 'GENERATE_VERIFY_MAC',
    users: ['role/service/webhook-sender', 'role/service/webhook-receiver'],
    actions: mac,
  },
  {
    region: 'us-east-1',
    alias: 'legacy-etl',
    description: 'Nightly exports until 2025; nobody has asked for it since',
    ageDays: 900,
    tags: { team: 'data', owner: 'grace' },
    enabled: false,
  },
  {
    region: 'us-east-1',
    alias: 'old-signing',
    description: 'Replaced by alias/signing',
    ageDays: 700,
    tags: { team: 'platform' },
    spec: 'ECC_NIST_P384',
    usage: 'SIGN_VERIFY',
    deletionDays: 21,
  },
  {
    region: 'us-east-1',
    alias: 'sessions',
    description: 'Session tokens in both Regions',
    ageDays: 90,
    tags: { team: 'platform', environment: 'production' },
    users: ['role/identity/token-issuer'],
    multiRegion: true,
    replica: 'eu-west-1',
  },
  {
    region: 'eu-west-1',
    alias: 'customer-data-eu',
    description: 'Customer data that stays in the EU',
    ageDays: 300,
    tags: { team: 'orders', environment: 'production', 'data-class': 'personal' },
    administrators: ['role/security/KeyAdministrator'],
    users: ['role/orders/orders-api'],
    rotationDays: 365,
  },
  {
    region: 'eu-west-1',
    alias: 'backups',
    description: 'Backups of the EU Region',
    ageDays: 45,
    tags: { team: 'platform' },
    users: ['role/service/backup'],
  },
];

/** Predefined aliases: those with an AWS managed key, and those that no service has used yet. */
const managed = ['ebs', 's3', 'secretsmanager'];
const predefined = ['acm', 'dynamodb', 'lambda', 'rds', 'sns', 'ssm'];

/** Furnishes an empty account with keys that look lived-in. */
export async function seedKeys(store: Store, vault: Vault, settings: Settings, now: number): Promise<void> {
  const { accountId } = settings;
  for (const seed of seeds) await addKey(seed, accountId, { store, vault, now });
  for (const region of ['us-east-1', 'eu-west-1']) {
    const alias = (name: string): AliasRecord => {
      const place = { accountId, region };
      return { ...place, name: `alias/aws/${name}`, arn: aliasArn(place, `alias/aws/${name}`) };
    };
    for (const name of managed) await createManagedKey(alias(name), store, vault, now - 20 * dayMs);
    store.commit({ aliases: predefined.map(alias) });
  }
}

async function addKey(
  seed: Seed,
  accountId: string,
  { store, vault, now }: { store: Store; vault: Vault; now: number },
): Promise<void> {
  const { region, spec = 'SYMMETRIC_DEFAULT', usage = 'ENCRYPT_DECRYPT' } = seed;
  const keyId = seed.multiRegion ? `mrk-${randomBytes(16).toString('hex')}` : randomUUID();
  const created = now - seed.ageDays * dayMs;
  const material = await createMaterial(vault, spec, keyId, created);
  const replicaRegions = seed.replica === undefined ? [] : [seed.replica];
  const at = (place: string): KeyRecord => ({
    arn: keyArnOf({ accountId, region: place }, keyId),
    accountId,
    region: place,
    keyId,
    manager: 'CUSTOMER',
    spec,
    usage,
    origin: 'AWS_KMS',
    description: seed.description,
    created,
    enabled: seed.enabled ?? seed.deletionDays === undefined,
    policy: policyOf(seed, accountId, place),
    tags: Object.entries(seed.tags).map(([key, value]) => ({ key, value })),
    materials: [material],
    rotations: [],
    ...(spec === 'SYMMETRIC_DEFAULT' && { currentMaterialId: material.id }),
    ...(seed.deletionDays !== undefined && {
      deletion: { windowDays: 30, date: now + seed.deletionDays * dayMs },
    }),
    ...(seed.rotationDays !== undefined && {
      rotation: { periodDays: seed.rotationDays, next: nextRotation(created, seed.rotationDays, now) },
    }),
    ...(seed.multiRegion && {
      multiRegion: {
        role: place === region ? ('PRIMARY' as const) : ('REPLICA' as const),
        primaryRegion: region,
        replicaRegions,
      },
    }),
  });
  const places = [region, ...replicaRegions];
  const name = `alias/${seed.alias}`;
  store.commit({
    keys: places.map(at),
    aliases: places.map((place) => ({
      ...{ accountId, region: place, name, targetKeyId: keyId, created, updated: created },
      arn: aliasArn({ accountId, region: place }, name),
    })),
  });
}

function nextRotation(created: number, periodDays: number, now: number): number {
  const period = periodDays * dayMs;
  return created + Math.ceil((now - created) / period) * period;
}

/** The console's default policy where people are named, else the default of CreateKey. */
function policyOf(seed: Seed, accountId: string, region: string): string {
  if (!seed.administrators && !seed.users) return defaultKeyPolicy(accountId, region);
  const arns = (names: string[] = []) => names.map((name) => `arn:aws:iam::${accountId}:${name}`);
  const roots = (seed.otherAccounts ?? []).map((account) => `arn:aws:iam::${account}:root`);
  const users = { AWS: [...arns(seed.users), ...roots] };
  const statements = [
    {
      Sid: 'Enable IAM User Permissions',
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${accountId}:root` },
      Action: 'kms:*',
      Resource: '*',
    },
    ...(seed.administrators
      ? [
          {
            Sid: 'Allow access for Key Administrators',
            Effect: 'Allow',
            Principal: { AWS: arns(seed.administrators) },
            Action: administration,
            Resource: '*',
          },
        ]
      : []),
    {
      Sid: 'Allow use of the key',
      Effect: 'Allow',
      Principal: users,
      Action: seed.actions ?? encryption,
      Resource: '*',
    },
    {
      Sid: 'Allow attachment of persistent resources',
      Effect: 'Allow',
      Principal: users,
      Action: grantActions,
      Resource: '*',
      Condition: { Bool: { 'kms:GrantIsForAWSResource': true } },
    },
  ];
  return JSON.stringify(
    { Version: '2012-10-17', Id: 'key-consolepolicy-3', Statement: statements },
    undefined,
    2,
  );
}

/** Without deletion: the console's "Allow key administrators to delete this key" unchecked. */
const administration = [...administratorActions, ...rotationActions];
