import type { Action, KeyTraits } from '../vocabulary/actions';
import { actions, whyNotFor } from '../vocabulary/actions';

/** What a pattern of actions stands for now. */
export function wildcardMarkdown(pattern: string, matches: readonly Action[], key?: KeyTraits): string {
  const usable = matches.filter((action) => action.inKeyPolicy);
  const lines = usable.map((action) => {
    const unfit = key && whyNotFor(action, key);
    return `- \`${action.name}\`: ${unfit === undefined ? action.allows : `⚠ ${unfit}`}`;
  });
  const head =
    matches.length === actions().length
      ? `**${pattern}**: everything, what AWS adds later too.`
      : `**${pattern}** stands for ${matches.length === 1 ? 'one action' : `${matches.length} actions`} now, and for what AWS adds under such a name later:`;
  const left = matches.length - usable.length;
  const rest = left === 0 ? [] : ['', `${left} more name no key: only an IAM policy can allow them.`];
  return [head, '', ...lines, ...rest].join('\n');
}
