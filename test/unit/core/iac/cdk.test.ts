import fc from '../../properties';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { cdk } from '../../../../src/core/iac/cdk';
import { parsedPolicy, type IacKey } from '../../../../src/core/iac/iacKey';
import { anyDraft } from '../wizard/drafts';
import { iacKey } from './keys';

/** What a run of the program does to the constructs, in order: the name of the member and its arguments. */
type Done = [member: string, ...rest: unknown[]];

/** Runs the program against constructs that only write down what is done to them. */
function run(key: IacKey): Done[] {
  const made = cdk(key, parsedPolicy(key.policy) ?? {});
  if ('unavailable' in made) throw new Error(made.unavailable);
  const done: Done[] = [];
  const construct = (name: string) =>
    class {
      ref = 'REF';
      constructor(_scope: unknown, id: string, properties: unknown) {
        done.push([name, id, properties]);
      }
      addAlias = (alias: string) => done.push(['addAlias', alias]);
      applyRemovalPolicy = (policy: string) => done.push(['applyRemovalPolicy', policy]);
    };
  const itself = new Proxy({}, { get: (_, name) => name });
  const modules: Record<string, unknown> = {
    'aws-cdk-lib': {
      Duration: { days: (days: number) => days },
      RemovalPolicy: itself,
      Tags: { of: () => ({ add: (name: string, value: string) => done.push(['tag', name, value]) }) },
    },
    'aws-cdk-lib/aws-iam': { PolicyDocument: { fromJson: (policy: unknown) => policy } },
    'aws-cdk-lib/aws-kms': {
      KeySpec: itself,
      KeyUsage: itself,
      ...{ Key: construct('Key'), CfnKey: construct('CfnKey'), CfnAlias: construct('CfnAlias') },
    },
  };
  const program = ts.transpileModule(made.text, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
    reportDiagnostics: true,
  });
  expect(program.diagnostics).toEqual([]);
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the program is what the test is about
  const evaluate = new Function('require', 'exports', program.outputText) as (
    require: (name: string) => unknown,
    exports: object,
  ) => void;
  evaluate.call({}, (name) => modules[name], {});
  return done;
}

describe('the program for the CDK', () => {
  it('makes a key with its settings by the construct that has them', () => {
    const key = iacKey({
      ...{ description: 'Orders', rotationPeriodDays: 90, multiRegion: true },
      ...{ aliases: ['alias/a', 'alias/b'], tags: [{ key: 'Env', value: 'Prod' }] },
    });
    expect(run(key)).toEqual([
      [
        'Key',
        'Key',
        {
          ...{ alias: 'alias/a', description: 'Orders', multiRegion: true },
          ...{ keySpec: 'SYMMETRIC_DEFAULT', keyUsage: 'ENCRYPT_DECRYPT', removalPolicy: 'RETAIN' },
          ...{ enableKeyRotation: true, rotationPeriod: 90, policy: JSON.parse(key.policy) as unknown },
        },
      ],
      ['addAlias', 'alias/b'],
      ['tag', 'Env', 'Prod'],
    ]);
  });

  it.each([
    ['a spec', { spec: 'ML_DSA_65', usage: 'SIGN_VERIFY' }, { keySpec: 'ML_DSA_65' }],
    ['an origin', { origin: 'EXTERNAL' }, { origin: 'EXTERNAL' }],
  ] as const)('makes a key with %s that the construct lacks by the resource', (_, changes, expected) => {
    expect(run(iacKey(changes))).toEqual([
      ['CfnKey', 'Key', expect.objectContaining(expected) as object],
      ['applyRemovalPolicy', 'RETAIN'],
      ['CfnAlias', 'Alias', { aliasName: 'alias/payments', targetKeyId: 'REF' }],
    ]);
  });

  it('keeps every text as it is', () => {
    fc.assert(
      fc.property(anyDraft, fc.json(), ({ description, tags }, json) => {
        const policy = JSON.stringify({ Statement: JSON.parse(json) as unknown });
        const done = run(iacKey({ description, tags, policy }));
        const properties = done[0]?.[2] as { description?: string; policy: unknown };
        expect(properties.description ?? '').toBe(description);
        expect(JSON.stringify(properties.policy)).toBe(policy);
        const written = done.flatMap(([member, ...rest]) => (member === 'tag' ? [rest] : []));
        expect(written).toEqual(tags.map((tag) => [tag.key, tag.value]));
      }),
      { numRuns: 100 },
    );
  });
});
