import { KmsError, type Reason } from './errors';
import { keyStoreRefusals } from './keyStores/refusals';
import { redact } from './redact';
import { ownValue } from './ownValue';

/** What a person can do next about a failure; the host knows the command behind each. */
export type NextStep =
  | 'sign-in'
  | 'switch-connection'
  | 'open-profiles'
  | 'act-as'
  | 'explain-access'
  | 'retry'
  | 'refresh'
  | 'enable'
  | 'cancel-deletion'
  | 'trust';

/** One failure in words: what happened, to what, where, and what to do. */
export interface Explanation {
  text: string;
  steps: readonly NextStep[];
}

/** Puts `{name}` parameters into a message; `vscode.l10n.t` in the host, plain text elsewhere. */
export type Translate = (message: string, parameters: Record<string, string>) => string;

interface Entry {
  /** Follows "Could not {doing}: ". */
  because: string;
  steps: readonly NextStep[];
}

/** Words for each reason. `{server}` is the server's own text, `{place}` the region or connection. */
export const catalogue: Readonly<Record<Exclude<Reason, 'cancelled'>, Entry>> = {
  denied: {
    because:
      'Access was denied. {permission} must be allowed by the key policy or by an IAM policy of the identity in use.',
    steps: ['explain-access', 'act-as', 'switch-connection'],
  },
  'credentials-missing': {
    because:
      'There are no credentials for {connection} ({server}). Set them up with "aws configure", or choose another connection.',
    steps: ['sign-in', 'switch-connection', 'open-profiles'],
  },
  'credentials-expired': {
    because: 'The sign-in of {connection} has expired. Sign in again.',
    steps: ['sign-in', 'switch-connection'],
  },
  'credentials-wrong': {
    because:
      'The credentials of {connection} are not accepted ({server}). Check the profile’s access key, and that the account has this Region turned on.',
    steps: ['open-profiles', 'switch-connection'],
  },
  'mfa-wrong': {
    because: 'The MFA code was not accepted ({server}). Try again with the next code of the device.',
    steps: ['retry'],
  },
  'region-off': {
    because:
      '{place} is turned off for this account ({server}). Have the Region turned on, or choose another in the profile.',
    steps: ['open-profiles', 'switch-connection'],
  },
  'clock-wrong': {
    because: 'This machine’s clock is not that of {place} ({server}). Set it right, then try again.',
    steps: ['retry'],
  },
  network: {
    because:
      '{place} cannot be reached ({server}). Check the network, VPN, proxy and the Region’s name, then try again.',
    steps: ['retry'],
  },
  certificate: {
    because:
      'The certificate of {place} is not trusted ({server}). Behind a proxy that opens TLS, add its certificate to the system’s, or name it in ca_bundle of the profile or in AWS_CA_BUNDLE.',
    steps: ['open-profiles', 'retry'],
  },
  'endpoint-wrong': {
    because:
      'The endpoint is not a URL ({server}). It begins with http:// or https://: check endpoint_url in the profile, the AWS_ENDPOINT_URL variables and the setting kms.endpointUrl.',
    steps: ['open-profiles', 'retry'],
  },
  'not-aws': {
    because: '{place} sent an answer that is not AWS’s ({server}). Check the endpoint and the proxy.',
    steps: ['open-profiles', 'retry'],
  },
  timeout: { because: '{place} did not answer in time. Try again.', steps: ['retry'] },
  throttled: {
    because: 'Too many requests were made in {place}. Wait a few seconds, then try again.',
    steps: ['retry'],
  },
  service: { because: '{place} reported an internal error ({server}). Try again.', steps: ['retry'] },
  'not-found': {
    because: 'It does not exist in {place} ({server}). Refresh to see what is there.',
    steps: ['refresh'],
  },
  'already-exists': { because: 'The name is already taken. Choose another. ({server})', steps: [] },
  'wrong-state': { because: '{server}', steps: ['refresh'] },
  disabled: { because: 'The key is disabled. Enable it first.', steps: ['enable'] },
  unsupported: { because: 'This kind of key does not support it. {server}', steps: [] },
  'not-possible': { because: '{server}', steps: [] },
  untrusted: {
    because: 'This workspace is not trusted. Until it is, only key-policy files are checked and completed.',
    steps: ['trust'],
  },
  'read-only': { because: '{server}', steps: [] },
  invalid: { because: 'A value was not accepted. {server}', steps: [] },
  limit: { because: 'A limit of the account or key is reached. {server}', steps: [] },
  'malformed-policy': { because: 'The key policy is not valid. {server}', steps: [] },
  lockout: {
    because:
      'The policy would not let you change it again. Add a statement that allows kms:PutKeyPolicy to you or to the account. {server}',
    steps: [],
  },
  'invalid-principal': {
    because:
      'The policy names a principal that does not exist (yet). New users and roles take up to two minutes. {server}',
    steps: ['retry'],
  },
  conflict: {
    because: 'Something else is changing the same key. Wait a moment, then try again. {server}',
    steps: ['retry', 'refresh'],
  },
  sandbox: { because: 'The sandbox reported a problem. {server}', steps: ['retry'] },
  unknown: { because: '{server}', steps: ['retry'] },
};

/** Words for what more is known of a failure than its reason, the first that fits. */
const particulars: readonly (readonly [(failure: KmsError) => boolean, Entry])[] = [
  ...importRefusals(),
  ...Object.entries(keyStoreRefusals).map(storeRefusal),
  [
    ({ reason, details }) => reason === 'unsupported' && details.code === 'UnknownOperationException',
    { because: '{place} does not have {operation}.', steps: [] },
  ],
  [
    ({ reason, details }) => reason === 'credentials-missing' && details.code === 'ProfileUnusable',
    {
      because: 'The AWS files do not let {connection} be used. {server}',
      steps: ['open-profiles', 'switch-connection'],
    },
  ],
  [
    ({ reason, message }) => reason === 'mfa-wrong' && /serial number/i.test(message),
    {
      because:
        'The MFA device was not accepted ({server}). The profile’s mfa_serial is the ARN of a device of the user whose keys it uses.',
      steps: ['open-profiles', 'retry'],
    },
  ],
  [
    ({ reason, details }) =>
      reason === 'network' && isOffline(details.code) && details.endpoint === undefined,
    {
      because:
        '{place} cannot be found ({server}): this machine seems to be offline. Connect it to the network or the VPN, check the Region’s name, then try again.',
      steps: ['retry'],
    },
  ],
  [
    ({ reason, details }) => reason === 'network' && details.endpoint !== undefined,
    {
      because:
        '{place} cannot be reached ({server}). Start what should answer there, or check the endpoint: endpoint_url in the profile, the AWS_ENDPOINT_URL variables and the setting kms.endpointUrl.',
      steps: ['open-profiles', 'retry'],
    },
  ],
  [
    ({ reason, details }) => reason === 'not-aws' && details.code === 'EPROTO',
    {
      because:
        '{place} does not speak TLS. Check the endpoint and the proxy: an endpoint of plain HTTP begins with http://.',
      steps: ['open-profiles', 'retry'],
    },
  ],
  [
    ({ reason, details }) => reason === 'not-aws' && /^HPE_/.test(details.code ?? ''),
    {
      because:
        '{place} does not speak HTTP. Check the endpoint and the proxy: one of TLS begins with https://.',
      steps: ['open-profiles', 'retry'],
    },
  ],
];

function storeRefusal([code, because]: [string, string]): [(failure: KmsError) => boolean, Entry] {
  const asked = /^(Connect|Disconnect|Delete)CustomKeyStore$/;
  return [
    ({ details }) => details.code === code && asked.test(details.operation ?? ''),
    { because, steps: [] },
  ];
}

/** Source: API reference, ImportKeyMaterial, "Errors" (2026-11). */
function importRefusals(): [(failure: KmsError) => boolean, Entry][] {
  const because: Readonly<Record<string, string>> = {
    ExpiredImportTokenException:
      'The import token has expired: it is good for 24 hours. Get a new wrapping key and token, and wrap the material under that key.',
    InvalidImportTokenException:
      'The import token belongs to another key, or is damaged. Wrapping key and token are used as a pair, for the key that they were made for.',
    InvalidCiphertextException:
      'The material could not be unwrapped. It was wrapped under another wrapping key, or by another algorithm, than the import token stands for. {server}',
    IncorrectKeyMaterialException:
      'This is not the key material that the key expects. A key takes back only the material that it had, byte for byte, and takes as new only what it never had. {server}',
  };
  return Object.entries(because).map(([code, words]) => [
    ({ details }) => details.code === code && details.operation === 'ImportKeyMaterial',
    { because: words, steps: [] },
  ]);
}

/** No name is found and no way leads out: the codes of Node, of getaddrinfo(3) and errno(3). */
function isOffline(code: string | undefined): boolean {
  return ['ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'ENETDOWN'].includes(code ?? '');
}

const pendingDeletion: Entry = {
  because: 'The key is pending deletion. Cancel the deletion first.',
  steps: ['cancel-deletion'],
};

/** Words for denials that no key policy can lift, by operation; those of other services by its prefix. */
const denials: readonly (readonly [RegExp, Entry])[] = [
  [
    /^sts:AssumeRole/,
    {
      because:
        'The role {resource} could not be assumed ({server}). An IAM policy of the identity must allow {permission} on it, and the role’s trust policy must allow that identity.',
      steps: ['open-profiles', 'switch-connection'],
    },
  ],
  [
    /^sso:/,
    {
      because:
        'The role {resource} is not assigned to you in IAM Identity Center ({server}). Have it assigned, or choose another connection.',
      steps: ['switch-connection', 'open-profiles'],
    },
  ],
  [
    // These act on the account, not on a key. Source: Service Authorization Reference, AWS KMS, "Resource types".
    /^(iam:|sts:|cloudtrail:|CreateKey$|ListKeys$|ListAliases$|ListRetirableGrants$|GenerateRandom$|\w+CustomKeyStores?$)/,
    {
      because: 'Access was denied. {permission} must be allowed by an IAM policy of the identity in use.',
      steps: ['act-as', 'switch-connection'],
    },
  ],
];

/** Source: developer guide, "Controlling access to aliases": on the alias only an IAM policy can allow it. */
const aliasDenied: Entry = {
  ...catalogue.denied,
  because:
    'Access was denied. {permission} must be allowed twice: on the alias by an IAM policy, and on the key by its key policy or an IAM policy.',
};

/**
 * The words for a failure, or undefined where nothing is to be said (the person cancelled).
 * `doing` completes "Could not …", as in "disable payments".
 */
export function explain(
  error: unknown,
  doing: string,
  translate: Translate = substitute,
): Explanation | undefined {
  if (isCancelled(error)) return undefined;
  const failure = asKmsError(error);
  const entry = entryFor(failure);
  const because = translate(entry.because, parametersOf(failure))
    .trim()
    .replace(/^th(?=e |is )/, 'Th');
  const { connection, remedy } = failure.details;
  const steps = (remedy === undefined ? entry.steps : [remedy]).filter(
    (step) => step !== 'act-as' || connection === 'sandbox',
  );
  return { text: translate('Could not {doing}: {because}', { doing, because }), steps };
}

/** Whether the failure is the person's own wish. */
export function isCancelled(error: unknown): boolean {
  if (error instanceof KmsError) return error.reason === 'cancelled';
  return error instanceof Error && (error.name === 'AbortError' || error.name === 'Canceled');
}

/** `{name}` → its value; a name without a value stays as it is. */
export function substitute(message: string, parameters: Record<string, string>): string {
  return message.replace(/\{(\w+)\}/g, (hole, name: string) => ownValue(parameters, name) ?? hole);
}

function entryFor(failure: KmsError): Entry {
  // KMS has one exception for every wrong state and tells which one in the text only (key-state table, note 3).
  if (failure.reason !== 'not-possible' && /is pending (replica )?deletion/i.test(failure.message))
    return pendingDeletion;
  if (failure.reason === 'denied' && /^(Create|Update|Delete)Alias$/.test(failure.details.operation ?? '')) {
    return aliasDenied;
  }
  if (failure.reason === 'denied') {
    const { operation = '' } = failure.details;
    const found = denials.find(([pattern]) => pattern.test(operation));
    if (found !== undefined) return found[1];
  }
  const particular = particulars.find(([fits]) => fits(failure));
  if (particular !== undefined) return particular[1];
  return failure.reason === 'cancelled' ? catalogue.unknown : catalogue[failure.reason];
}

function asKmsError(error: unknown): KmsError {
  if (error instanceof KmsError) return error;
  return new KmsError('unknown', error instanceof Error ? error.message : String(error), { cause: error });
}

function parametersOf(failure: KmsError): Record<string, string> {
  const { operation, connection, code, resource } = failure.details;
  return {
    operation: operation?.replace(/^[\w-]+:/, '') ?? 'the operation',
    permission: operation === undefined ? 'The action' : permissionFor(operation),
    connection: connectionName(connection),
    place: placeOf(failure),
    resource: resource ?? 'of the profile',
    // A server's or a program's own words may repeat what they were given: arguments, tokens, addresses.
    server: failure.message === '' ? (code ?? failure.reason) : redact(failure.message),
  };
}

/** Services by the prefix of their operations. */
const services: Readonly<Record<string, string>> = {
  sts: 'AWS STS',
  iam: 'AWS IAM',
  cloudtrail: 'AWS CloudTrail',
  sso: 'IAM Identity Center',
  'sso-oauth': 'IAM Identity Center',
  signin: 'the AWS sign-in service',
};

/** Who was asked: a service of AWS in a Region, an endpoint of one's own by its host, a step on this machine. */
function placeOf({ details }: KmsError): string {
  const { operation = '', region, endpoint, connection } = details;
  if (operation === 'credential_process') return `the credential_process of ${connectionName(connection)}`;
  if (operation === 'metadata') return 'the metadata service';
  if (connection === 'sandbox') return 'the sandbox';
  if (endpoint !== undefined) return endpoint;
  const [, prefix = 'kms'] = /^([\w-]+):/.exec(operation) ?? [];
  const service = Object.hasOwn(services, prefix) ? services[prefix] : undefined;
  if (service !== undefined) return region ? `${service} in ${region}` : service;
  return region ? `AWS KMS in ${region}` : connectionName(connection);
}

/** `kms:DisableKey` of an operation's name; those of other services carry their prefix. */
export function permissionFor(operation: string | undefined): string {
  if (operation === undefined) return 'a permission';
  return operation.includes(':') ? operation : `kms:${operation}`;
}

function connectionName(id: string | undefined): string {
  if (id === undefined) return 'this connection';
  if (id === 'sandbox') return 'the sandbox';
  return id === 'environment' ? 'the environment' : `profile “${id.replace(/^profile:/, '')}”`;
}
