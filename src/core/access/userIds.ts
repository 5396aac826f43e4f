import type { Identity } from './identity';

/**
 * How `aws:userid` begins and whether the name of a session follows. Source: IAM user guide, policy variables
 * ("Principal key values") and identifiers ("Unique identifiers").
 */
const forms: Partial<Record<Identity['type'], { prefix: string; session: boolean }>> = {
  User: { prefix: 'AIDA', session: false },
  Role: { prefix: 'AROA', session: true },
  AssumedRole: { prefix: 'AROA', session: true },
};

/**
 * Whether a condition's value may match the `aws:userid` of somebody whose id is not known: that of a user never
 * begins with AROA, and that of a session ends with its name.
 */
export function couldBeUserId(pattern: string, { type, sessionName }: Identity): boolean {
  const form = forms[type];
  if (form === undefined) return true;
  const wild = /[*?]|\$\{/;
  const head = pattern.split(wild)[0] ?? '';
  if (!head.toUpperCase().startsWith(form.prefix) && !form.prefix.startsWith(head.toUpperCase()))
    return false;
  if (!form.session) return !pattern.includes(':');
  if (!wild.test(pattern) && !pattern.includes(':')) return false;
  const tail = pattern.slice(pattern.lastIndexOf('*') + 1);
  if (sessionName === undefined || !tail.includes(':') || wild.test(tail)) return true;
  return tail.slice(tail.indexOf(':') + 1) === sessionName;
}
