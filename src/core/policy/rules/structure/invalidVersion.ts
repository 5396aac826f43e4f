import { replaceString } from '../../fixes/edit';
import { policyLimits } from '../../vocabulary/limits';
import { analyzerLink } from '../parts/links';
import type { Rule } from '../parts/rule';
import { listed, show } from '../parts/words';

const [current] = policyLimits.versions;

export const invalidVersion: Rule = {
  code: 'INVALID_VERSION',
  severity: 'error',
  summary: 'Version is not one that exists.',
  link: analyzerLink('error', 'INVALID_VERSION'),
  *check({ document }) {
    const value = document.version?.value;
    if (value?.kind !== 'string' || policyLimits.versions.some((version) => version === value.value)) return;
    const versions = listed(policyLimits.versions.map(show)).replace(' and ', ' or ');
    const message = `There is no version ${show(value.value)} of the policy language: write ${versions}. It is not the date of the policy.`;
    const edits = [replaceString(value, current)];
    yield {
      span: value.span,
      message,
      fixes: () => [{ title: `Write "${current}"`, edits, anywhere: true }],
    };
  },
};
