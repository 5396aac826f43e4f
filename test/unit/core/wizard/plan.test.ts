import fc from '../../properties';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { aliasName, type KeyDraft } from '../../../../src/core/wizard/draft';
import { equivalents } from '../../../../src/core/wizard/equivalents';
import { type IacText } from '../../../../src/core/iac/iacKey';
import { plan } from '../../../../src/core/wizard/plan';
import { policyText } from '../../../../src/core/wizard/policyText';
import { interruptedRun, newRun, resumedRun, withCall } from '../../../../src/core/wizard/run';
import { anyDraft, draft, place, user } from './drafts';
import { hclStrings } from './hcl';
import { shellWords } from './shell';

const callsOf = (one: KeyDraft) => plan(one, policyText(one, place));
const textsOf = (one: KeyDraft) => equivalents(callsOf(one), { region: 'us-east-1' });
const textOf = (equivalent: IacText) => ('text' in equivalent ? equivalent.text : undefined);

describe('the plan', () => {
  it('creates the key first, then what needs its id', () => {
    const calls = callsOf(draft({ rotationPeriodDays: 365 }));
    expect(calls.map(({ operation }) => operation)).toEqual([
      'CreateKey',
      'CreateAlias',
      'EnableKeyRotation',
    ]);
  });

  it('sends a policy that is laid out larger than KMS takes without white space', () => {
    const policy = JSON.stringify({ Id: 'x'.repeat(20_000), Statement: Array(3_000).fill(0) }, undefined, 2);
    expect(policy.length).toBeGreaterThan(32_768);
    expect(plan(draft(), policy)[0]).toMatchObject({ key: { policy: JSON.stringify(JSON.parse(policy)) } });
  });

  it('carries everything of the draft into CreateKey', () => {
    const tags = [{ key: 'Env', value: 'Prod' }];
    const [create] = callsOf(draft({ description: 'Orders', tags, multiRegion: true }));
    expect(create).toMatchObject({
      operation: 'CreateKey',
      key: {
        spec: 'SYMMETRIC_DEFAULT',
        usage: 'ENCRYPT_DECRYPT',
        multiRegion: true,
        description: 'Orders',
        tags,
      },
    });
  });

  it('is consistent for any draft: one key, at most one alias, rotation only where KMS rotates', () => {
    fc.assert(
      fc.property(anyDraft, (one) => {
        const calls = callsOf(one);
        expect(calls.filter(({ operation }) => operation === 'CreateKey')).toHaveLength(1);
        expect(calls[0]?.operation).toBe('CreateKey');
        const alias = calls.find((call) => call.operation === 'CreateAlias');
        expect(alias?.name).toBe(aliasName(one));
        const rotates = calls.some(({ operation }) => operation === 'EnableKeyRotation');
        if (rotates) expect([one.spec, one.origin]).toEqual(['SYMMETRIC_DEFAULT', 'AWS_KMS']);
      }),
    );
  });
});

describe('a run', () => {
  const calls = callsOf(draft({ rotationPeriodDays: 365 }));
  const key = {
    connection: 'sandbox',
    region: 'us-east-1',
    keyId: 'k',
    arn: 'arn:aws:kms:us-east-1:1:key/k',
  };
  const states = (run: ReturnType<typeof newRun>) => run.calls.map(({ state }) => state);

  it('resumed after its alias failed keeps the key, and does the rest', () => {
    const created = { ...withCall(newRun(calls), 'CreateKey', 'done'), key };
    const failed = withCall(created, 'CreateAlias', 'failed', 'Taken.');
    const again = resumedRun(failed, callsOf(draft({ alias: 'payments-2', rotationPeriodDays: 365 })));
    expect(again.key).toEqual(key);
    expect(states(again)).toEqual(['done', 'waiting', 'waiting']);
    expect(again.alias).toBe('alias/payments-2');
  });

  it('that made no key starts anew', () => {
    expect(states(resumedRun(withCall(newRun(calls), 'CreateKey', 'failed', 'No.'), calls))).toEqual([
      'waiting',
      'waiting',
      'waiting',
    ]);
  });

  it('that was kept while under way is a failed one', () => {
    const running = {
      ...withCall(withCall(newRun(calls), 'CreateKey', 'done'), 'CreateAlias', 'running'),
      key,
    };
    expect(interruptedRun(running)).toMatchObject({ status: 'failed', calls: [{}, { state: 'failed' }, {}] });
  });
});

describe('the AWS CLI text', () => {
  it('is what a person would type', () => {
    const text = textOf(textsOf(draft({ description: "It's ours" })).cli);
    expect(text).toContain("--description 'It'\\''s ours' \\\n");
    expect(text).toContain('aws kms create-alias \\\n  --region us-east-1 \\\n  --alias-name alias/payments');
  });

  it('names the profile in each command where there is one', () => {
    const one = draft({ rotationPeriodDays: 365 });
    const { cli } = equivalents(callsOf(one), { region: 'us-east-1', profile: 'my prod' });
    expect(textOf(cli)?.match(/--profile 'my prod'/g)).toHaveLength(callsOf(one).length);
  });

  it('survives a shell with every value as it is', () => {
    fc.assert(
      fc.property(anyDraft, (one) => {
        const text = textOf(textsOf({ ...one, alias: 'payments' }).cli);
        if (text === undefined) return;
        const words = shellWords(
          text.slice('KEY_ID=$('.length, text.indexOf('\n\naws kms create-alias') - 1),
        );
        const value = (name: string) => words[words.indexOf(name) + 1];
        expect(words.slice(0, 3)).toEqual(['aws', 'kms', 'create-key']);
        expect(value('--policy')).toBe(policyText(one, place));
        if (words.includes('--description')) expect(value('--description')).toBe(one.description);
        if (words.includes('--cli-input-json')) {
          expect(JSON.parse(value('--cli-input-json') ?? '')).toEqual({ Description: one.description });
        }
        if (one.tags.length > 0) {
          const tags = JSON.parse(value('--tags') ?? '') as { TagKey: string; TagValue: string }[];
          expect(tags.map((tag) => ({ key: tag.TagKey, value: tag.TagValue }))).toEqual(one.tags);
        }
      }),
      { numRuns: 200 },
    );
  });

  it.each(['file:///etc/passwd', 'fileb://x', '-x', 'https://x'])(
    'does not let the CLI take the description %s for a file or an option',
    (description) => {
      expect(textOf(textsOf(draft({ description })).cli)).not.toContain('--description');
    },
  );
});

describe('the CloudFormation text', () => {
  it('reads back as the key that was chosen', () => {
    const one = draft({ description: 'no', administrators: [user('alice')], rotationPeriodDays: 90 });
    const text = textOf(textsOf(one).cloudFormation) ?? '';
    expect(text).toContain('TargetKeyId: !Ref Key');
    const template = parse(text.replace('!Ref Key', '"Key"'), { version: '1.1' }) as {
      Resources: { Key: { Properties: Record<string, unknown> }; Alias: { Properties: unknown } };
    };
    expect(template.Resources.Key.Properties).toMatchObject({
      Description: 'no',
      KeySpec: 'SYMMETRIC_DEFAULT',
      EnableKeyRotation: true,
      RotationPeriodInDays: 90,
      KeyPolicy: JSON.parse(policyText(one, place)) as unknown,
    });
  });

  it('keeps texts that YAML would take for dates, numbers or booleans', () => {
    const tags = ['yes', '2012-10-17', '0123', '1e3', 'null', '~', '!Ref x', '*a', '&a', '# c', '${x}'].map(
      (value, at) => ({ key: `k${at}`, value }),
    );
    const template = parse(textOf(textsOf(draft({ tags, alias: '' })).cloudFormation) ?? '', {
      version: '1.1',
    }) as {
      Resources: { Key: { Properties: { Tags: { Key: string; Value: string }[] } } };
    };
    expect(template.Resources.Key.Properties.Tags.map(({ Value }) => Value)).toEqual(
      tags.map(({ value }) => value),
    );
  });

  it('says why it cannot make a key in a custom key store', () => {
    expect(textsOf(draft({ origin: 'AWS_CLOUDHSM' })).cloudFormation).toHaveProperty('unavailable');
  });
});

describe('the Terraform text', () => {
  it('keeps every string as it is', () => {
    fc.assert(
      fc.property(anyDraft, ({ description, tags }) => {
        const text = textOf(textsOf(draft({ description, tags })).terraform) ?? '';
        const strings = hclStrings(text);
        if (description !== '') expect(strings).toContain(description);
        for (const { value } of new Map(tags.map((tag) => [tag.key, tag])).values())
          expect(strings).toContain(value);
      }),
    );
  });

  it('makes a key for imported material with its own kind of resource, of any spec', () => {
    const imported = draft({ spec: 'RSA_3072', usage: 'SIGN_VERIFY', origin: 'EXTERNAL' });
    expect(textOf(textsOf(imported).terraform)).toMatch(
      /resource "aws_kms_external_key" "payments" \{\s+key_spec += "RSA_3072"\s+key_usage += "SIGN_VERIFY"[^]*aws_kms_external_key\.payments\.id/,
    );
  });

  it('points the alias to the key', () => {
    expect(textOf(textsOf(draft({ alias: 'team/app' })).terraform)).toContain(
      'target_key_id = aws_kms_key.team_app.key_id',
    );
  });
});

describe('the bypass of the lock-out safety check', () => {
  const chosen = draft({ bypassLockoutCheck: true });

  it('is sent where it was chosen, and only there', () => {
    expect(callsOf(chosen)[0]).toMatchObject({ key: { bypassLockoutCheck: true } });
    expect(callsOf(draft())[0]).not.toHaveProperty('key.bypassLockoutCheck');
  });

  it.each([
    ['cli', '--bypass-policy-lockout-safety-check'],
    ['cloudFormation', 'BypassPolicyLockoutSafetyCheck: true'],
    ['terraform', 'bypass_policy_lockout_safety_check'],
  ] as const)('stands in the text of %s where it was chosen, and only there', (language, words) => {
    expect(textOf(textsOf(chosen)[language])).toContain(words);
    expect(textOf(textsOf(draft())[language])).not.toContain(words);
  });
});

describe('a policy that is no JSON object', () => {
  it.each(['{', '[]', '"x"', ''])('leaves no text to copy: %j', (editedPolicy) => {
    for (const equivalent of Object.values(textsOf(draft({ editedPolicy })))) {
      expect(equivalent).toHaveProperty('unavailable');
    }
  });
});
