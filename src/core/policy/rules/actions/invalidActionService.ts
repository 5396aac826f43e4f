import type { StringValue } from '../../document';
import { matchActions } from '../../vocabulary/match';
import { write } from '../parts/entries';
import { analyzerLink } from '../parts/links';
import type { Rule } from '../parts/rule';
import { servicePrefixes } from '../parts/servicePrefixes';
import { didYouMean, show } from '../parts/words';

/** An action whose prefix no AWS service has. */
export const invalidActionService: Rule = {
  code: 'INVALID_SERVICE_IN_ACTION',
  severity: 'error',
  summary: 'The prefix of an action is that of no AWS service.',
  link: analyzerLink('error', 'INVALID_SERVICE_IN_ACTION'),
  *check({ statements }) {
    for (const { actions, notActions } of statements) {
      for (const { value, matches } of [...actions, ...notActions]) {
        const prefix = prefixOf(value);
        if (matches.length > 0 || prefix === undefined || servicePrefixes.has(prefix)) continue;
        const intended = meantAction(value);
        const message = `There is no service ${show(prefix)}.${didYouMean(intended)} The actions of a key policy begin with "kms:".`;
        yield {
          span: value.span,
          message,
          fixes: () => (intended === undefined ? [] : [write(value, intended)]),
        };
      }
    }
  },
};

/** What stands before the colon, in lower case. */
export function prefixOf({ value }: StringValue): string | undefined {
  return value.includes(':') ? value.slice(0, value.indexOf(':')).toLowerCase() : undefined;
}

function meantAction({ value }: StringValue): string | undefined {
  const name = value.slice(value.indexOf(':') + 1);
  // Behind whatever stands before it: `aws:kms:Decrypt`.
  const last = `kms:${name.slice(name.lastIndexOf(':') + 1)}`;
  // What a wildcard stands for depends on the service that was intended.
  return /[*?]/.test(last) ? undefined : matchActions(last)[0]?.name;
}
