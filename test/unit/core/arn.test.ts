import { describe, expect, it } from 'vitest';
import { arnFrom, parseArn, shortNameOf } from '../../../src/core/arn';

const key = 'arn:aws-cn:kms:cn-north-1:111122223333:key/1234abcd';

describe('an ARN', () => {
  it('is taken apart, and put together to the same text', () => {
    const arn = parseArn(key);
    expect(arn).toEqual({
      text: key,
      partition: 'aws-cn',
      service: 'kms',
      region: 'cn-north-1',
      account: '111122223333',
      resource: 'key/1234abcd',
    });
    expect(arn && arnFrom(arn)).toEqual(arn);
  });

  it('has a text of its own when it is made from another', () => {
    const arn = parseArn(key);
    expect(arn && arnFrom({ ...arn, resource: 'alias/app' }).text).toBe(
      key.replace('key/1234abcd', 'alias/app'),
    );
  });

  it('may have colons in its resource, and neither Region nor account', () => {
    expect(parseArn('arn:aws:logs:us-east-1:111122223333:log-group:a:*')?.resource).toBe('log-group:a:*');
    expect(parseArn('arn:aws:s3:::bucket')).toMatchObject({ region: '', account: '', resource: 'bucket' });
  });

  it.each([
    '',
    '*',
    'key/1234abcd',
    'arn:aws:kms:us-east-1:111122223333',
    'arn::kms:us-east-1:1:key/a',
    'ARN:aws:kms:::x',
  ])('is not %j', (text) => {
    expect(parseArn(text)).toBeUndefined();
  });

  it.each([
    ['arn:aws:iam::111122223333:user/team/alice', 'alice'],
    ['arn:aws:sts::111122223333:assumed-role/App/work', 'work'],
    ['arn:aws:iam::111122223333:root', 'root'],
  ])('%s ends with the name %s', (arn, name) => {
    expect(shortNameOf(arn)).toBe(name);
  });
});
