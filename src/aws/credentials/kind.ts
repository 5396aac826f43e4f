import type { Section } from '../config/sharedConfig';

/** How a profile gets its credentials. */
export type CredentialKind =
  'static' | 'assume-role' | 'mfa' | 'sso' | 'login' | 'process' | 'web-identity' | 'none';

/**
 * Which of its ways a profile takes, in the order of the AWS CLI (botocore, `create_credential_resolver` and
 * `ProfileProviderBuilder.providers`): a web identity, a role, IAM Identity Center, keys, `aws login`, a process.
 */
export function kindOf(section: Section): CredentialKind {
  if (section.has('role_arn')) {
    if (section.has('web_identity_token_file')) return 'web-identity';
    if (section.has('source_profile') || section.has('credential_source')) {
      return section.has('mfa_serial') ? 'mfa' : 'assume-role';
    }
  }
  if (section.has('sso_account_id') || section.has('sso_role_name')) return 'sso';
  if (section.has('aws_access_key_id') && section.has('aws_secret_access_key')) return 'static';
  if (section.has('login_session')) return 'login';
  if (section.has('credential_process')) return 'process';
  return section.has('sso_session') || section.has('sso_start_url') ? 'sso' : 'none';
}
