import type { Arn } from '../arn';
import { closest } from '../policy/vocabulary/match';
import { principalTypes } from '../policy/vocabulary/limits';
import { didYouMean, show } from '../policy/rules/parts/words';
import type { PolicyProblem, PrincipalPattern } from './compiled';
import { compilePrincipal } from './principalMatch';

/** How names are taken that no principal can have. */
interface Reading {
  problems: PolicyProblem[];
  /** An Allow for them lets nobody in, and that is certain: only elsewhere are they a problem. */
  nobody: boolean;
}

/** Reads `Principal` or `NotPrincipal`; undefined where any of it has no meaning. */
export function readPrincipals(value: unknown, at: string, reading: Reading): PrincipalPattern[] | undefined {
  const { problems } = reading;
  if (value === '*') return [{ kind: 'everyone' }];
  const before = problems.length;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    problems.push({ at, message: 'A principal is "*" or an object such as {"AWS": "…"}.' });
    return undefined;
  }
  const patterns = Object.entries(value).flatMap(([kind, entry]) =>
    entriesOf(kind, entry, `${at}.${kind}`, reading),
  );
  if (patterns.length === 0 && problems.length === before && !reading.nobody)
    problems.push({ at, message: 'Nobody is named here.' });
  return problems.length === before ? patterns : undefined;
}

function entriesOf(
  kind: string,
  entry: unknown,
  at: string,
  { problems, nobody }: Reading,
): PrincipalPattern[] {
  const kinds: readonly string[] = principalTypes;
  if (!kinds.includes(kind)) {
    const message = `${show(kind)} is no kind of principal.${didYouMean(closest(kind, principalTypes))}`;
    problems.push({ at, message });
    return [];
  }
  const list: unknown[] = Array.isArray(entry) ? entry : [entry];
  return list.flatMap((item, index): PrincipalPattern[] => {
    const place = Array.isArray(entry) ? `${at}[${index}]` : at;
    if (typeof item !== 'string') {
      problems.push({ at, message: 'A text or a list of texts is needed here.' });
      return [];
    }
    const pattern = compilePrincipal(kind, item);
    if (isPrincipal(pattern)) return [pattern];
    if (nobody) return [{ kind: 'never', text: item }];
    problems.push({ at: place, message: problemOf(kind, item) });
    return [];
  });
}

/** Whether IAM has such a principal at all: ARNs of groups and of other services are refused (IAM user guide, Principal). */
function isPrincipal(pattern: PrincipalPattern): boolean {
  switch (pattern.kind) {
    case 'everyone':
    case 'unique-id':
      return true;
    case 'account':
      return /^\d{12}$/.test(pattern.account);
    case 'arn':
      return isUserOrRole(pattern.arn);
    case 'service':
      return pattern.name !== '';
    case 'federated':
      return pattern.provider !== '';
    case 'never':
      return false;
  }
}

function isUserOrRole({ service, account, resource }: Arn): boolean {
  if (!/^\d{12}$/.test(account)) return false;
  if (service === 'iam') return /^(user|role)\/./.test(resource);
  return service === 'sts' && /^(assumed-role\/[^/]+\/.|federated-user\/.)/.test(resource);
}

function problemOf(kind: string, text: string): string {
  if (text === '') return 'The name of the principal is empty.';
  if (kind === 'AWS')
    return `${show(text)} is no principal: write "*", an account id, or the ARN of an account, user, role or session, without wildcards.`;
  return `Policies of KMS keys name no ${kind} principals.`;
}
