import { replaceString } from '../../fixes/edit';
import type { Change } from '../../fixes/fix';
import { closest } from '../../vocabulary/match';
import { analyzerLink } from '../parts/links';
import type { Rule } from '../parts/rule';
import { show } from '../parts/words';

const effects = ['Allow', 'Deny'];

export const invalidEffect: Rule = {
  code: 'INVALID_EFFECT',
  severity: 'error',
  summary: 'Effect is neither Allow nor Deny.',
  link: analyzerLink('error', 'INVALID_EFFECT'),
  *check({ statements }) {
    for (const { effect } of statements) {
      const value = effect?.value;
      if (value?.kind !== 'string' || effects.includes(value.value)) continue;
      const intended = closest(value.value, effects);
      const fixes = (): Change[] =>
        (intended === undefined ? effects : [intended]).map((name): Change => ({
          title: `Write ${show(name)}`,
          edits: [replaceString(value, name)],
          anywhere: true,
        }));
      const message = `${show(value.value)} is not a valid Effect. Use "Allow" or "Deny".`;
      yield { span: value.span, message, fixes };
    }
  },
};
