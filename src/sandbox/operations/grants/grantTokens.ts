import { AwsError } from '../../errors';
import type { Vault } from '../../vault';

const context = 'grant token';

/** A new token of a grant. Every answer of CreateGrant has another one, and all of them stand for the same grant. */
export function grantToken(vault: Vault, grantId: string): string {
  return Buffer.from(vault.seal(Buffer.from(grantId, 'hex'), context), 'base64').toString('base64url');
}

/** The id of the grant that a token stands for, be the grant there or gone. Throws InvalidGrantTokenException. */
export function grantIdOf(vault: Vault, token: string): string {
  try {
    return vault.open(Buffer.from(token, 'base64url').toString('base64'), context).toString('hex');
  } catch {
    // The vault throws for everything that it has not sealed as a grant token.
    throw new AwsError('InvalidGrantTokenException', 'The specified grant token is not valid.');
  }
}
