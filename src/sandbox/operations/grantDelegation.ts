import type { GrantRecord, KeyRecord } from '../../generated/sandbox-state';
import { isAllowed } from '../authorize';
import { AwsError } from '../errors';
import type { Input } from '../protocol/inputs';
import type { Call } from './contract';

type Pairs = Readonly<Record<string, string>>;

/**
 * Who may create grants through a grant alone passes on no more than that grant gives: its operations or fewer, under
 * constraints as strict or stricter (CreateGrant, Constraints; developer guide, "Granting CreateGrant permission").
 */
export function checkDelegation(call: Call<'CreateGrant'>, key: KeyRecord): void {
  const question = call.question('kms:CreateGrant', key);
  const allowedBy = (grants: readonly GrantRecord[]) =>
    isAllowed({ ...question, grants }, call.store, call.iam);
  if (allowedBy([])) return;
  const covered = call.store
    .grantsOf(key.arn)
    .some((grant) => reaches(grant, call.input) && allowedBy([grant]));
  if (covered) return;
  throw new AwsError(
    'AccessDeniedException',
    `User: ${call.caller.arn} is not authorized to perform: kms:CreateGrant on resource: ${key.arn} because the ` +
      'grant that allows it has fewer operations or stricter constraints than the requested one',
  );
}

function reaches(grant: GrantRecord, { Operations, Constraints = {} }: Input<'CreateGrant'>): boolean {
  const { EncryptionContextEquals: equals, EncryptionContextSubset: subset, SourceArn: source } = Constraints;
  return (
    Operations.every((operation) => grant.operations.includes(operation)) &&
    (!grant.encryptionContextEquals ||
      (equals !== undefined && same(grant.encryptionContextEquals, equals))) &&
    (!grant.encryptionContextSubset || includes(equals ?? subset ?? {}, grant.encryptionContextSubset)) &&
    (grant.sourceArn === undefined || grant.sourceArn === source)
  );
}

function same(a: Pairs, b: Pairs): boolean {
  return includes(a, b) && includes(b, a);
}

function includes(whole: Pairs, part: Pairs): boolean {
  return Object.entries(part).every(([name, value]) => whole[name] === value);
}
