import type { SsoSignIn } from './ssoSignIn';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { KmsError } from '../../core/errors';
import { guarded } from '../answers';
import { clientOptions } from '../clientOptions';
import type { Section } from '../config/sharedConfig';
import { toKmsError } from '../errors';
import { within } from '../limits';
import type { CredentialContext, Credentials } from './context';
import { accessToken } from './ssoToken';
import { stepPatience } from './stepPatience';
import { unusable } from './unusable';

/**
 * Credentials of a role that IAM Identity Center assigns. The portal and its token service are asked in `sso_region`
 * at AWS's own hosts, whatever Region and endpoint the profile has for its calls.
 */
export async function fromSso(
  profile: string,
  section: Section,
  context: CredentialContext,
): Promise<Credentials> {
  const accountId = needed(profile, section, 'sso_account_id');
  const roleName = needed(profile, section, 'sso_role_name');
  const signIn = signInOf(profile, section, context);
  const token = await accessToken(profile, signIn, context);
  const { settings, limits, agents } = context;
  const { SSOClient, GetRoleCredentialsCommand } = await import('@aws-sdk/nested-clients/sso');
  const patience = stepPatience(limits);
  const client = guarded(new SSOClient(clientOptions({ settings, region: signIn.region, agents, patience })));
  try {
    const { roleCredentials } = await within({ ms: limits.stepMs, signal: context.signal }, (abortSignal) =>
      client.send(new GetRoleCredentialsCommand({ accountId, roleName, accessToken: token }), {
        abortSignal,
      }),
    );
    const { accessKeyId, secretAccessKey, sessionToken, expiration } = roleCredentials ?? {};
    if (!accessKeyId || !secretAccessKey || !sessionToken) {
      throw new KmsError('service', 'The answer holds no credentials.');
    }
    return {
      accessKeyId,
      secretAccessKey,
      sessionToken,
      ...(expiration ? { expiration: new Date(expiration) } : {}),
    };
  } catch (error) {
    const resource = `${roleName} (${accountId})`;
    throw toKmsError(error, { operation: 'sso:GetRoleCredentials', region: signIn.region, resource });
  } finally {
    client.destroy();
  }
}

function signInOf(profile: string, section: Section, context: CredentialContext): SsoSignIn {
  const session = section.get('sso_session');
  const settings = session === undefined ? section : context.config.sessions.get(session);
  if (settings === undefined) {
    throw unusable(
      `The profile “${profile}” names the sso-session “${session ?? ''}”, and the config file has no section [sso-session ${session ?? ''}].`,
    );
  }
  const where = session === undefined ? `The profile “${profile}”` : `The section [sso-session ${session}]`;
  const value = (key: string): string => {
    const found = settings.get(key);
    if (found !== undefined) return found;
    throw unusable(`${where} lacks ${key}.`);
  };
  const startUrl = value('sso_start_url');
  const name = createHash('sha1')
    .update(session ?? startUrl)
    .digest('hex');
  return { startUrl, region: value('sso_region'), session, file: join(context.caches.sso, `${name}.json`) };
}

function needed(profile: string, section: Section, key: string): string {
  const value = section.get(key);
  if (value === undefined) throw unusable(`The profile “${profile}” lacks ${key}.`);
  return value;
}
