import type { Change } from '../../fixes/fix';
import { addCondition } from '../../fixes/conditions';
import { withAccount } from '../../fixes/statements';
import { analyzerLink } from '../parts/links';
import { isServiceName } from './invalidServicePrincipal';
import { restrictsSource } from '../parts/restrictions';
import type { Rule } from '../parts/rule';
import { show } from '../parts/words';

/** A service works for all its customers: without a source, any of them can have it use the key. */
export const servicePrincipalUnrestricted: Rule = {
  code: 'KMS_SERVICE_PRINCIPAL_UNRESTRICTED',
  severity: 'warning',
  summary: 'A service may use the key on behalf of anyone (confused deputy).',
  link: analyzerLink('security-warning', 'RESTRICT_ACCESS_TO_SERVICE_PRINCIPAL'),
  *check(policy) {
    for (const statement of policy.statements) {
      if (statement.decides !== 'Allow' || restrictsSource(statement)) continue;
      const service = statement.principals.find(
        ({ type, value }) => type === 'Service' && isServiceName(value.value),
      );
      if (!service) continue;
      const fixes = (): Change[] =>
        withAccount(policy, (account, name) => ({
          title: `Only for ${name} (aws:SourceAccount)`,
          edit: addCondition(policy, statement, 'StringEquals', 'aws:SourceAccount', account),
        }));
      const message = `${show(service.value.value)} may use the key on behalf of any account. Add a condition on aws:SourceArn or aws:SourceAccount.`;
      yield { span: service.value.span, message, fixes };
    }
  },
};
