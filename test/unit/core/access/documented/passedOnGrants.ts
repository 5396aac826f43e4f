import type { AccessRequest } from '../../../../../src/core/access/model';
import { grant, other, request, user } from '../builders';
import type { Row, Told } from './row';
import { pages } from './row';

const parent = { operations: ['GenerateDataKey', 'Decrypt', 'CreateGrant'] };
const asking = (
  operations: string[],
  changes: Partial<AccessRequest['context']> = {},
): Partial<AccessRequest> => ({
  action: 'kms:CreateGrant',
  context: { 'kms:GrantOperations': operations, ...changes },
});
const pairs = (type: string, context: Record<string, string>) => ({
  'kms:GrantConstraintType': type,
  ...Object.fromEntries(
    Object.entries(context).map(([name, value]) => [`kms:EncryptionContext:${name}`, value]),
  ),
});
const department = { Department: 'IT' };
const source = 'arn:aws:aps:us-east-1:111122223333:workspace/w';

/** What a principal can create grants for that has CreateGrant from a grant alone. */
const told: readonly Told[] = [
  ['some of the operations', { ...asking(['Decrypt']), grants: [grant(parent)] }, 'Allowed'],
  ['all of the operations', { ...asking(parent.operations), grants: [grant(parent)] }, 'Allowed'],
  [
    'one operation more',
    { ...asking(['Decrypt', 'ReEncryptFrom']), grants: [grant(parent)] },
    'ImplicitlyDenied',
  ],
  [
    'operations of two grants together',
    {
      ...asking(['Decrypt', 'Encrypt']),
      grants: [grant(parent), grant({ id: 'g2', operations: ['Encrypt', 'CreateGrant'] })],
    },
    'ImplicitlyDenied',
  ],
  [
    'pairs added to the subset',
    {
      ...asking(['Decrypt'], pairs('EncryptionContextSubset', { ...department, Stage: 'test' })),
      grants: [grant({ ...parent, encryptionContextSubset: department })],
    },
    'Allowed',
  ],
  [
    'pairs taken from the subset',
    {
      ...asking(['Decrypt'], pairs('EncryptionContextSubset', { Stage: 'test' })),
      grants: [grant({ ...parent, encryptionContextSubset: department })],
    },
    'ImplicitlyDenied',
  ],
  [
    'no constraint under one',
    { ...asking(['Decrypt']), grants: [grant({ ...parent, encryptionContextSubset: department })] },
    'ImplicitlyDenied',
  ],
  [
    'a subset turned into the whole context',
    {
      ...asking(['Decrypt'], pairs('EncryptionContextEquals', department)),
      grants: [grant({ ...parent, encryptionContextSubset: department })],
    },
    'Allowed',
  ],
  [
    'the whole context turned into a subset',
    {
      ...asking(['Decrypt'], pairs('EncryptionContextSubset', department)),
      grants: [grant({ ...parent, encryptionContextEquals: department })],
    },
    'ImplicitlyDenied',
  ],
  [
    'the source of the grant',
    {
      principal: 'aps.amazonaws.com',
      ...asking(['Decrypt'], { 'aws:SourceArn': source, 'kms:GrantConstraintSourceArn': source }),
      grants: [grant({ ...parent, grantee: 'aps.amazonaws.com', sourceArn: source })],
    },
    'Allowed',
  ],
  [
    'any source under a grant for one',
    {
      principal: 'aps.amazonaws.com',
      ...asking(['Decrypt'], { 'aws:SourceArn': source }),
      grants: [grant({ ...parent, grantee: 'aps.amazonaws.com', sourceArn: source })],
    },
    'ImplicitlyDenied',
  ],
  [
    'from another account',
    {
      principal: user('eve', other),
      ...asking(['Decrypt']),
      grants: [grant({ ...parent, grantee: user('eve', other) })],
    },
    'Allowed',
  ],
];

export const passedOnGrantRows: readonly Row[] = told.map(([name, changes, expect]) => ({
  source: pages.grantCreation,
  name,
  request: request(changes),
  expect,
}));
