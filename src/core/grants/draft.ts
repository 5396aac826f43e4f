import { parseArn } from '../arn';
import type { GrantParty, Key, NewGrant } from '../keys/model';
import { constraintLimits, grantableOperations, grantNames, type GrantOperation } from '../kms/grants';
import { deletedGrantee, isServiceName } from './grantee';

/** A grant while a person fills in the form, as it was typed. */
export interface GrantDraft {
  granteeKind: GrantParty['kind'];
  grantee: string;
  retiring: string;
  operations: GrantOperation[];
  constraint: 'none' | 'subset' | 'equals';
  pairs: { name: string; value: string }[];
  sourceArn: string;
  name: string;
}

export const emptyDraft: GrantDraft = {
  granteeKind: 'principal',
  grantee: '',
  retiring: '',
  operations: [],
  constraint: 'none',
  pairs: [],
  sourceArn: '',
  name: '',
};

/** The parts of the form; each can have one problem. */
export type DraftField = 'grantee' | 'retiring' | 'operations' | 'pairs' | 'sourceArn' | 'name';

export type DraftProblems = Partial<Record<DraftField, string>>;

/** What KMS would refuse, by the field that it is about; source: API reference, CreateGrant (2026-11). */
export function draftProblems(
  draft: GrantDraft,
  key: Pick<Key, 'usage' | 'spec' | 'customKeyStoreId'>,
): DraftProblems {
  const problems: Partial<Record<DraftField, string | undefined>> = {
    grantee: granteeProblem(draft),
    retiring: retiringProblem(draft),
    operations: operationsProblem(draft, grantableOperations(key)),
    pairs: key.spec === 'SYMMETRIC_DEFAULT' ? pairsProblem(draft) : notSymmetric(draft),
    sourceArn: sourceProblem(draft),
    name: nameProblem(draft.name.trim()),
  };
  return Object.fromEntries(Object.entries(problems).filter(([, text]) => text !== undefined));
}

/** What CreateGrant is given for a draft without problems. */
export function newGrantOf(draft: GrantDraft): NewGrant {
  const retiring = draft.retiring.trim();
  const sourceArn = draft.sourceArn.trim();
  const name = draft.name.trim();
  const context = Object.fromEntries(draft.pairs.map((pair) => [pair.name, pair.value]));
  return {
    grantee: { kind: draft.granteeKind, name: draft.grantee.trim() },
    ...(retiring !== '' && { retiring: partyOf(retiring) }),
    operations: [...draft.operations],
    ...(draft.constraint === 'equals' && { encryptionContextEquals: context }),
    ...(draft.constraint === 'subset' && { encryptionContextSubset: context }),
    ...(sourceArn !== '' && { sourceArn }),
    ...(name !== '' && { name }),
  };
}

function partyOf(name: string): GrantParty {
  return { kind: isServiceName(name) ? 'service' : 'principal', name };
}

function granteeProblem({ granteeKind, grantee }: GrantDraft): string | undefined {
  const name = grantee.trim();
  if (granteeKind === 'principal') return principalProblem(name, 'Who is to have the grant?');
  if (name === '') return 'Which service is to have the grant?';
  return isServiceName(name) ? undefined : 'Write the name of the service, such as dynamodb.amazonaws.com.';
}

function retiringProblem({ granteeKind, retiring }: GrantDraft): string | undefined {
  const name = retiring.trim();
  if (name !== '') return isServiceName(name) ? undefined : principalProblem(name, '');
  return granteeKind === 'service' ? 'A grant to a service needs somebody who may retire it.' : undefined;
}

function principalProblem(name: string, missing: string): string | undefined {
  if (name === '') return missing;
  const deleted = deletedGrantee(name);
  if (deleted !== undefined) return `This is the unique id of a ${deleted.what}. Write its ARN.`;
  if (/[*?]/.test(name)) return 'A grant is for one principal: write an ARN without * and ?.';
  const arn = parseArn(name);
  const { service, account = '', resource = '' } = arn ?? {};
  if (arn === undefined || !/^\d{12}$/.test(account))
    return 'Write an ARN, such as arn:aws:iam::111122223333:role/app.';
  if (service === 'iam' && /^group\//.test(resource))
    return 'A group cannot have a grant. Name a user or a role.';
  const isPrincipal =
    service === 'iam'
      ? resource === 'root' || /^(user|role)\/./.test(resource)
      : service === 'sts' && /^(assumed-role\/[^/]+\/.|federated-user\/.)/.test(resource);
  return isPrincipal ? undefined : 'Write the ARN of an account, a user, a role, or a session of a role.';
}

function operationsProblem(
  { operations }: GrantDraft,
  possible: readonly GrantOperation[],
): string | undefined {
  if (operations.length === 0) return 'Choose at least one operation.';
  if (operations.every((operation) => operation === 'CreateGrant'))
    return 'CreateGrant alone passes on nothing. Choose another operation as well.';
  const wrong = operations.filter((operation) => !possible.includes(operation));
  return wrong.length === 0 ? undefined : `The key does not support ${wrong.join(', ')}.`;
}

function notSymmetric({ constraint }: GrantDraft): string | undefined {
  return constraint === 'none' ? undefined : 'Only symmetric encryption keys take an encryption context.';
}

function pairsProblem({ constraint, pairs }: GrantDraft): string | undefined {
  if (constraint === 'none') return undefined;
  const { contextPairs, contextValueCharacters } = constraintLimits;
  if (pairs.length === 0) return 'Add a pair of the encryption context.';
  if (pairs.length > contextPairs) return `A constraint takes at most ${contextPairs} pairs.`;
  if (pairs.some(({ name }) => name === '')) return 'Each pair needs a name.';
  const twice = pairs.find(({ name }, at) => pairs.findIndex((pair) => pair.name === name) !== at);
  if (twice !== undefined) return `The name ${twice.name} is there twice.`;
  const long = pairs.find(({ value }) => value.length > contextValueCharacters);
  return long === undefined
    ? undefined
    : `The value of ${long.name} may have at most ${contextValueCharacters} characters.`;
}

function sourceProblem({ granteeKind, sourceArn }: GrantDraft): string | undefined {
  const arn = sourceArn.trim();
  if (arn === '')
    return granteeKind === 'service'
      ? 'A grant to a service needs the ARN for which it may call.'
      : undefined;
  return parseArn(arn) === undefined
    ? 'Write the ARN of the resource for which the service calls.'
    : undefined;
}

function nameProblem(name: string): string | undefined {
  if (name === '') return undefined;
  if (!grantNames.pattern.test(name)) return 'Use letters, digits, and : / _ - only.';
  return name.length > grantNames.mostCharacters
    ? `Use at most ${grantNames.mostCharacters} characters.`
    : undefined;
}
