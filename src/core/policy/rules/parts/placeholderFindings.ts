import type { Known } from '../../known';
import type { Placeholder } from '../../placeholders';
import { notices } from './notices';
import type { Notice } from './notices';
import type { Report, Severity } from './rule';
import { show } from './words';

/** What is said of the placeholders of a policy: once for those of tools, once for those of guides. */
export function placeholderReports(
  placeholders: readonly Placeholder[],
  { key }: Known,
): (Report & { notice: Notice; severity: Severity })[] {
  return [true, false].flatMap((byTool) => {
    const some = placeholders.filter((one) => one.byTool === byTool);
    const [first] = some.toSorted((one, other) => Number(other.principal) - Number(one.principal));
    if (!first) return [];
    const { text, value, principal } = first;
    const others = some.length - 1;
    const more =
      others === 0
        ? ''
        : ` ${others} more ${others === 1 ? 'value of the policy has' : 'values of the policy have'} one.`;
    const refused = principal ? 'KMS refuses a principal with it' : 'as it stands it matches nothing';
    // What belongs to a key is saved as it stands: no tool comes between.
    const message =
      byTool && key === undefined
        ? `${show(text)} is a placeholder of a template: what a tool fills in here is not checked.${more} A policy variable has a prefix, as in \${aws:username}.`
        : `${show(text)} is a placeholder: ${refused}. Write your own value over it.${more}`;
    const severity = byTool && key === undefined ? 'info' : principal ? 'error' : 'warning';
    return [{ notice: notices.placeholder, span: value.span, message, severity }];
  });
}
