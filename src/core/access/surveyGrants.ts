import { carries } from '../kms/actions';
import type { Hit, Known, ReadGrant, Surveyed } from './surveyAnswer';

/** The grants that give somebody an action. */
export function grantHits(action: string, known: Known, who: Surveyed): Hit[] {
  const operation = action.slice(4).toLowerCase();
  return known.grants.flatMap((grant): Hit[] => {
    const match = who.matchGrantee(grant.grantee);
    if (match === 'none' || !grant.operations.some((name) => name.toLowerCase() === operation)) return [];
    return [
      {
        layer: 'grant',
        grantId: grant.id,
        effect: match === 'account' ? 'delegates' : 'allows',
        condition: constraintsInWords(grant, operation),
      },
    ];
  });
}

/** The constraints of a grant as the rest of "if …". */
function constraintsInWords(grant: ReadGrant, operation: string): string {
  const words: string[] = [];
  if (carries(operation, 'encryption-context')) {
    if (grant.encryptionContextEquals !== undefined)
      words.push(`the encryption context is exactly ${pairs(grant.encryptionContextEquals)}`);
    if (grant.encryptionContextSubset !== undefined)
      words.push(`the encryption context has ${pairs(grant.encryptionContextSubset)}`);
  }
  if (grant.sourceArn !== undefined) words.push(`the service calls for ${grant.sourceArn}`);
  return words.join(', and ');
}

function pairs(context: Record<string, string>): string {
  return Object.entries(context)
    .map(([name, value]) => `${name} = ${value}`)
    .join(', ');
}
