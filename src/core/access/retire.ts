import type { Grant } from '../keys/model';
import type { Ruling } from './model';
import type { Answers } from './gather';
import { matchGrantee } from './grants';
import type { Reason } from './model';
import type { PrincipalMatch } from './principalMatch';
import type { Situation } from './situation';

/**
 * Who may retire a grant is said by the grant: its retiring principal, its grantee where RetireGrant is among
 * the operations, and the account that owns the key. Key policies have no say; IAM policies may deny, or pass
 * on what belongs to an account (developer guide, grant-delete).
 */
export function decideRetiring(
  answers: Answers,
  situation: Situation,
  byIdentity: (answers: Answers, situation: Situation, before: Reason[]) => Ruling,
): Ruling {
  let lacking: Ruling | undefined;
  for (const grant of situation.request.grants ?? []) {
    const reason = { layer: 'grant' as const, grantId: grant.id, effect: 'allows' as const };
    const match = retirerMatch(grant, situation);
    if (match !== 'none' && match !== 'account')
      return {
        decision: 'Allowed',
        layer: 'grant',
        reasons: [{ ...reason, text: `Grant ${grant.id} names the caller.` }],
      };
    const own = situation.sameAccount || match === 'account';
    if (!own) continue;
    const passedOn = byIdentity(answers, situation, []);
    if (passedOn.decision === 'Allowed')
      return {
        decision: 'Allowed',
        layer: answers.identity.allowed === undefined ? 'grant' : 'identity-policy',
        reasons: [
          {
            ...reason,
            text: `The caller's account may retire grant ${grant.id}, and lets the caller do so.`,
          },
        ],
      };
    const text = `The caller's account may retire grant ${grant.id}, and leaves it to its IAM policies.`;
    lacking ??= {
      ...passedOn,
      reasons: [{ ...reason, effect: 'delegates', text }, ...passedOn.reasons],
    };
  }
  if (lacking !== undefined) return lacking;
  return {
    decision: 'ImplicitlyDenied',
    layer: 'grant',
    reasons: [
      {
        layer: 'grant',
        effect: 'lacks',
        text: 'The caller is neither the retiring principal of the grant, nor its grantee with RetireGrant among the operations, nor the account of the key.',
      },
    ],
  };
}

function retirerMatch(grant: Grant, situation: Situation): PrincipalMatch {
  const retiring = grant.retiring === undefined ? 'none' : matchGrantee(grant.retiring, situation.identity);
  if (retiring !== 'none' && retiring !== 'account') return retiring;
  const self = grant.operations.some((operation) => operation.toLowerCase() === 'retiregrant');
  const grantee = self ? matchGrantee(grant.grantee, situation.identity) : 'none';
  return grantee === 'none' ? retiring : grantee;
}
