import { KmsError } from '../../core/errors';
import { variable } from '../config/clientSettings';
import type { CredentialContext, Credentials } from './context';
import { containerUrl, fromContainer, fromInstance } from './metadata';
import { environmentKeys, fromTokenFile, resolve, type TokenRole } from './profileCredentials';

/**
 * The credentials that the AWS CLI takes where no profile is named on its command line (botocore,
 * `create_credential_resolver`): keys in variables, the role of the profile, a token in variables, the rest of the
 * profile, the container, the instance.
 */
export async function environmentCredentials(context: CredentialContext): Promise<Credentials> {
  const keys = environmentKeys(context);
  if (keys !== undefined) return keys;
  const { config, environment } = context;
  const named = variable(environment, 'AWS_PROFILE');
  const name = named ?? 'default';
  const role = tokenRole(context);
  const profile = config.profiles.get(name);
  const assumes = profile?.has('role_arn') && !profile.has('web_identity_token_file');
  if (role !== undefined && !assumes) return fromTokenFile('AWS_WEB_IDENTITY_TOKEN_FILE', role, context);
  const own = profile === undefined && named === undefined ? undefined : await resolve(name, context, []);
  return own ?? machineCredentials(context, name);
}

function tokenRole({ environment }: CredentialContext): TokenRole | undefined {
  const tokenFile = variable(environment, 'AWS_WEB_IDENTITY_TOKEN_FILE');
  const roleArn = variable(environment, 'AWS_ROLE_ARN');
  if (tokenFile === undefined || roleArn === undefined) return undefined;
  return { tokenFile, roleArn, sessionName: variable(environment, 'AWS_ROLE_SESSION_NAME') };
}

async function machineCredentials(context: CredentialContext, profile: string): Promise<Credentials> {
  const container = containerUrl(context);
  if (container !== undefined) return fromContainer(container, context);
  try {
    return await fromInstance(context.config.profiles.get(profile), context);
  } catch (error) {
    // Most machines are no instance: nobody is at that address.
    if (!(error instanceof KmsError) || error.reason !== 'network') throw error;
    throw new KmsError(
      'credentials-missing',
      'Neither the environment’s variables nor the default profile have any, and this is no container and no instance.',
      { cause: error },
    );
  }
}
