import { readFile } from 'node:fs/promises';
import { KmsError } from '../../core/errors';
import { variable } from '../config/clientSettings';
import type { Section } from '../config/sharedConfig';
import type { CredentialContext, Credentials } from './context';
import { fromLogin } from './login';
import { containerUrl, fromContainer, fromInstance } from './metadata';
import { withMfaCode } from './mfa';
import { fromProcess } from './process';
import { fromSso } from './sso';
import { assumeRole, assumeRoleWithToken } from './sts';
import { kindOf, type CredentialKind } from './kind';
import { unusable } from './unusable';

/** The credentials of one profile alone: falling through to the instance's role would reach another account. */
export async function profileCredentials(name: string, context: CredentialContext): Promise<Credentials> {
  const credentials = await resolve(name, context, []);
  if (credentials !== undefined) return credentials;
  throw new KmsError('credentials-missing', `The profile “${name}” says nothing about credentials.`);
}

/** As above; undefined where the profile says nothing about credentials, so that a chain goes on. */
export function resolve(
  name: string,
  context: CredentialContext,
  path: readonly string[],
): Promise<Credentials | undefined> {
  const section = context.config.profiles.get(name);
  if (section === undefined) {
    const asked = path.at(-1);
    const by = asked === undefined ? '' : `, which the profile “${asked}” names as its source_profile`;
    throw unusable(`There is no AWS profile “${name}”${by}.`);
  }
  // A source with keys of its own gives those, also where it is a role too: `source_profile` may name itself.
  const kind = path.length > 0 && keysIn(section) !== undefined ? 'static' : kindOf(section);
  return providers[kind]({ name, section, context, path });
}

interface Step {
  name: string;
  section: Section;
  context: CredentialContext;
  /** The profiles that led here, the one in use first. */
  path: readonly string[];
}

const providers: Readonly<Record<CredentialKind, (step: Step) => Promise<Credentials | undefined>>> = {
  static: ({ section }) => Promise.resolve(keysIn(section)),
  'assume-role': role,
  mfa: role,
  'web-identity': ({ name, section, context }) =>
    fromTokenFile(`The profile “${name}”`, tokenRole(section), context),
  sso: ({ name, section, context }) => fromSso(name, section, context),
  login: ({ name, section, context }) => fromLogin(name, section.get('login_session') ?? '', context),
  process: ({ name, section, context }) =>
    fromProcess(name, section.get('credential_process') ?? '', context),
  none: ({ name, section, context, path }) => {
    if (path.length > 0 && section.has('credential_source')) return fromSource(name, section, context);
    if (!section.has('role_arn')) return Promise.resolve(undefined);
    throw unusable(
      `The profile “${name}” has a role_arn, and needs a source_profile or a credential_source beside it.`,
    );
  },
};

function keysIn(section: Section): Credentials | undefined {
  const accessKeyId = section.get('aws_access_key_id');
  const secretAccessKey = section.get('aws_secret_access_key');
  const sessionToken = section.get('aws_session_token');
  if (accessKeyId === undefined || secretAccessKey === undefined) return undefined;
  return { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
}

async function role({ name, section, context, path }: Step): Promise<Credentials> {
  if (path.includes(name)) {
    throw unusable(`The profiles ${[...path, name].join(' → ')} name each other.`);
  }
  if (section.has('source_profile') && section.has('credential_source')) {
    throw unusable(
      `The profile “${name}” has both a source_profile and a credential_source: one of them is too much.`,
    );
  }
  const serial = section.get('mfa_serial');
  const source = await sourceOf(name, section, context, path);
  const request = {
    roleArn: section.get('role_arn') ?? '',
    sessionName: section.get('role_session_name'),
    externalId: section.get('external_id'),
    durationSeconds: durationOf(name, section),
  };
  if (serial === undefined) return assumeRole(source, request, context);
  // Asked for last: a code is good for half a minute.
  return withMfaCode(serial, context, (code) =>
    assumeRole(source, { ...request, mfa: { serial, code } }, context),
  );
}

async function sourceOf(
  name: string,
  section: Section,
  context: CredentialContext,
  path: readonly string[],
): Promise<Credentials> {
  const source = section.get('source_profile');
  if (source === undefined) return fromSource(name, section, context);
  const credentials = await resolve(source, context, [...path, name]);
  if (credentials !== undefined) return credentials;
  throw new KmsError(
    'credentials-missing',
    `The profile “${source}”, the source_profile of “${name}”, says nothing about credentials.`,
  );
}

function durationOf(name: string, section: Section): number | undefined {
  const text = section.get('duration_seconds');
  if (text === undefined) return undefined;
  if (/^\d+$/.test(text)) return Number(text);
  throw unusable(`duration_seconds of the profile “${name}” is no number of seconds.`);
}

/** `credential_source`. Source: SDK Reference Guide, "Assume role credential provider". */
function fromSource(name: string, section: Section, context: CredentialContext): Promise<Credentials> {
  const source = section.get('credential_source');
  if (source === 'Ec2InstanceMetadata') return fromInstance(section, context);
  if (source === 'EcsContainer') {
    const url = containerUrl(context);
    if (url !== undefined) return fromContainer(url, context);
    throw new KmsError(
      'credentials-missing',
      `This is no container: the credential_source of the profile “${name}”.`,
    );
  }
  const credentials = source === 'Environment' ? environmentKeys(context) : undefined;
  if (credentials !== undefined) return Promise.resolve(credentials);
  const why =
    source === 'Environment'
      ? 'AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set'
      : 'it is none of Environment, Ec2InstanceMetadata and EcsContainer';
  const message = `The credential_source of the profile “${name}” gives nothing: ${why}.`;
  throw source === 'Environment' ? new KmsError('credentials-missing', message) : unusable(message);
}

/** The keys in the environment's variables, if there are any. */
export function environmentKeys({ environment }: CredentialContext): Credentials | undefined {
  const accessKeyId = variable(environment, 'AWS_ACCESS_KEY_ID');
  const secretAccessKey = variable(environment, 'AWS_SECRET_ACCESS_KEY');
  const sessionToken = variable(environment, 'AWS_SESSION_TOKEN');
  if (accessKeyId === undefined || secretAccessKey === undefined) return undefined;
  return { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
}

/** A role and the file of the token that may assume it. */
export interface TokenRole {
  roleArn: string;
  tokenFile: string;
  sessionName: string | undefined;
}

function tokenRole(section: Section): TokenRole {
  return {
    roleArn: section.get('role_arn') ?? '',
    tokenFile: section.get('web_identity_token_file') ?? '',
    sessionName: section.get('role_session_name'),
  };
}

/** Credentials for the token that stands in a file; `owner` names who told of it. */
export async function fromTokenFile(
  owner: string,
  { roleArn, tokenFile, sessionName }: TokenRole,
  context: CredentialContext,
): Promise<Credentials> {
  let token: string;
  try {
    token = (await readFile(tokenFile, 'utf8')).trim();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new KmsError(
      'credentials-missing',
      `${owner} names the token file ${tokenFile}, which cannot be read (${code ?? 'unknown'}).`,
      { cause: error },
    );
  }
  return assumeRoleWithToken(token, { roleArn, sessionName }, context);
}
