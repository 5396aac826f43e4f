import type { Markdown } from '../../markdown';
import { bold, code, joined, link, list, md, prose } from '../../markdown';
import type { Action, KeyTraits } from '../vocabulary/actions';
import { whyNotFor } from '../vocabulary/actions';
import { keyResourceConditionKeys } from '../vocabulary/iamData';

const common = new Set<string>([
  ...keyResourceConditionKeys,
  'kms:CallerAccount',
  'kms:ViaService',
  'kms:CustomerMasterKeySpec',
  'kms:CustomerMasterKeyUsage',
]);

/** All that there is to say of an action. */
export function actionMarkdown(action: Action, key?: KeyTraits): Markdown {
  const unfit = key && whyNotFor(action, key);
  return joined(
    [
      md`${bold(action.name)} · ${action.accessLevels.join(', ')}`,
      md`Allows to ${prose(action.allows)}.`,
      action.effect && prose(action.effect),
      action.note && prose(action.note),
      action.inKeyPolicy
        ? undefined
        : '⚠ The request names no key: only an IAM policy can allow it, a key policy never does.',
      unfit && md`⚠ It ${prose(unfit)}.`,
      list(facts(action)),
      link('API reference', action.link),
    ],
    '\n\n',
  );
}

function facts(action: Action): Markdown[] {
  const own = action.conditionKeys.filter((key) => !common.has(key)).map(code);
  const rows: Markdown[] = [];
  if (action.resourceTypes.length > 0) rows.push(md`Applies to: ${action.resourceTypes.join(', ')}`);
  if (action.needs) rows.push(md`Needs: ${needsText(action)}`);
  if (action.refusedIn.length > 0) rows.push(md`Refused while the key is ${action.refusedIn.join(', ')}`);
  if (action.inKeyPolicy)
    rows.push(md`Other accounts: ${action.crossAccount ? 'can be allowed' : 'cannot be allowed'}`);
  if (own.length > 0) rows.push(md`Condition keys of its own: ${joined(own, ', ')}`);
  return rows;
}

function needsText({ needs }: Action): string {
  const parts = [
    needs?.specs === 'symmetric-encryption' ? 'a symmetric encryption key' : '',
    needs?.specs === 'asymmetric' ? 'an asymmetric key' : '',
    needs?.usages && needs.specs !== 'symmetric-encryption' ? `usage ${needs.usages.join(' or ')}` : '',
    needs?.origins ? `origin ${needs.origins.join(' or ')}` : '',
    needs?.multiRegion ? 'a multi-Region key' : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}
