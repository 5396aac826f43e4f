import { describe, expect, it } from 'vitest';
import { KmsError, type Reason } from '../../../src/core/errors';
import { catalogue, explain, isCancelled, substitute } from '../../../src/core/messages';

describe('a failure in words', () => {
  const reasons = Object.keys(catalogue) as Exclude<Reason, 'cancelled'>[];

  it.each(reasons)('%s says what could not be done, why, and leaves no hole', (reason) => {
    const error = new KmsError(reason, 'The server said so.', {
      operation: 'DisableKey',
      region: 'eu-west-1',
      connection: 'profile:prod',
    });
    const explanation = explain(error, 'disable payments');
    expect(explanation?.text).toMatch(/^Could not disable payments: [A-Z]/);
    expect(explanation?.text).not.toMatch(/\{\w+\}/);
  });

  it('names the permission that is missing, of KMS and of IAM', () => {
    const missing = (operation: string): string | undefined =>
      explain(new KmsError('denied', 'no', { operation }), 'x')?.text;
    expect(missing('DisableKey')).toContain('kms:DisableKey');
    expect(missing('iam:ListUsers')).toContain('iam:ListUsers');
  });

  it.each(['CreateAlias', 'UpdateAlias', 'DeleteAlias'])(
    'says that %s needs its permission on the alias and on the key',
    (operation) => {
      const error = new KmsError('denied', 'no', { operation });
      expect(explain(error, 'x')?.text).toContain(`kms:${operation} must be allowed twice`);
    },
  );

  it('says to cancel the deletion whatever code the server chose for it', () => {
    for (const reason of ['wrong-state', 'disabled'] as const) {
      const error = new KmsError(reason, 'arn:aws:kms:… is pending deletion.');
      expect(explain(error, 'enable payments')).toMatchObject({
        text: 'Could not enable payments: The key is pending deletion. Cancel the deletion first.',
        steps: ['cancel-deletion'],
      });
    }
  });

  it('does not say so of a key that is not pending deletion', () => {
    const error = new KmsError('wrong-state', 'arn:aws:kms:… is not pending deletion.');
    expect(explain(error, 'cancel the deletion')?.steps).not.toContain('cancel-deletion');
  });

  it('offers another identity only in the sandbox', () => {
    const steps = (connection: string): readonly string[] | undefined =>
      explain(new KmsError('denied', 'no', { connection }), 'x')?.steps;
    expect(steps('sandbox')).toContain('act-as');
    expect(steps('profile:prod')).not.toContain('act-as');
  });

  it('says nothing when the person cancelled', () => {
    expect(explain(new KmsError('cancelled', ''), 'x')).toBeUndefined();
    expect(isCancelled(new DOMException('gone', 'AbortError'))).toBe(true);
    expect(isCancelled(new Error('AbortError'))).toBe(false);
  });

  it('keeps the words of what is no failure of KMS', () => {
    expect(explain(new Error('out of cheese'), 'x')?.text).toBe('Could not x: out of cheese');
    expect(explain('text', 'x')?.text).toBe('Could not x: text');
  });

  it('gives the code where the server had no words', () => {
    const error = new KmsError('unsupported', '', { code: 'UnsupportedOperationException' });
    expect(explain(error, 'rotate it')?.text).toContain('UnsupportedOperationException');
  });

  it('puts no value of a parameter through substitution again', () => {
    expect(substitute('{a} {b} {c}', { a: '{b}', b: 'x' })).toBe('{b} x {c}');
  });
});
