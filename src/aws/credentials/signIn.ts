import type { SharedConfig } from '../config/sharedConfig';
import { kindOf } from './kind';

/** Who has to sign in for a connection, and by which of the AWS CLI's commands. */
export interface SignIn {
  profile: string;
  kind: 'sso' | 'login';
}

/** The sign-in that a profile's credentials come from: its own, or that of the profile its role starts from. */
export function signInBehind(name: string, config: SharedConfig): SignIn | undefined {
  const seen = new Set<string>();
  for (let at: string | undefined = name; at !== undefined && !seen.has(at);) {
    seen.add(at);
    const section = config.profiles.get(at);
    if (section === undefined) return undefined;
    const kind = kindOf(section);
    if (kind === 'sso' || kind === 'login') return { profile: at, kind };
    if (kind !== 'assume-role' && kind !== 'mfa') return undefined;
    at = section.get('source_profile');
  }
  return undefined;
}
