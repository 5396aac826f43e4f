import type { Change } from '../../fixes/fix';
import { addCondition } from '../../fixes/conditions';
import { withAccount } from '../../fixes/statements';
import { analyzerLink } from '../parts/links';
import { isServiceName } from './invalidServicePrincipal';
import { roleUsedBy } from './serviceUsesRole';
import { isEventBridge, isForEventBridge } from './sourceKeyNotSent';
import { restrictsSource } from '../parts/restrictions';
import type { Rule } from '../parts/rule';
import { show } from '../parts/words';

const aboutEventBridge =
  'EventBridge may use the key on behalf of any account. For a key of an event bus add a condition on aws:SourceArn with the ARN of the bus; deliveries of rules to encrypted topics and queues carry no source, and would stop with one.';

/** A service works for all its customers: without a source, any of them can have it use the key. */
export const servicePrincipalUnrestricted: Rule = {
  code: 'KMS_SERVICE_PRINCIPAL_UNRESTRICTED',
  severity: 'warning',
  severityVaries: true,
  summary: 'A service may use the key on behalf of anyone (confused deputy).',
  link: analyzerLink('security-warning', 'RESTRICT_ACCESS_TO_SERVICE_PRINCIPAL'),
  *check(policy) {
    for (const statement of policy.statements) {
      if (statement.decides !== 'Allow' || restrictsSource(statement)) continue;
      const services = statement.principals.filter(
        ({ type, value }) =>
          type === 'Service' && isServiceName(value.value) && roleUsedBy(value.value) === undefined,
      );
      const service = services.find(({ value }) => !isEventBridge(value.value));
      const [eventBridge] = services;
      if (!service && eventBridge) {
        yield { span: eventBridge.value.span, severity: 'info', message: aboutEventBridge };
      }
      if (!service) continue;
      // The condition would hold for none of EventBridge's deliveries, which the statement allows as well.
      const fixes = (): Change[] =>
        isForEventBridge(statement)
          ? []
          : withAccount(policy, (account, name) => ({
              title: `Only for ${name} (aws:SourceAccount)`,
              edit: addCondition(policy, statement, 'StringEquals', 'aws:SourceAccount', account),
            }));
      const message = `${show(service.value.value)} may use the key on behalf of any account. Add a condition on aws:SourceArn or aws:SourceAccount.`;
      yield { span: service.value.span, message, fixes };
    }
  },
};
