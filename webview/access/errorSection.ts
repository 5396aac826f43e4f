import type { ErrorExplanation } from '../../src/core/access/errorExplanation';
import { callout } from '../ui/callout';
import { button, linkButton, setValue, textArea } from '../ui/controls';
import { field } from '../ui/field';
import { h, replaceChildren } from '../ui/h';
import { icon } from '../ui/icons';
import { announce } from '../ui/live';
import type { Access } from './access';
import { statementBlock } from './statementBlock';

/** "Explain an error": an AccessDenied text → who, what, which layer, and what to do. */
export function errorSection(access: Access): { element: HTMLDetailsElement; explain(text: string): void } {
  let typed = '';
  const control = textArea((value) => (typed = value), 4);
  const result = h('div', { class: 'stack-tight', role: 'region', 'aria-label': 'Explanation' });
  const run = (): void => {
    access
      .call('explainError', typed)
      .then((explained) => {
        replaceChildren(result, ...explanationOf(explained, access));
        announce(explained ? explained.advice.join(' ') : notRead);
      })
      .catch((error: unknown) => access.fail(error));
  };
  const element = h(
    'details',
    { class: 'section' },
    h('summary', {}, icon('chevron'), h('h2', {}, 'Explain an error')),
    h(
      'div',
      { class: 'section-body stack-tight' },
      field({
        control,
        label: 'Text of the error',
        help: 'The AccessDeniedException as AWS wrote it, or a log line that holds it.',
      }).element,
      h('div', { class: 'row' }, button('Explain', run)),
      result,
    ),
  );
  return {
    element,
    explain(text) {
      typed = text;
      element.open = true;
      setValue(control, text);
      run();
      element.scrollIntoView({ block: 'start' });
      control.focus({ preventScroll: true });
    },
  };
}

const notRead =
  'This is not an AWS access-denied error. It should say who is not authorized to perform what.';

const layerNames: Readonly<Record<string, string>> = {
  'key-policy': 'the key policy',
  'identity-policy': 'an IAM policy of the caller',
  'permissions-boundary': 'the permissions boundary',
  'session-policy': 'the session policy',
  'service-control-policy': 'a service control policy',
  'resource-control-policy': 'a resource control policy',
  'vpc-endpoint-policy': 'the policy of the VPC endpoint',
};

/** AWS names a layer; the policies that are known here tell the statement. */
function canBeTried({ principal, action, resource }: ErrorExplanation, access: Access): boolean {
  const view = access.view();
  if (view === undefined || view.problem !== undefined) return false;
  // Of another key, the policies that are known here say nothing.
  const here = view.ref === undefined || resource === undefined || resource === view.ref.arn;
  return here && principal !== undefined && action?.startsWith('kms:') === true;
}

function explanationOf(explained: ErrorExplanation | undefined, access: Access): (Node | false)[] {
  if (!explained) return [callout('warning', notRead)];
  const { principal, action, resource, layer, kind } = explained;
  const facts: [string, string | undefined][] = [
    ['Who', principal],
    ['Action', action],
    [resource?.includes(':kms:') === false ? 'Resource' : 'Key', resource],
    [kind === 'explicit' ? 'Denied by' : 'Missing in', layer === undefined ? undefined : layerNames[layer]],
    ['Policy', explained.policyArn],
  ];
  return [
    h(
      'dl',
      { class: 'error-facts' },
      ...facts.flatMap(([name, value]) =>
        value === undefined ? [] : [h('dt', {}, name), h('dd', {}, value)],
      ),
    ),
    h('ol', { class: 'advice' }, ...explained.advice.map((text) => h('li', {}, text))),
    canBeTried(explained, access) &&
      linkButton('Try this request here, step by step', () => access.ask(principal ?? '', action ?? '')),
    ...explained.statements.map(({ layer: where, statement }) =>
      h(
        'div',
        { class: 'stack-tight' },
        h(
          'p',
          {},
          where === 'key-policy' ? 'In the key policy:' : `In ${layerNames[where] ?? 'the policy'}:`,
        ),
        statementBlock(access, statement, where === 'key-policy' && access.view()?.editable === true),
      ),
    ),
  ];
}
