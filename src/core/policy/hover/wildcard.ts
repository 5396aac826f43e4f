import type { Markdown } from '../../markdown';
import { bold, code, joined, list, md } from '../../markdown';
import type { Action, KeyTraits } from '../vocabulary/actions';
import { actions, whyNotFor } from '../vocabulary/actions';

/** What a pattern of actions stands for now. */
export function wildcardMarkdown(pattern: string, matches: readonly Action[], key?: KeyTraits): Markdown {
  const usable = matches.filter((action) => action.inKeyPolicy);
  const lines = usable.map((action) => {
    const unfit = key && whyNotFor(action, key);
    return md`${code(action.name)}: ${unfit === undefined ? action.allows : `⚠ ${unfit}`}`;
  });
  const count = matches.length === 1 ? 'one action' : `${matches.length} actions`;
  const head =
    matches.length === actions().length
      ? md`${bold(pattern)}: everything, what AWS adds later too.`
      : md`${bold(pattern)} stands for ${count} now, and for what AWS adds under such a name later:`;
  const left = matches.length - usable.length;
  const rest = left === 0 ? undefined : `${left} more name no key: only an IAM policy can allow them.`;
  return joined([head, list(lines), rest], '\n\n');
}
