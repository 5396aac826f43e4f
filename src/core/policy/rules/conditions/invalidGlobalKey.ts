import { renameKey } from '../../fixes/conditions';
import { beginningWith, conditionKeys, findConditionKey } from '../../vocabulary/conditionKeys';
import { closest } from '../../vocabulary/match';
import { analyzerLink } from '../parts/links';
import { lacksTagKey } from './missingTagKey';
import { remembered } from '../parts/remembered';
import type { Rule } from '../parts/rule';
import { didYouMean, show } from '../parts/words';

export const invalidGlobalKey: Rule = {
  code: 'INVALID_GLOBAL_CONDITION_KEY',
  severity: 'error',
  summary: 'There is no such global condition key.',
  link: analyzerLink('error', 'INVALID_GLOBAL_CONDITION_KEY'),
  *check({ statements }) {
    for (const { conditions } of statements) {
      for (const condition of conditions) {
        const { member, name, found } = condition;
        if (!/^aws:/i.test(name) || found || lacksTagKey(name)) continue;
        const intended = meantKey(name);
        const message = `There is no condition key ${show(name)}.${didYouMean(intended) || ' Write one such as "aws:PrincipalOrgID".'}`;
        yield {
          span: member.key.span,
          message,
          fixes: () => renameKey(condition, intended),
        };
      }
    }
  },
};

const meantKey = remembered(nearest);

function nearest(name: string): string | undefined {
  const [stem = '', part] = name.split(/\/(.*)/s);
  const names = conditionKeys().map((key) => key.name);
  if (part === undefined) {
    const ofKms = findConditionKey(name.replace(/^aws:/i, 'kms:'));
    return (
      (ofKms && ofKms.part === undefined ? ofKms.key.name : undefined) ??
      beginningWith(name) ??
      closest(
        name,
        names.filter((known) => known.startsWith('aws:') && !known.includes('/')),
      )
    );
  }
  const stems = names.filter((known) => known.includes('/')).map((known) => known.replace(/\/.*$/, ''));
  const near = closest(stem, stems);
  return near !== undefined && findConditionKey(`${near}/${part}`) ? `${near}/${part}` : undefined;
}
