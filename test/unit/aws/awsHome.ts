import { createHash, generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SharedFiles } from '../../../src/aws/config/sharedConfig';

/** A home folder with the files of the AWS CLI. */
export interface AwsHome {
  readonly folder: string;
  readonly files: SharedFiles;
  config(text: string): void;
  credentials(text: string): void;
  /** The token of a sign-in at IAM Identity Center; `name` is the session's, or the start URL. */
  ssoToken(name: string, token?: object, seconds?: number): void;
  /** What `aws login` keeps for a session. */
  loginToken(session: string, seconds?: number): void;
  write(name: string, text: string): string;
  dispose(): void;
}

export function awsHome(): AwsHome {
  const folder = mkdtempSync(join(tmpdir(), 'aws-home-'));
  const files = {
    config: join(folder, 'config'),
    credentials: join(folder, 'credentials'),
    ssoCache: join(folder, 'sso'),
    loginCache: join(folder, 'login'),
  };
  const write = (name: string, text: string): string => {
    const file = join(folder, name);
    writeFileSync(file, text);
    return file;
  };
  mkdirSync(files.ssoCache);
  mkdirSync(files.loginCache);
  return {
    folder,
    files,
    write,
    config: (text) => void write('config', text),
    credentials: (text) => void write('credentials', text),
    ssoToken(name, token = {}, seconds = 3600) {
      const content = { accessToken: 'sso-bearer', expiresAt: inSeconds(seconds), ...token };
      write(join('sso', `${hash('sha1', name)}.json`), JSON.stringify(content));
    },
    loginToken(session, seconds = 3600) {
      const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const content = {
        accessToken: {
          accessKeyId: 'ASIAKEPT',
          secretAccessKey: 'kept-secret',
          sessionToken: 'kept-session',
          accountId: '111122223333',
          expiresAt: inSeconds(seconds),
        },
        clientId: 'arn:aws:signin:::devtools/same-device',
        refreshToken: 'login-refresh',
        dpopKey: privateKey.export({ format: 'pem', type: 'sec1' }),
      };
      write(join('login', `${hash('sha256', session)}.json`), JSON.stringify(content));
    },
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The secrets of a session that can be renewed, beside its bearer token. */
export const renewable = {
  clientId: 'client-id',
  clientSecret: 'client-secret',
  refreshToken: 'sso-refresh',
  registrationExpiresAt: '2099-01-01T00:00:00Z',
};

export function inSeconds(seconds: number): string {
  return new Date(Date.now() + seconds * 1000).toISOString();
}

function hash(algorithm: string, text: string): string {
  return createHash(algorithm).update(text).digest('hex');
}
