import { expect, it } from 'vitest';
import { aliasPrefix, keyArnOf } from '../../../../src/sandbox/store/places';

it.each([
  ['eu-central-1', 'aws'],
  ['cn-north-1', 'aws-cn'],
  ['us-gov-west-1', 'aws-us-gov'],
  ['eusc-de-east-1', 'aws-eusc'],
])('keys and aliases in %s are of the partition %s', (region, partition) => {
  const place = { accountId: '111122223333', region };
  expect(keyArnOf(place, '1234')).toBe(`arn:${partition}:kms:${region}:111122223333:key/1234`);
  expect(aliasPrefix(place)).toBe(`arn:${partition}:kms:${region}:111122223333:alias/`);
});
