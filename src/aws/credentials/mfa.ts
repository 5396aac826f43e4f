import { KmsError } from '../../core/errors';
import type { CredentialContext, Credentials } from './context';

/** As `sudo` does: who has mistyped three codes is better told so than asked for ever. */
const mostCodes = 3;

/**
 * Does what needs the code of an MFA device, and asks for the next one where it was not accepted: a digit was wrong,
 * the half minute over, or the code used before. Each code is good once.
 */
export async function withMfaCode(
  serial: string,
  context: CredentialContext,
  use: (code: string) => Promise<Credentials>,
): Promise<Credentials> {
  let refused: string | undefined;
  for (let asked = 1; ; asked++) {
    const code = await context.askMfaCode(serial, context.signal, refused);
    try {
      return await use(code);
    } catch (error) {
      if (asked === mostCodes || !isOfCode(error)) throw error;
      refused = code;
    }
  }
}

/** Where STS does not know the device, no code of it helps: “Please verify your MFA serial number is valid …”. */
function isOfCode(error: unknown): boolean {
  return error instanceof KmsError && error.reason === 'mfa-wrong' && !/serial number/i.test(error.message);
}
