import { insertMember, replaceString } from '../../fixes/edit';
import type { Change } from '../../fixes/fix';
import type { PolicyFacts } from '../../facts';
import { policyLimits } from '../../vocabulary/limits';
import { analyzerLink } from '../parts/links';
import type { Rule } from '../parts/rule';
import type { Variable } from '../parts/variables';
import { isCharacter, spanOf, variablesOf } from '../parts/variables';

const [current] = policyLimits.versions;

export const variableInVersion: Rule = {
  code: 'VARIABLE_UNSUPPORTED_IN_VERSION',
  severity: 'error',
  summary: 'Policy variables are plain text in any version but 2012-10-17.',
  link: analyzerLink('error', 'VARIABLE_UNSUPPORTED_IN_VERSION'),
  *check(policy) {
    const { root, version } = policy.document;
    // What is no string at all is a mistake of its own.
    if ((version && version.value?.kind !== 'string') || root?.kind !== 'object') return;
    if (version?.value?.kind === 'string' && version.value.value === current) return;
    for (const variable of variablesOf(policy, isName)) {
      const message = `Policy variables need "Version": "${current}"; in any other version this is plain text.${variable.more}`;
      yield { span: spanOf(variable), message, fixes: () => fixes(policy) };
    }
  },
};

function fixes({ document, text }: PolicyFacts): Change[] {
  const { root, version } = document;
  const title = `Write "Version": "${current}"`;
  if (version?.value?.kind === 'string')
    return [{ title, edits: [replaceString(version.value, current)], anywhere: true }];
  if (version || root?.kind !== 'object') return [];
  return [{ title, edits: [insertMember(text, root, 'Version', current, { first: true })] }];
}

function isName(variable: Variable): boolean {
  return variable.closed && variable.name !== '' && !isCharacter(variable);
}
