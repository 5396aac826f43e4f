import { describe, expect, it } from 'vitest';
import { answersTo } from '../../../../../src/core/policy/complete/completion';
import { templateLanguage } from '../languages/read';

const yaml = templateLanguage('yaml');
const never = () => false;

describe('what brings up the list by itself', () => {
  it.each([
    ['"', '  "'],
    [':', '  "Action": "kms:'],
    ['/', '  "AWS": "arn:aws:iam::111122223333:role/'],
    ['{', '  "arn:aws:iam::111122223333:user/${'],
  ])('%s in %s', (trigger, before) => {
    expect(answersTo(trigger, before, never)).toBe(true);
  });

  it.each([
    ['{', '  "Principal": {'],
    [' ', '    '],
    [' ', '  "Effect": '],
  ])('not %s in %s, where Enter would accept an item instead of beginning a line', (trigger, before) => {
    expect(answersTo(trigger, before, never)).toBe(false);
  });

  it('a blank behind a name or a dash of YAML, but no indentation', () => {
    expect(answersTo(' ', 'Effect: ', yaml.blankCompletes)).toBe(true);
    expect(answersTo(' ', '  - ', yaml.blankCompletes)).toBe(true);
    expect(answersTo(' ', '    ', yaml.blankCompletes)).toBe(false);
  });

  it('asking for it always does', () => {
    expect(answersTo(undefined, '  "Principal": {', never)).toBe(true);
  });
});
