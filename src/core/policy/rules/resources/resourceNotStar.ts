import type { HoleValue, Span, Value } from '../../document';
import type { PolicyFacts } from '../../facts';
import { kmsLink } from '../parts/links';
import { resourcesOf, starFix } from '../parts/resources';
import { isWellFormed } from './arnFields';
import { whyNotThisKey } from './resourceNotThisKey';
import type { Rule } from '../parts/rule';
import { show } from '../parts/words';

/** KMS announced for August 2025 to take nothing else; before, a key's ARN was accepted without being needed. */
export const resourceNotStar: Rule = {
  code: 'KMS_RESOURCE_NOT_STAR',
  severity: 'warning',
  severityVaries: true,
  summary: 'Resource is not "*".',
  link: kmsLink('key-policy-overview'),
  *check(policy) {
    for (const { value, element, negated } of resourcesOf(policy)) {
      // What is wrong with the ARN is said by other rules, with the same fix.
      if (!isWellFormed(value.value) || whyNotThisKey(value.value, policy.known)) continue;
      const message = negated
        ? `A key policy speaks of its own key only: write "Resource": "*" instead of "NotResource": ${show(value.value)}.`
        : `In a key policy the key is "*": KMS has announced to refuse anything else, such as ${show(value.value)}.`;
      yield { span: value.span, message, fixes: () => (negated ? [] : [starFix(element)]) };
    }
    for (const { span, element } of ownReferences(policy)) {
      const message =
        'The key refers to itself in its own policy: CloudFormation refuses the circular dependency. In a key policy the key is "*".';
      yield { span, severity: 'error', message, fixes: () => (element ? [starFix(element)] : []) };
    }
  },
};

/**
 * Places where a template names the key in the key's own policy: as Resource, where "*" says the same, or anywhere
 * else. Source: cfn-lint E3004, circular dependencies.
 */
function* ownReferences({ document, statements }: PolicyFacts): Iterable<{ span: Span; element?: Value }> {
  const { root, resource } = document;
  if (resource === undefined || !root) return;
  const resources = new Map(
    statements.flatMap(({ resource: member }) =>
      member?.value ? holesIn(member.value).map((hole) => [hole, member.value] as const) : [],
    ),
  );
  for (const hole of holesIn(root)) {
    const names = [...(hole.known?.text ?? '').matchAll(/\$\{([^!.}]+)[.}]/g)].map(([, name]) => name);
    if (!names.includes(resource)) continue;
    const element = resources.get(hole);
    yield { span: hole.span, ...(element && { element }) };
  }
}

function holesIn(value: Value): HoleValue[] {
  if (value.kind === 'hole') return [value];
  if (value.kind === 'array') return value.items.flatMap(holesIn);
  return value.kind === 'object'
    ? value.members.flatMap((member) => (member.value ? holesIn(member.value) : []))
    : [];
}
