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
export function actionMarkdown(action: Action, key?: KeyTraits): string {
  const unfit = key && whyNotFor(action, key);
  const lines = [
    `**${action.name}** · ${action.accessLevels.join(', ')}`,
    '',
    `Allows to ${action.allows}.`,
    ...(action.effect === undefined ? [] : ['', action.effect]),
    ...(action.note === undefined ? [] : ['', action.note]),
    ...(action.inKeyPolicy
      ? []
      : ['', '⚠ The request names no key: only an IAM policy can allow it, a key policy never does.']),
    ...(unfit === undefined ? [] : ['', `⚠ It ${unfit}.`]),
    '',
    ...facts(action),
    '',
    `[API reference](${action.link})`,
  ];
  return lines.join('\n');
}

function facts(action: Action): string[] {
  const own = action.conditionKeys.filter((key) => !common.has(key)).map((key) => `\`${key}\``);
  const rows: string[] = [];
  if (action.resourceTypes.length > 0) rows.push(`- Applies to: ${action.resourceTypes.join(', ')}`);
  if (action.needs) rows.push(`- Needs: ${needsText(action)}`);
  if (action.refusedIn.length > 0) rows.push(`- Refused while the key is ${action.refusedIn.join(', ')}`);
  if (action.inKeyPolicy)
    rows.push(`- Other accounts: ${action.crossAccount ? 'can be allowed' : 'cannot be allowed'}`);
  if (own.length > 0) rows.push(`- Condition keys of its own: ${own.join(', ')}`);
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
