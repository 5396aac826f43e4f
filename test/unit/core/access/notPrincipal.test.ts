import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../../src/core/access/evaluate';
import { missing } from '../../../../src/core/access/missing';
import type { AccessRequest } from '../../../../src/core/access/model';
import { surveyAccess } from '../../../../src/core/access/survey';
import { account, iam, keyArn, policy, request, role, root, session, statement, user } from './builders';

const sparing = (...spared: string[]) =>
  policy(
    statement({ Principal: '*' }),
    statement({ Effect: 'Deny', NotPrincipal: { AWS: spared }, Action: 'kms:*' }),
  );
const reason = (changes: Partial<AccessRequest>) => evaluate(request(changes)).reasons[0]?.text;
const advice = (changes: Partial<AccessRequest>) => missing(request(changes)).obstacles[0]?.text;
const instead = (arn: string) =>
  `write "Principal": "*" with the condition "ArnNotEquals": {"aws:PrincipalArn": "${arn}"} instead of NotPrincipal`;

describe('a Deny with NotPrincipal that hits somebody', () => {
  it('says that the session is not listed, and spares the role by its ARN', () => {
    const asked = { principal: session('App'), keyPolicy: sparing(role('App'), root()) };
    expect(reason(asked)).toBe(
      `Statement 2 of the key policy denies kms:Decrypt. In its NotPrincipal the session ${session('App')} is not listed: to spare a session, the account, the role and the session all have to be. A Deny wins over everything.`,
    );
    expect(advice(asked)).toBe(
      `In statement 2 of the key policy, ${instead(role('App'))}: that spares every session of the role. Each would have to be listed otherwise.`,
    );
  });

  it('says of a role that nobody calls as the role itself', () => {
    const asked = { principal: role('App'), keyPolicy: sparing(role('App'), root()) };
    expect(reason(asked)).toContain('nobody calls as the role itself');
    expect(advice(asked)).toContain(instead(role('App')));
  });

  it('says that the account is not listed, and what to list', () => {
    const asked = { keyPolicy: sparing(user('alice')) };
    expect(reason(asked)).toContain(`In its NotPrincipal the account ${account} is not listed`);
    expect(advice(asked)).toContain(
      `List the account ${account} in the NotPrincipal of statement 2 of the key policy, too; or better, ${instead(user('alice'))}.`,
    );
  });

  it('says that a permissions boundary makes listing useless', () => {
    const asked = {
      keyPolicy: sparing(user('alice'), root()),
      permissionBoundaries: [iam({ Action: 'kms:*' })],
    };
    expect(reason(asked)).toContain('everybody who has a permissions boundary, listed or not');
    expect(advice(asked)).toContain('To list the caller does not help');
    expect(advice(asked)).toContain(instead(user('alice')));
  });

  it('is not spoken of where the Deny names its principals', () => {
    const asked = { keyPolicy: policy(statement(), statement({ Effect: 'Deny' })) };
    expect(reason(asked)).not.toContain('NotPrincipal');
    expect(advice(asked)).toContain('Take the action or the caller out of statement 2');
  });

  it('really lets the request through once it is written as advised', () => {
    const condition = { ArnNotEquals: { 'aws:PrincipalArn': role('App') } };
    const deny = statement({ Effect: 'Deny', Principal: '*', Action: 'kms:*', Condition: condition });
    const keyPolicy = policy(statement({ Principal: '*' }), deny);
    expect(evaluate(request({ principal: session('App'), keyPolicy })).decision).toBe('Allowed');
    expect(evaluate(request({ principal: session('Other'), keyPolicy })).decision).toBe('ExplicitlyDenied');
  });
});

describe('the survey of a Deny with NotPrincipal', () => {
  const cellOf = (spared: string[], label: string) =>
    surveyAccess({ keyArn, keyAccount: account, keyPolicy: sparing(...spared) }).find(
      (row) => row.label === label,
    )?.cells.use;

  it('denies a role of which no session is listed', () => {
    expect(cellOf([role('App'), root()], 'role/App')?.answer).toBe('denied');
  });

  it('leaves a role to the sessions that are listed, and those alone', () => {
    const spared = [role('App'), session('App'), session('Other'), root()];
    expect(cellOf(spared, 'role/App')).toMatchObject({
      answer: 'if',
      conditions: [`the session is ${session('App')}`],
    });
    expect(cellOf(spared, 'assumed-role/App/work')?.answer).toBe('yes');
    expect(cellOf([session('App'), root()], 'assumed-role/App/work')?.answer).toBe('denied');
  });
});
