import type { Value } from '../../document';
import type { ConditionFacts, PolicyFacts, StatementFacts } from '../../facts';
import { accountOf } from '../../fixes/statements';
import type { Change } from '../../fixes/fix';
import { renderMember } from '../../fixes/layout';
import { needsKey } from '../parts/applicability';
import { kmsLink } from '../parts/links';
import type { Rule } from '../parts/rule';
import { show } from '../parts/words';

/** Forward access sessions are made for users and roles: a service principal's own requests have neither key. */
export const viaServiceWithService: Rule = {
  code: 'KMS_VIA_SERVICE_WITH_SERVICE_PRINCIPAL',
  severity: 'warning',
  summary: 'kms:ViaService and kms:CallerAccount never apply to a service principal.',
  link: kmsLink('conditions-kms#conditions-kms-via-service'),
  *check(policy) {
    for (const statement of policy.statements) {
      const { principals, open, conditions } = statement;
      if (open.principal || principals.length === 0 || principals.some(({ type }) => type !== 'Service'))
        continue;
      for (const condition of conditions) {
        const name = condition.found?.key.name;
        if ((name !== 'kms:ViaService' && name !== 'kms:CallerAccount') || !needsKey(condition)) continue;
        if (condition.values.length > 0 && condition.values.every(isThroughMessaging)) continue;
        const message = `Requests of a service principal have no ${show(name)}, so that the statement never applies. Restrict it with aws:SourceArn or aws:SourceAccount.`;
        yield { span: condition.member.key.span, message, fixes: () => fixes(policy, statement, condition) };
      }
    }
  },
};

/** SNS and SQS call KMS for who publishes, a service among them, so that such a condition may well hold. */
function isThroughMessaging(value: Value): boolean {
  return value.kind === 'string' && /^(sns|sqs)\./.test(value.value);
}

/** The account of kms:CallerAccount, or the key's own, is what aws:SourceAccount asks for. */
function fixes(policy: PolicyFacts, { conditions }: StatementFacts, condition: ConditionFacts): Change[] {
  const [value] = condition.values;
  const isAccount = value?.kind === 'string' && /^\d{12}$/.test(value.value);
  const account = isAccount ? value.value : accountOf(policy);
  const taken = conditions.some(({ name }) => name.toLowerCase() === 'aws:sourceaccount');
  if (account === undefined || taken || condition.operator?.operator.family !== 'String') return [];
  const newText = renderMember(policy.text, { name: 'aws:SourceAccount', json: account }, '');
  const edits = [{ span: condition.member.span, newText }];
  return [{ title: `Write aws:SourceAccount with account ${account}`, edits }];
}
