import { describe, expect, it } from 'vitest';
import { tagsInText } from '../../../../src/core/keyPage/tagsInText';

const two = [
  { key: 'team', value: 'billing' },
  { key: 'stage', value: 'prod' },
];

describe('the tags in a text that is pasted', () => {
  it.each([
    ['KMS', '[{"TagKey":"team","TagValue":"billing"},{"TagKey":"stage","TagValue":"prod"}]'],
    [
      'list-resource-tags',
      '{"Tags":[{"TagKey":"team","TagValue":"billing"},{"TagKey":"stage","TagValue":"prod"}]}',
    ],
    ['CloudFormation', '[{"Key":"team","Value":"billing"},{"Key":"stage","Value":"prod"}]'],
    ['an object', '{ "team": "billing", "stage": "prod" }'],
    ['the CLI’s shorthand', 'TagKey=team,TagValue=billing TagKey=stage,TagValue=prod'],
    ['Terraform', 'team = "billing"\n  stage = "prod"\n'],
    ['YAML', "team: billing\r\nstage: 'prod'"],
    ['a spreadsheet', 'team\tbilling\nstage\tprod\n'],
  ])('are those of %s', (_, text) => {
    expect(tagsInText(text)).toEqual(two);
  });

  it('keep what stands in a value', () => {
    expect(tagsInText('a=b=c\nurl=https://x:1')).toEqual([
      { key: 'a', value: 'b=c' },
      { key: 'url', value: 'https://x:1' },
    ]);
    expect(tagsInText('{"size": 3, "on": true}')).toEqual([
      { key: 'size', value: '3' },
      { key: 'on', value: 'true' },
    ]);
  });

  it.each([
    '',
    ' ',
    'billing',
    'a=b',
    'arn:aws:kms:us-east-1:1:key/k',
    '{',
    '[1]',
    '{"a":{}}',
    '[]',
    'two\nlines',
    '=x\n=y',
    '{"Tags":3,"x":{}}',
  ])('are none in %j, which is pasted as it is', (text) => {
    expect(tagsInText(text)).toBeUndefined();
  });
});
