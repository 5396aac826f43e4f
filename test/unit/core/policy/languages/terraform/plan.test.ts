import { describe, expect, it } from 'vitest';
import { moduleFindings, said } from './terraform';

const statement = (action: string): unknown => ({
  Effect: 'Allow',
  Principal: { AWS: 'arn:aws:iam::111122223333:root' },
  Action: action,
  Resource: '*',
});
const policy = (...statements: unknown[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });
const wrong = policy(statement('kms:*'), statement('kms:Decrpyt'));
const change = (address: string, type: string, after: unknown): unknown => ({
  address,
  type,
  change: { actions: ['create'], before: null, after },
});
const plan = (parts: Record<string, unknown>): string =>
  JSON.stringify({ format_version: '1.2', terraform_version: '1.9.0', ...parts });

describe('A plan that `terraform show -json` prints', () => {
  it('has its policies judged as they are resolved, and each finding names the resource', async () => {
    const text = plan({
      resource_changes: [
        change('module.orders.aws_kms_key.main[0]', 'aws_kms_key', { policy: wrong }),
        change('aws_sqs_queue.kms', 'aws_sqs_queue', { policy: wrong }),
        change('aws_kms_key.gone', 'aws_kms_key', null),
        change('aws_kms_key.later', 'aws_kms_key', { policy: null }),
      ],
    });
    const findings = await moduleFindings({ 'plan.json': text });
    expect(findings.map(({ code, message }) => [code, message.split(': ')[0]])).toEqual([
      ['INVALID_ACTION', 'module.orders.aws_kms_key.main[0]'],
    ]);
    expect(await said({ 'plan.json': text })).toEqual(['INVALID_ACTION \\"kms:Decrpyt\\"']);
    expect(findings[0]?.fixes()).toEqual([]);
  });

  it('or a state, in the modules of any depth', async () => {
    const resources = [
      {
        address: 'module.a.module.b.aws_kms_replica_key.r',
        type: 'aws_kms_replica_key',
        values: { policy: wrong },
      },
    ];
    const values = { root_module: { child_modules: [{ child_modules: [{ resources }] }] } };
    expect(await said({ 'state.json': plan({ values }) })).toEqual(['INVALID_ACTION \\"kms:Decrpyt\\"']);
    expect(await said({ 'state.json': plan({ planned_values: values }) })).toEqual([
      'INVALID_ACTION \\"kms:Decrpyt\\"',
    ]);
  });

  it('holds a whole policy: what it lacks is an error, and a warning where KMS is told to skip its check', async () => {
    const open = { policy: policy(statement('kms:Decrypt')) };
    const codes = async (after: unknown): Promise<string[]> =>
      (
        await moduleFindings({
          'plan.json': plan({ resource_changes: [change('aws_kms_key.a', 'aws_kms_key', after)] }),
        })
      ).map(({ code, severity }) => `${severity} ${code}`);
    expect(await codes(open)).toContain('error KMS_LOCKOUT_RISK');
    expect(await codes({ ...open, bypass_policy_lockout_safety_check: true })).toContain(
      'warning KMS_LOCKOUT_RISK',
    );
  });
});
