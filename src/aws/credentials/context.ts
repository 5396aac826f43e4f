import type { MemoMap } from '../../async/memo';
import type { Agents } from '../agents';
import type { ClientSettings } from '../config/clientSettings';
import type { SharedConfig } from '../config/sharedConfig';
import type { Environment } from '../endpoints';
import type { Limits } from '../limits';

/** Credentials as the SDK's clients take them. */
export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
  expiration?: Date;
}

/** What every way to credentials needs. */
export interface CredentialContext {
  config: SharedConfig;
  environment: Environment;
  /** Those of the profile in use, for all steps of its chain: a source profile's do not count (as in the AWS CLI). */
  settings: ClientSettings;
  /** STS of the profile in use where it is not AWS's own. What a sign-in gave never goes there. */
  stsEndpoint: string | undefined;
  /** Folders of the AWS CLI's token files. */
  caches: { sso: string; login: string };
  limits: Limits;
  agents: Agents;
  /** Renewals of tokens that are under way, by file: one for all connections that wait for it; none is kept. */
  renewals: MemoMap<unknown>;
  now(): number;
  askMfaCode(serial: string, signal: AbortSignal, refused?: string): Promise<string>;
  signal: AbortSignal;
}
