import { renameKey } from '../../fixes/conditions';
import { beginningWith, conditionKeys, findConditionKey } from '../../vocabulary/conditionKeys';
import { closest } from '../../vocabulary/match';
import { analyzerLink } from '../parts/links';
import { remembered } from '../parts/remembered';
import type { Rule } from '../parts/rule';
import { servicePrefixes } from '../parts/servicePrefixes';
import { didYouMean, show } from '../parts/words';

/** Keys of sessions that other services begin: KMS sees them in the requests of their holders. */
const sessionKeys = /^(saml|sts|ec2|lambda|glue|ecs|eks|ssm|identitystore|signin|rolesanywhere|login):/i;

export const invalidServiceKey: Rule = {
  code: 'INVALID_SERVICE_CONDITION_KEY',
  severity: 'error',
  summary: 'There is no such KMS condition key.',
  link: analyzerLink('error', 'INVALID_SERVICE_CONDITION_KEY'),
  *check({ statements }) {
    for (const { conditions } of statements) {
      for (const condition of conditions) {
        const { member, name, found } = condition;
        const [prefix = ''] = name.toLowerCase().split(':');
        if (!name.includes(':') || prefix === 'aws') continue;
        if (prefix === 'kms' && lacksPart(name)) {
          const message = `Write the rest of the name after ${show(name)}, such as "kms:EncryptionContext:Department".`;
          yield { span: member.key.span, message };
          continue;
        }
        // Federation puts keys with the provider's host name, or with a service's prefix, into a session.
        if (found || prefix.includes('.') || prefix.includes('/') || sessionKeys.test(name)) continue;
        const intended = meantKey(name);
        const other = servicePrefixes.has(prefix) && prefix !== 'kms';
        const message = other
          ? `Requests to KMS do not carry ${show(name)}, a condition key of another service.${didYouMean(intended)}`
          : `There is no condition key ${show(name)}.${didYouMean(intended) || ' Write one such as "kms:ViaService".'}`;
        yield {
          span: member.key.span,
          message,
          fixes: () => renameKey(condition, intended),
        };
      }
    }
  },
};

/** `kms:EncryptionContext:` and nothing behind it, with or without the colon. */
function lacksPart(name: string): boolean {
  return findConditionKey(name)?.part === '' || findConditionKey(`${name}:`)?.part === '';
}

/** The key of like spelling; what stands for a template's part is kept. */
const meantKey = remembered(nearest);

function nearest(name: string): string | undefined {
  const rest = name.slice(name.indexOf(':') + 1);
  if (findConditionKey(`kms:${rest}`)) return `kms:${rest}`;
  const [, family = '', part] = /^([^:]*:[^:/]*)[:/](.+)$/.exec(name) ?? [];
  const templates = conditionKeys()
    .filter((key) => key.name.endsWith('}'))
    .map((key) => key.name.replace(/\$\{.*$/, ''));
  const template = part === undefined ? undefined : closest(`${family}:`, templates);
  const whole = template === undefined || part === undefined ? undefined : template + part;
  if (whole !== undefined && findConditionKey(whole)) return whole;
  const longer = findConditionKey(`aws:${rest}`)?.key.name ?? beginningWith(name);
  if (longer !== undefined && !longer.endsWith('}')) return longer;
  const plain = conditionKeys().filter((key) => !key.name.endsWith('}'));
  return closest(
    name,
    plain.map((key) => key.name),
  );
}
