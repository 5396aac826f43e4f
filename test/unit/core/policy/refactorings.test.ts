import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../../src/core/policy/fixes/fix';
import { parsePolicy } from '../../../../src/core/policy/parse';
import { minified } from '../../../../src/core/policy/refactor/minify';
import { refactorings } from '../../../../src/core/policy/refactor/refactorings';
import { condition, policyOf, policyWith, statementWith } from './rules/describeRule';

/** What the refactoring of that title makes of the policy, where | marks the cursor. */
function after(marked: string, title: RegExp): string | undefined {
  const at = marked.indexOf('|');
  const text = marked.replace('|', '');
  const fix = refactorings(parsePolicy(text), { start: at, end: at }).find((one) => title.test(one.title));
  return fix && applyEdits(text, fix.edits);
}

function titles(marked: string): string[] {
  const at = marked.indexOf('|');
  return refactorings(parsePolicy(marked.replace('|', '')), { start: at, end: at }).map(({ title }) => title);
}

const spread = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": { "AWS": "111122223333" },
      "Action": [
        "kms:Encrypt",|
        "kms:ReEncrypt*",
        "kms:Decrypt"
      ],
      "Resource": "*"
    }
  ]
}`;

describe('refactorings', () => {
  it('sort the actions and drop those that others cover, in the layout of the list', () => {
    expect(after(spread, /^Sort/)).toBe(
      spread.replace(
        '"kms:Encrypt",|\n        "kms:ReEncrypt*",\n        "kms:Decrypt"',
        '"kms:Decrypt",\n        "kms:Encrypt",\n        "kms:ReEncrypt*"',
      ),
    );
    expect(after(policyWith({ Action: '|["kms:Sign", "kms:decrypt", "kms:Decrypt"]' }), /^Sort/)).toBe(
      policyWith({ Action: '["kms:decrypt", "kms:Sign"]' }),
    );
    expect(after(policyWith({ Action: '|["kms:Decrypt", "kms:Sign"]' }), /^Sort/)).toBeUndefined();
  });

  it('write the actions that a wildcard stands for', () => {
    expect(after(policyWith({ Action: '"kms:Re|Encrypt*"' }), /stands for/)).toBe(
      policyWith({ Action: '["kms:ReEncryptFrom", "kms:ReEncryptTo"]' }),
    );
    expect(after(policyWith({ Action: '["kms:Decrypt", "kms:Re|Encrypt*"]' }), /stands for/)).toBe(
      policyWith({ Action: '["kms:Decrypt", "kms:ReEncryptFrom", "kms:ReEncryptTo"]' }),
    );
  });

  it('write a wildcard for the actions that it stands for', () => {
    expect(
      after(
        policyWith({ Action: '["kms:Decrypt", |"kms:ReEncryptTo", "kms:ReEncryptFrom"]' }),
        /instead of all/,
      ),
    ).toBe(policyWith({ Action: '["kms:Decrypt", "kms:ReEncrypt*"]' }));
    expect(
      after(policyWith({ Action: '["kms:Decrypt", |"kms:ReEncryptTo"]' }), /instead of all/),
    ).toBeUndefined();
  });

  it('make a list of a single value, and the other way round', () => {
    expect(after(policyWith({ Action: '"kms:|Decrypt"' }), /a list/)).toBe(
      policyWith({ Action: '["kms:Decrypt"]' }),
    );
    expect(after(policyWith({ Action: '["kms:|Decrypt"]' }), /a single value/)).toBe(policyWith({}));
    expect(after(policyWith({ Principal: '{ "AWS": "|*" }' }), /"AWS" a list/)).toBe(
      policyWith({ Principal: '{ "AWS": ["*"] }' }),
    );
  });

  it('add a Sid that says what the statement is for', () => {
    expect(
      after(
        policyOf([statementWith({ Sid: '"AllowDecrypt"' }), statementWith({ Effect: '|"Allow"' })]),
        /Sid/,
      ),
    ).toBe(policyOf([statementWith({ Sid: '"AllowDecrypt"' }), statementWith({ Sid: '"AllowDecrypt2"' })]));
    expect(titles(policyWith({ Sid: '"a|"' })).join()).not.toMatch(/Sid "/);
  });

  it('merge statements that differ in their principals only', () => {
    const use = (principal: string): string => statementWith({ Principal: principal });
    expect(
      after(
        policyOf([
          use('{ "AWS": |"111122223333" }'),
          use('{ "AWS": ["444455556666", "111122223333"], "Service": "sns.amazonaws.com" }'),
          statementWith({ Action: '"kms:Encrypt"', Principal: '{ "AWS": "777788889999" }' }),
        ]),
        /^Merge the 2 statements that differ only in their principals/,
      ),
    ).toBe(
      policyOf([
        use('{ "AWS": ["111122223333", "444455556666"], "Service": "sns.amazonaws.com" }'),
        statementWith({ Action: '"kms:Encrypt"', Principal: '{ "AWS": "777788889999" }' }),
      ]),
    );
    expect(after(policyOf([use('|"*"'), use('{ "AWS": "111122223333" }')]), /^Merge/)).toBeUndefined();
    const withNumber = use('{ "AWS": ["444455556666", 777788889999] }');
    expect(after(policyOf([use('{ "AWS": |"111122223333" }'), withNumber]), /^Merge/)).toBeUndefined();
  });

  it('merge statements that differ in their actions only', () => {
    const other = statementWith({ Principal: '"*"' });
    expect(
      after(
        policyOf([
          statementWith({ Effect: '|"Allow"' }),
          other,
          statementWith({ Action: '["kms:Sign", "kms:Decrypt"]' }),
        ]),
        /^Merge/,
      ),
    ).toBe(policyOf([statementWith({ Action: '["kms:Decrypt", "kms:Sign"]' }), other]));
    expect(
      after(policyOf([statementWith({ Effect: '|"Allow"' }), statementWith({ Effect: '"Deny"' })]), /^Merge/),
    ).toBeUndefined();
  });

  it('split a statement by what carries the condition key', () => {
    const context = condition('StringEquals', 'kms:EncryptionContext:a', '"b"');
    expect(
      after(
        policyWith({
          Sid: '"Use"',
          Action: '["kms:Decrypt", |"kms:DescribeKey", "kms:Encrypt"]',
          Condition: context,
        }),
        /^Move/,
      ),
    ).toBe(
      policyOf([
        statementWith({ Sid: '"Use"', Action: '["kms:Decrypt", "kms:Encrypt"]', Condition: context }),
        statementWith({ Sid: '"Use2"', Action: '["kms:DescribeKey"]' }),
      ]),
    );
  });

  it('offer nothing outside of the policy', () => {
    expect(titles(`|   ${policyWith({})}`)).toEqual([]);
  });
});

describe('minified', () => {
  it('takes the white space between values, and none within', () => {
    const text = spread.replace('|', '').replace('"Version"', '"Id": "a  b",\n  "Version"');
    const fix = minified(parsePolicy(text));
    expect(fix && applyEdits(text, fix.edits)).toBe(JSON.stringify(JSON.parse(text)));
  });

  it('leaves what is not complete alone', () => {
    expect(minified(parsePolicy('{ "Id": '))).toBeUndefined();
    expect(minified(parsePolicy('{}'))).toBeUndefined();
  });
});
