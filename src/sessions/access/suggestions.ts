import { parseArn } from '../../core/arn';
import { actions } from '../../core/policy/vocabulary/actions';
import type { AccessView } from '../../protocol/access';
import { conditionKeys } from '../../core/policy/vocabulary/conditionKeys';
import type { Collected } from './collected';
import { keyAccountOf } from './collected';

/** What somebody may want to type under "Try a request". */
export function suggestionsFor(collected: Collected): AccessView['suggestions'] {
  const account = keyAccountOf(collected);
  const partition = parseArn(collected.ref?.arn ?? '')?.partition ?? 'aws';
  return {
    principals: [
      ...(collected.caller === undefined ? [] : [collected.caller]),
      ...collected.listed.map(({ arn }) => arn),
      ...(account === undefined ? [] : [`arn:${partition}:iam::${account}:root`]),
    ],
    actions: actions()
      .filter(({ inKeyPolicy }) => inKeyPolicy)
      .map(({ name }) => name),
    conditionKeys: conditionKeys().map(({ name }) => name),
  };
}
