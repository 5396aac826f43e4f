import { surveyActions } from '../access/survey';
import type { ActionAnswer, Hit } from '../access/surveyAnswer';
import type { SurveyInput } from '../access/surveyInput';
import type { Grant } from '../keys/model';
import { deletedGrantee } from './grantee';

/** What becomes of one operation of a grant when the grant is gone. */
export interface Loss {
  operation: string;
  /**
   * `loses`: nothing else allows it; `keeps`: something else does, perhaps under other conditions; `iam`: that is
   * left to IAM policies that are not known; `denied`: it could not be used before; `unknown`: nobody can tell.
   */
  kind: 'loses' | 'keeps' | 'iam' | 'denied' | 'unknown';
  /** What goes on allowing it. */
  by?: Hit;
  /** Under which conditions it does, in words. */
  conditions: readonly string[];
}

/**
 * What a grantee can no longer do without one of the grants in the survey. Absent where nobody stands behind the
 * grant any more. RetireGrant and CreateGrant by a grant are rights over the grant itself: they end with it.
 */
export function lossesOf(input: SurveyInput, grant: Grant): Loss[] | undefined {
  if (deletedGrantee(grant.grantee) !== undefined) return undefined;
  const operations = grant.operations.filter((operation) => operation !== 'RetireGrant');
  const actions = operations.map((operation) => `kms:${operation}`);
  const principals = input.principals ?? [];
  const listed = principals.some(({ arn }) => arn === grant.grantee)
    ? principals
    : [...principals, { arn: grant.grantee }];
  const rest = (input.grants ?? []).filter(({ id }) => id !== grant.id);
  const after = surveyActions({ ...input, principals: listed, grants: rest }, grant.grantee, actions);
  return operations.map((operation, at) => lossOf(operation, after[at]));
}

function lossOf(operation: string, after: ActionAnswer | undefined): Loss {
  if (after === undefined) return { operation, kind: 'unknown', conditions: [] };
  const { answer, deciders, conditions } = after;
  const by = deciders.find(({ effect }) => effect !== 'denies');
  const found = { operation, conditions, ...(by && { by }) };
  switch (answer) {
    case 'yes':
    case 'if':
      return { ...found, kind: 'keeps' };
    case 'no':
      return { operation, kind: 'loses', conditions: [] };
    case 'iam':
    case 'denied':
    case 'unknown':
      return { ...found, kind: answer };
  }
}
