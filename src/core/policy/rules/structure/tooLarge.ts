import type { PolicyFacts } from '../../facts';
import type { Change } from '../../fixes/fix';
import { applyEdits } from '../../fixes/fix';
import { mergedStatements } from '../../refactor/mergeStatements';
import { parsePolicy } from '../../parse';
import { flat, minified } from '../../refactor/minify';
import { exceedsLimit, policyBytes } from '../../sent';
import { policyLimits } from '../../vocabulary/limits';
import { kmsLink } from '../parts/links';
import { openingOf } from '../parts/missing';
import type { Rule } from '../parts/rule';

/**
 * An error where KMS takes the policy in no form. White space alone is none: whatever we send goes without it then,
 * and only a file that another tool sends as it stands fails.
 */
export const tooLarge: Rule = {
  code: 'KMS_POLICY_TOO_LARGE',
  severity: 'error',
  severityVaries: true,
  summary: 'The policy is larger than KMS takes.',
  link: kmsLink('resource-limits'),
  *check(policy) {
    const { document, text, known } = policy;
    if (document.embedded || !document.root || !exceedsLimit(text)) return;
    const span = openingOf(document.root);
    const flatText = flat(document.root, text);
    const tooLargeAnyway = exceedsLimit(flatText);
    // What cannot be read yet has an error of its own, and no form without white space.
    if (document.problems.length > 0 && !tooLargeAnyway) return;
    const sizes = `The policy has ${inDigits(policyBytes(text))} bytes (${inDigits(policyBytes(flatText))} without white space), and KMS takes ${inDigits(policyLimits.maxBytes)}.`;
    const fixes = (): Change[] => changesThatFit(policy);
    if (tooLargeAnyway)
      yield { span, message: `${sizes} Merge statements, or use wildcards in actions.`, fixes };
    else if (known.key)
      yield { span, message: `${sizes} It is saved without white space.`, severity: 'info', fixes };
    else
      yield {
        ...{ span, severity: 'warning', fixes },
        message: `${sizes} KMS Workbench saves it without white space; other tools send the file as it stands.`,
      };
  },
};

function changesThatFit(policy: PolicyFacts): Change[] {
  const { document, text } = policy;
  if (document.problems.length > 0) return [];
  const changes = [mergedStatements(policy), minified(parsePolicy(text))];
  return changes.flatMap((change) =>
    change && !exceedsLimit(applyEdits(text, change.edits)) ? [change] : [],
  );
}

/** `32,768` */
function inDigits(count: number): string {
  return count.toLocaleString('en-US');
}
