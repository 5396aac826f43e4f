import type { KmsError, Reason } from '../errors';
import { md } from '../markdown';
import { explain, permissionFor } from '../messages';
import { plural } from './labels';
import type { Emptiness, Unjudged } from './nodes';
import type { Row } from './row';

/** What is not known yet. */
export const loadingRow: Row = {
  label: 'Loading…',
  description: '',
  icon: 'loading~spin',
  expandable: false,
  tokens: [],
};

/** What the filter could not tell, and why. */
export function unjudgedRow({ unreadable, unsearched, reason }: Unjudged): Row {
  const why = reason && explain(reason, 'read them')?.text.replace(/^Could not read them: /, '');
  if (unreadable === 0) {
    const label = `${plural(unsearched, 'key')} searched by name only`;
    const spoken = `${label}: the descriptions and tags of so many keys are not read.`;
    return { label, description: '', icon: 'info', expandable: false, tokens: [], tooltip: spoken, spoken };
  }
  const label = `${plural(unreadable, 'key')} could not be judged`;
  const spoken = `${label}: what the filter asks for could not be read. ${why ?? ''}`.trim();
  return {
    label,
    description: 'Retry',
    icon: 'warning',
    color: 'list.warningForeground',
    expandable: false,
    tokens: ['failed'],
    tooltip: md`${spoken}`.source,
    spoken,
    command: 'kms.retry',
  };
}

const emptyTexts: Readonly<Record<Emptiness, { label: string; command?: Row['command'] }>> = {
  customer: { label: 'No keys yet. Create one…', command: 'kms.createKey' },
  aws: { label: 'None made by AWS services yet.' },
  aliases: { label: 'No aliases.' },
  filtered: { label: 'Nothing fits the filter. Clear it…', command: 'kms.clearFilter' },
  'filtered-rest': { label: 'Nothing else fits the filter. Clear it…', command: 'kms.clearFilter' },
  policy: { label: 'No policy.' },
  tags: { label: 'No tags.' },
  rotation: { label: 'It has never been rotated.' },
  grants: { label: 'No grants.' },
  replicas: { label: 'No replicas.' },
};

/** What there is none of, for certain. */
export function emptyRow(what: keyof typeof emptyTexts): Row {
  const { label, command } = emptyTexts[what];
  return {
    label,
    description: '',
    icon: command === 'kms.createKey' ? 'add' : 'info',
    expandable: false,
    tokens: ['empty'],
    ...(command ? { command } : {}),
  };
}

/** What happened, as short as a sidebar is narrow; what to do about it is in the tooltip. */
const shortFailures: Readonly<Partial<Record<Reason, string>>> = {
  'credentials-missing': 'No credentials',
  'credentials-expired': 'The sign-in has expired',
  'credentials-wrong': 'Credentials not accepted',
  network: 'Cannot be reached',
  timeout: 'No answer in time',
  throttled: 'Too many requests',
  service: 'Internal error',
  'mfa-wrong': 'MFA code not accepted',
  'region-off': 'Region turned off',
  'clock-wrong': 'This machine’s clock is wrong',
  certificate: 'Certificate not trusted',
  'endpoint-wrong': 'The endpoint is not a URL',
  'not-aws': 'Not an answer from AWS',
};

function shortFailure({ reason, details }: KmsError): string | undefined {
  return details.code === 'ProfileUnusable' ? 'The profile cannot be used' : shortFailures[reason];
}

/** The words after "Could not …:" without that beginning: the row stands where the thing would be. */
export function failedRow(error: KmsError): Row {
  const denied = error.reason === 'denied';
  const words = explain(error, 'load')?.text.replace(/^Could not load: /, '') ?? 'Cancelled.';
  const signIn = error.reason === 'credentials-expired';
  const more = error.message !== '' && !words.includes(error.message) ? `\n\n${error.message}` : '';
  return {
    // The permission first: a sidebar is narrow.
    label: denied ? `Needs ${permissionFor(error.details.operation)}` : (shortFailure(error) ?? words),
    description: denied ? 'access denied' : signIn ? 'Sign in' : 'Retry',
    icon: denied ? 'lock' : 'warning',
    color: 'list.warningForeground',
    expandable: false,
    tokens: ['failed', ...(signIn ? ['sign-in'] : [])],
    tooltip: md`${words + more}`.source,
    spoken: words,
    command: signIn ? 'kms.connection.signIn' : 'kms.retry',
  };
}
