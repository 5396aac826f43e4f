import { KmsError } from '../../core/errors';
import { guarded } from '../answers';
import { clientOptions } from '../clientOptions';
import { toKmsError } from '../errors';
import { within } from '../limits';
import type { CredentialContext } from './context';
import { renewOnce } from './renewal';
import type { SsoSignIn } from './ssoSignIn';
import { stepPatience } from './stepPatience';
import { dateIn, readTokenFile, textIn, writeTokenFile } from './tokenFile';

/** So long before its end a token is renewed, if it can be. */
const renewMs = 5 * 60_000;

type Token = Record<string, unknown>;

/** The bearer token of a sign-in, renewed where it is about to end. */
export async function accessToken(
  profile: string,
  signIn: SsoSignIn,
  context: CredentialContext,
): Promise<string> {
  const token = await readTokenFile(signIn.file);
  const access = textIn(token, 'accessToken');
  const expires = dateIn(token, 'expiresAt');
  if (token === undefined || access === undefined || expires === undefined) throw signedOut(profile);
  const left = expires - context.now();
  if (left > renewMs) return access;
  if (signIn.session === undefined || !isRenewable(token, context.now())) {
    if (left > 0) return access;
    throw signedOut(profile);
  }
  try {
    return await renewOnce(signIn.file, context, (own) => renewed(token, signIn, own));
  } catch (error) {
    // What is still valid is used to its end.
    if (left > 0 && !context.signal.aborted) return access;
    const failure = toKmsError(error);
    // The token service answers that the refresh token or the registration is no longer good.
    if (['denied', 'invalid', 'credentials-expired'].includes(failure.reason))
      throw signedOut(profile, error);
    throw failure;
  }
}

/** A registration is good for 90 days; after it only a person can sign in again. */
function isRenewable(token: Token, now: number): boolean {
  const whole = ['clientId', 'clientSecret', 'refreshToken'].every((key) => textIn(token, key) !== undefined);
  return whole && (dateIn(token, 'registrationExpiresAt') ?? Infinity) > now;
}

async function renewed(token: Token, signIn: SsoSignIn, context: CredentialContext): Promise<string> {
  const { settings, limits, agents } = context;
  const { SSOOIDCClient, CreateTokenCommand } = await import('@aws-sdk/nested-clients/sso-oidc');
  const patience = { ...stepPatience(limits), attempts: 1 };
  const options = clientOptions({ settings, region: signIn.region, agents, patience });
  const client = guarded(new SSOOIDCClient(options));
  try {
    const answer = await within({ ms: limits.stepMs, signal: context.signal }, (abortSignal) =>
      client.send(
        new CreateTokenCommand({
          clientId: textIn(token, 'clientId'),
          clientSecret: textIn(token, 'clientSecret'),
          refreshToken: textIn(token, 'refreshToken'),
          grantType: 'refresh_token',
        }),
        { abortSignal },
      ),
    );
    if (!answer.accessToken) throw new KmsError('service', 'The answer holds no token.');
    const expiresAt = new Date(context.now() + (answer.expiresIn ?? 0) * 1000);
    await writeTokenFile(signIn.file, {
      ...token,
      accessToken: answer.accessToken,
      expiresAt: expiresAt.toISOString().replace(/\.\d+Z$/, 'Z'),
      refreshToken: answer.refreshToken ?? token.refreshToken,
    });
    return answer.accessToken;
  } catch (error) {
    throw toKmsError(error, { operation: 'sso-oauth:CreateToken', region: signIn.region });
  } finally {
    client.destroy();
  }
}

function signedOut(profile: string, cause?: unknown): KmsError {
  return new KmsError('credentials-expired', `Nobody is signed in for the profile “${profile}”.`, {
    operation: 'sso-oauth:CreateToken',
    cause,
  });
}
