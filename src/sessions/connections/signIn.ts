import { KmsError } from '../../core/errors';
import type { Connection } from '../../core/ports';

/** How a person signs in: by a command of the AWS CLI, or not at all because the credentials are in the files. */
export type SignIn = { kind: 'command'; profile: string; args: readonly string[] } | { kind: 'in-files' };

/** Commands of the AWS CLI that renew a sign-in. */
const logins: Readonly<Record<NonNullable<Connection['signIn']>['kind'], readonly string[]>> = {
  sso: ['sso', 'login'],
  login: ['login'],
};

/** What signs in for a connection. The arguments go to the CLI as they are, never through a shell. */
export function signInOf({ id, kind, signIn }: Connection): SignIn {
  if (signIn !== undefined)
    return {
      kind: 'command',
      profile: signIn.profile,
      args: [...logins[signIn.kind], '--profile', signIn.profile],
    };
  if (kind === 'profile') return { kind: 'in-files' };
  const why = 'Nobody signs in here. Set credentials in the environment, then refresh.';
  throw new KmsError('not-possible', why, { connection: id });
}
