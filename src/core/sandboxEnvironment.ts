import type { RunningSandbox, SandboxIdentity } from './ports';

export const shells = {
  posix: 'bash, zsh, sh',
  powershell: 'PowerShell',
  dotenv: '.env file',
} as const;

export type Shell = keyof typeof shells;

/** The variables with which the AWS CLI and SDKs talk to the sandbox; other services stay with AWS. */
export function environmentText(running: RunningSandbox, identity: SandboxIdentity, shell: Shell): string {
  const variables: readonly (readonly [string, string])[] = [
    ['AWS_ENDPOINT_URL_KMS', running.endpoint],
    ['AWS_ENDPOINT_URL_IAM', running.endpoint],
    ['AWS_ENDPOINT_URL_STS', running.endpoint],
    ['AWS_ENDPOINT_URL_CLOUDTRAIL', running.endpoint],
    ['AWS_REGION', running.region],
    // boto3 and version 1 of the AWS CLI know only this one.
    ['AWS_DEFAULT_REGION', running.region],
    ['AWS_ACCESS_KEY_ID', identity.accessKeyId],
    ['AWS_SECRET_ACCESS_KEY', identity.secretAccessKey],
  ];
  const lines = variables.map(([name, value]) => line(name, value, shell));
  return [...lines, ...withoutToken[shell]].join('\n') + '\n';
}

/** A session token from before belongs to other access keys. */
const withoutToken: Readonly<Record<Shell, readonly string[]>> = {
  posix: ['unset AWS_SESSION_TOKEN'],
  powershell: ['Remove-Item Env:AWS_SESSION_TOKEN -ErrorAction SilentlyContinue'],
  dotenv: [],
};

function line(name: string, value: string, shell: Shell): string {
  if (shell === 'powershell') return `$env:${name} = '${value}'`;
  return shell === 'posix' ? `export ${name}='${value}'` : `${name}=${value}`;
}
