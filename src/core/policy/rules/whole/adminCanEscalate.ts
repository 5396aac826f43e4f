import type { PolicyFacts, StatementFacts } from '../../facts';
import { isEveryone } from '../../facts';
import { isAccount, coversAction } from '../parts/holders';
import { kmsLink } from '../parts/links';
import type { Rule } from '../parts/rule';
import { ownValue } from '../../../ownValue';

const use = ['kms:Decrypt', 'kms:Sign', 'kms:GenerateMac', 'kms:DeriveSharedSecret', 'kms:Decapsulate'];

/** Administration without use is a separation by trust only. */
export const adminCanEscalate: Rule = {
  code: 'KMS_ADMIN_CAN_ESCALATE',
  severity: 'info',
  summary: 'Administrators can give themselves the use of the key.',
  link: kmsLink('key-policy-default#key-policy-default-allow-administrators'),
  *check(policy) {
    const byAttributes = usesAttributes(policy);
    for (const statement of policy.statements) {
      const { decides, principals, actions } = statement;
      if (decides !== 'Allow' || use.some((name) => coversAction(statement, name))) continue;
      if (principals.every((one) => isAccount(one) || isEveryone(one) || one.type === 'Service')) continue;
      const means = meansOf(statement, byAttributes);
      const entry = actions.find(({ matches }) => matches.some(({ name }) => name === means));
      if (means === undefined || !entry) continue;
      yield { span: entry.value.span, message: ownValue(sentences, means) ?? '' };
    }
  },
};

const sentences: Readonly<Record<string, string>> = {
  'kms:PutKeyPolicy':
    'These principals may not use the key, but with kms:PutKeyPolicy they can allow it to themselves. Watch for it in CloudTrail, or deny it.',
  'kms:TagResource':
    'Access to the key depends on its tags, and these principals can change them with kms:TagResource.',
  'kms:CreateAlias':
    'Access to the key depends on its aliases, and these principals can change them with kms:CreateAlias.',
};

function meansOf(
  statement: StatementFacts,
  byAttributes: { tags: boolean; aliases: boolean },
): string | undefined {
  if (coversAction(statement, 'kms:PutKeyPolicy')) return 'kms:PutKeyPolicy';
  if (byAttributes.tags && coversAction(statement, 'kms:TagResource')) return 'kms:TagResource';
  return byAttributes.aliases && coversAction(statement, 'kms:CreateAlias') ? 'kms:CreateAlias' : undefined;
}

/** Whether an Allow asks for a tag or an alias of the key. */
function usesAttributes({ statements }: PolicyFacts): { tags: boolean; aliases: boolean } {
  const names = statements.flatMap(({ decides, conditions }) =>
    decides === 'Allow' ? conditions.map(({ name }) => name.toLowerCase()) : [],
  );
  return {
    tags: names.some((name) => name.startsWith('aws:resourcetag/')),
    aliases: names.includes('kms:resourcealiases') || names.includes('kms:requestalias'),
  };
}
