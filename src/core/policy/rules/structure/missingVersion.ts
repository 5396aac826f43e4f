import { insertMember } from '../../fixes/edit';
import type { Edit } from '../../fixes/fix';
import { fixOf } from '../../fixes/statements';
import { policyElements, policyLimits } from '../../vocabulary/limits';
import { isLoneStatement, meantElement } from './invalidElement';
import { analyzerLink } from '../parts/links';
import { openingOf } from '../parts/missing';
import type { Rule } from '../parts/rule';

const [current] = policyLimits.versions;

export const missingVersion: Rule = {
  code: 'MISSING_VERSION',
  severity: 'warning',
  summary: 'The policy has no Version.',
  link: analyzerLink('general-warning', 'MISSING_VERSION'),
  *check({ document, text }) {
    const { root, version } = document;
    if (version || root?.kind !== 'object' || isLoneStatement(root)) return;
    if (root.members.some(({ key }) => meantElement(key, root, policyElements) === 'Version')) return;
    const edit = (): Edit => insertMember(text, root, 'Version', current, { first: true });
    const message = `The policy has no Version and so counts as 2008-10-17, in which policy variables do not work. Add "Version": "${current}".`;
    yield { span: openingOf(root), message, fixes: () => fixOf(`Add "Version": "${current}"`, edit()) };
  },
};
