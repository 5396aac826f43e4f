import { join } from 'node:path';
import type { Environment } from '../endpoints';
import { variable } from './clientSettings';
import type { SharedFiles } from './sharedConfig';

/**
 * Where the AWS CLI keeps its files: in the home folder unless a variable says otherwise. An empty variable counts as
 * not set, and `~` is the home folder. Source: SDK Reference Guide, "Location of the shared config and credentials files".
 */
export function awsFiles(environment: Environment, home: string): Required<SharedFiles> {
  const folder = join(home, '.aws');
  const named = (name: string, usual: string): string => {
    const value = variable(environment, name);
    return value === undefined ? usual : value.replace(/^~(?=$|[/\\])/, home);
  };
  return {
    config: named('AWS_CONFIG_FILE', join(folder, 'config')),
    credentials: named('AWS_SHARED_CREDENTIALS_FILE', join(folder, 'credentials')),
    ssoCache: join(folder, 'sso', 'cache'),
    loginCache: named('AWS_LOGIN_CACHE_DIRECTORY', join(folder, 'login', 'cache')),
  };
}
