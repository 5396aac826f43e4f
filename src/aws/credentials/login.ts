import { createHash, createPrivateKey, createPublicKey, randomUUID, sign, type KeyObject } from 'node:crypto';
import { join } from 'node:path';
import { KmsError } from '../../core/errors';
import { guarded } from '../answers';
import { clientOptions } from '../clientOptions';
import { toKmsError } from '../errors';
import { within } from '../limits';
import type { CredentialContext, Credentials } from './context';
import { renewOnce } from './renewal';
import { stepPatience } from './stepPatience';
import { dateIn, readTokenFile, textIn, writeTokenFile } from './tokenFile';

/** So long before their end the credentials are renewed. Source: botocore, LoginCredentialFetcher. */
const renewMs = 5 * 60_000;

type Token = Record<string, unknown>;

/** The refresh token and its proof are the secrets: the request is not signed. */
const unsigned = { accessKeyId: '', secretAccessKey: '' };

/** Credentials that `aws login` keeps, renewed at AWS's own sign-in service where they are about to end. */
export async function fromLogin(
  profile: string,
  session: string,
  context: CredentialContext,
): Promise<Credentials> {
  const name = createHash('sha256').update(session).digest('hex');
  const file = join(context.caches.login, `${name}.json`);
  const token = await readTokenFile(file);
  const kept = credentialsIn(token);
  if (token === undefined || kept === undefined) throw signedOut(profile);
  const left = kept.expiration.getTime() - context.now();
  if (left > renewMs) return kept;
  try {
    return await renewOnce(file, context, (own) => renewed(file, token, own));
  } catch (error) {
    if (left > 0 && !context.signal.aborted) return kept;
    const failure = toKmsError(error);
    if (['denied', 'invalid', 'credentials-expired'].includes(failure.reason))
      throw signedOut(profile, error);
    throw failure;
  }
}

function credentialsIn(token: Token | undefined): (Credentials & { expiration: Date }) | undefined {
  const access = token?.accessToken;
  if (typeof access !== 'object' || access === null) return undefined;
  const kept = access as Token;
  const accessKeyId = textIn(kept, 'accessKeyId');
  const secretAccessKey = textIn(kept, 'secretAccessKey');
  const sessionToken = textIn(kept, 'sessionToken');
  const expires = dateIn(kept, 'expiresAt');
  if (!accessKeyId || !secretAccessKey || !sessionToken || expires === undefined) return undefined;
  return { accessKeyId, secretAccessKey, sessionToken, expiration: new Date(expires) };
}

async function renewed(file: string, token: Token, context: CredentialContext): Promise<Credentials> {
  const { settings, limits, agents } = context;
  const region = textIn(token, 'signInRegion') ?? settings.region;
  const { SigninClient, CreateOAuth2TokenCommand } = await import('@aws-sdk/nested-clients/signin');
  const patience = { ...stepPatience(limits), attempts: 1 };
  const options = clientOptions({ settings, region, agents, patience });
  const client = guarded(new SigninClient({ ...options, credentials: unsigned }));
  const key = privateKey(token);
  client.middlewareStack.add(
    (next) => (args) => {
      const request = args.request as HttpRequest;
      request.headers.DPoP = proofOf(key, request, context.now());
      return next(args);
    },
    { step: 'finalizeRequest', name: 'proofOfPossession' },
  );
  try {
    const tokenInput = {
      clientId: textIn(token, 'clientId'),
      refreshToken: textIn(token, 'refreshToken'),
      grantType: 'refresh_token',
    };
    const { tokenOutput } = await within({ ms: limits.stepMs, signal: context.signal }, (abortSignal) =>
      client.send(new CreateOAuth2TokenCommand({ tokenInput }), { abortSignal }),
    );
    const expiresAt = new Date(context.now() + (tokenOutput?.expiresIn ?? 0) * 1000).toISOString();
    const accessToken = { ...(token.accessToken as Token), ...tokenOutput?.accessToken, expiresAt };
    const next = { ...token, accessToken, refreshToken: tokenOutput?.refreshToken ?? token.refreshToken };
    const credentials = credentialsIn(next);
    if (tokenOutput?.accessToken === undefined || credentials === undefined) {
      throw new KmsError('service', 'The answer holds no credentials.');
    }
    await writeTokenFile(file, next);
    return credentials;
  } catch (error) {
    throw toKmsError(error, { operation: 'signin:CreateOAuth2Token', region });
  } finally {
    client.destroy();
  }
}

interface HttpRequest {
  method: string;
  protocol: string;
  hostname: string;
  port?: number;
  path: string;
  headers: Record<string, string>;
}

function privateKey(token: Token): KeyObject {
  try {
    return createPrivateKey(textIn(token, 'dpopKey') ?? '');
  } catch (error) {
    throw new KmsError('credentials-expired', 'The file of the sign-in holds no key.', { cause: error });
  }
}

/** That we hold the key of the sign-in (RFC 9449, "OAuth 2.0 Demonstrating Proof of Possession"). */
function proofOf(key: KeyObject, request: HttpRequest, now: number): string {
  const { kty, crv, x, y } = createPublicKey(key).export({ format: 'jwk' });
  const port = request.port === undefined ? '' : `:${request.port}`;
  const head = { typ: 'dpop+jwt', alg: 'ES256', jwk: { kty, crv, x, y } };
  const body = {
    htm: request.method,
    htu: `${request.protocol}//${request.hostname}${port}${request.path}`,
    iat: Math.floor(now / 1000),
    jti: randomUUID(),
  };
  const text = [head, body].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  const signature = sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' });
  return `${text}.${signature.toString('base64url')}`;
}

function signedOut(profile: string, cause?: unknown): KmsError {
  return new KmsError('credentials-expired', `Nobody is signed in for the profile “${profile}”.`, {
    operation: 'signin:CreateOAuth2Token',
    cause,
  });
}
