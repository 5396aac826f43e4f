import { parseArn } from '../../core/arn';
import { actions } from '../../core/policy/vocabulary/actions';
import type { AccessView } from '../../protocol/access';
import { conditionKeys } from '../../core/policy/vocabulary/conditionKeys';
import type { Gathered } from './gathered';
import { keyAccountOf } from './gathered';

/** What somebody may want to type under "Try a request". */
export function suggestionsFor(gathered: Gathered): AccessView['suggestions'] {
  const account = keyAccountOf(gathered);
  const partition = parseArn(gathered.ref?.arn ?? '')?.partition ?? 'aws';
  return {
    principals: [
      ...(gathered.caller === undefined ? [] : [gathered.caller]),
      ...gathered.listed.map(({ arn }) => arn),
      ...(account === undefined ? [] : [`arn:${partition}:iam::${account}:root`]),
    ],
    actions: actions()
      .filter(({ inKeyPolicy }) => inKeyPolicy)
      .map(({ name }) => name),
    conditionKeys: conditionKeys().map(({ name }) => name),
  };
}
