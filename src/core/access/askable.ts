import { didYouMean, show } from '../policy/rules/parts/words';
import { actions, findAction } from '../policy/vocabulary/actions';
import { conditionKeys, findConditionKey } from '../policy/vocabulary/conditionKeys';
import { closest } from '../policy/vocabulary/match';
import { identityOf } from './identity';

/** Why nobody can ask KMS for an action; undefined where it is one. Without a prefix it is taken for one of KMS. */
export function actionProblem(action: string): string | undefined {
  const [service = '', name = ''] = action.includes(':') ? action.split(':') : ['kms', action];
  if (service.toLowerCase() !== 'kms')
    return `${show(action)} is of another service; key policies and grants say nothing of it.`;
  if (findAction(`kms:${name}`) !== undefined) return undefined;
  if (name.toLowerCase() === 'reencrypt')
    return 'There is no permission kms:ReEncrypt. KMS asks for kms:ReEncryptFrom on the key that encrypted, and for kms:ReEncryptTo on the other.';
  const known = actions().map((each) => each.name);
  return `There is no KMS action ${action}.${didYouMean(closest(`kms:${name}`, known))}`;
}

/** Why nobody can be asking under a name; undefined where it can be a caller. */
export function principalProblem(principal: string): string | undefined {
  const { type, parsed } = identityOf({ principal });
  if (type === 'Unknown')
    return `${show(principal)} is no account, user, role, session or service: write its ARN.`;
  const account = parsed?.account;
  return account === undefined || /^\d{12}$/.test(account)
    ? undefined
    : `${show(principal)} has no account id of 12 digits.`;
}

/** Why no request to KMS can carry a condition key; undefined where one can. */
export function conditionKeyProblem(key: string): string | undefined {
  if (findConditionKey(key) !== undefined) return undefined;
  const known = conditionKeys().map(({ name }) => name);
  return `No request to KMS has a condition key ${show(key)}.${didYouMean(closest(key, known))}`;
}
