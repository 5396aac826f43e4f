import { parseArn } from '../arn';
import type { DraftPlace, KeyDraft } from './draft';
import type { DraftFacts, Problem } from './problem';

type Role = 'administrators' | 'users';

/** Administrators, users and other accounts. */
export function principalProblems(draft: KeyDraft, place: DraftPlace, facts: DraftFacts): Problem[] {
  return [
    ...listProblems('administrators', draft.administrators, place, facts),
    ...listProblems('users', draft.users, place, facts),
    ...accountProblems(draft.otherAccounts, place),
  ];
}

/** What a principal's ARN is compared with. */
export type PrincipalPlace = Pick<DraftPlace, 'accountId' | 'partition'>;

function listProblems(role: Role, arns: readonly string[], place: DraftPlace, facts: DraftFacts): Problem[] {
  return arns.flatMap((arn, index) => {
    const found = principalProblem(arn, place) ?? unlisted(arn, place, facts);
    if (found === undefined) return [];
    return [{ step: role, field: `${role}.${index}`, ...found }];
  });
}

type Found = Pick<Problem, 'severity' | 'code' | 'message'>;

/** What can stand in a key policy's principal. Source: IAM user guide, "AWS JSON policy elements: Principal". */
const namedPrincipal = /^(root|user\/.+|role\/.+|assumed-role\/[^/]+\/.+|federated-user\/.+)$/;

/** What is wrong with a text that is to be the ARN of a user or a role; undefined where nothing is. */
export function principalProblem(text: string, place: PrincipalPlace): Found | undefined {
  const arn = parseArn(text);
  const shape = `arn:${place.partition}:iam::${place.accountId}:role/NAME`;
  if (arn === undefined) return error('principal-arn', `“${text}” is not an ARN. Write ${shape}.`);
  if (arn.service !== 'iam' && arn.service !== 'sts') {
    return error('principal-service', `${text} is not a user or a role. Write ${shape}.`);
  }
  if (arn.partition !== place.partition) {
    return error(
      'principal-partition',
      `${text} is of the partition ${arn.partition}; this Region is of ${place.partition}.`,
    );
  }
  if (!/^\d{12}$/.test(arn.account)) {
    return error('principal-account', `${text} has no account id of 12 digits.`);
  }
  if (/[*?]/.test(arn.resource)) {
    return error(
      'principal-wildcard',
      `${text}: the ARN of a principal cannot contain wildcards. Name it whole.`,
    );
  }
  if (arn.resource.startsWith('group/')) {
    return error(
      'principal-group',
      `${text} is a group, which a key policy cannot name. Name its users or a role.`,
    );
  }
  if (!namedPrincipal.test(arn.resource)) {
    return error('principal-kind', `${text} is not a user or a role. Write ${shape}.`);
  }
  return undefined;
}

function unlisted(text: string, place: DraftPlace, { principals }: DraftFacts): Found | undefined {
  const arn = parseArn(text);
  const listable =
    arn !== undefined && /^(user|role)\//.test(arn.resource) && arn.account === place.accountId;
  if (!listable || principals === undefined || principals.has(text)) return undefined;
  return {
    severity: 'warning',
    code: 'principal-unlisted',
    message: `${text} is not among the users and roles of this account. KMS refuses a policy that names a principal which does not exist.`,
  };
}

function accountProblems(accounts: readonly string[], place: DraftPlace): Problem[] {
  return accounts.flatMap((account, index) => {
    const found = accountProblem(account, accounts.indexOf(account) < index, place);
    return found ? [{ step: 'users' as const, field: `otherAccounts.${index}`, ...found }] : [];
  });
}

/** What is wrong with the id of another account; a warning where it is the key's own. */
export function accountProblem(
  account: string,
  repeated: boolean,
  place: Pick<PrincipalPlace, 'accountId'>,
): Found | undefined {
  if (!/^\d{12}$/.test(account)) {
    return error('account-id', 'An AWS account id has 12 digits, without dashes.');
  }
  if (repeated) return error('account-repeated', `You already added the account ${account}.`);
  if (account !== place.accountId) return undefined;
  return {
    severity: 'warning',
    code: 'account-own',
    message:
      'This is the key’s own account. It has the right already, through the first statement of the policy.',
  };
}

function error(code: string, message: string): Found {
  return { severity: 'error', code, message };
}
