import { createGrantCommand } from '../../../src/core/grants/commandLine';
import { draftProblems, newGrantOf, type GrantDraft } from '../../../src/core/grants/draft';
import type { GrantsView } from '../../../src/protocol/grants';
import { calloutView } from '../../ui/callout';
import { copyView } from '../../ui/copyView';
import { focusWhen } from '../../ui/focusWhen';
import { html, nothing, type TemplateResult } from '../../ui/lit';
import type { Page } from '../page';
import { granteeView, operationsView, textView, type FormPart } from './fields';
import { pairsView } from './pairs';
import type { GrantForm } from './state';

/** Opens the form, and asks who could have a grant. */
export function openForm({ call, dispatch, fail }: Pick<Page, 'call' | 'dispatch' | 'fail'>): void {
  dispatch({ kind: 'grants', event: { kind: 'form-opened' } });
  call('suggestGrantees', undefined).then(
    (suggestions) => dispatch({ kind: 'grants', event: { kind: 'suggested', suggestions } }),
    fail,
  );
}

/** A grant that is being made, with the command that would make it. */
export function formView(page: Page, { draft, tried, saving, problem }: GrantForm): unknown {
  const { dispatch } = page;
  const facts = page.state.grants.view?.form;
  if (facts === undefined) return nothing;
  const problems = draftProblems(draft, facts.key);
  const part: FormPart = {
    draft,
    shown: tried ? problems : {},
    change: (changed) => dispatch({ kind: 'grants', event: { kind: 'changed', draft: changed } }),
  };
  const isWrong = Object.keys(problems).length > 0;
  return html`<section class="part grant-form" aria-labelledby="new-grant">
    <h2 id="new-grant" tabindex="-1" ${focusWhen(true)}>Create grant</h2>
    ${facts.why === undefined ? nothing : calloutView('warning', facts.why)}
    ${granteeView(part, page.state.grants.suggestions)} ${operationsView(part, facts)}
    ${facts.key.spec === 'SYMMETRIC_DEFAULT' ? pairsView(part) : nothing}
    ${textView(part, 'sourceArn', {
      label: 'Source ARN',
      optional: draft.granteeKind === 'principal',
      help: 'Only for calls that a service makes for this resource.',
      placeholder: 'arn:aws:…',
    })}
    ${textView(part, 'retiring', {
      label: 'Retiring principal',
      optional: draft.granteeKind === 'principal',
      help: 'May give the grant back when it is not needed any more, besides the account of the key.',
      placeholder: 'arn:aws:iam::111122223333:role/app',
      list: 'grantees',
    })}
    ${textView(part, 'name', {
      label: 'Name',
      optional: true,
      help: 'With a name, the same request made twice makes one grant.',
    })}
    ${isWrong ? nothing : commandView(page, facts, draft)}
    ${problem === undefined ? nothing : html`<div role="alert">${calloutView('error', problem)}</div>`}
    <div class="row">
      <vscode-button aria-disabled=${String(saving)} @click=${() => saving || create(page, draft, isWrong)}
        >${saving ? 'Creating…' : 'Create grant'}</vscode-button
      >
      <vscode-button
        appearance="secondary"
        @click=${() => dispatch({ kind: 'grants', event: { kind: 'form-closed' } })}
        >Cancel</vscode-button
      >
    </div>
  </section>`;
}

function create({ call, dispatch }: Page, draft: GrantDraft, isWrong: boolean): void {
  dispatch({ kind: 'grants', event: { kind: 'tried' } });
  if (isWrong) return;
  dispatch({ kind: 'grants', event: { kind: 'saving' } });
  call('createGrant', draft).then(
    (created) => dispatch({ kind: 'grants', event: { kind: 'created', created } }),
    (error: unknown) =>
      dispatch({
        kind: 'grants',
        event: { kind: 'refused', message: error instanceof Error ? error.message : String(error) },
      }),
  );
}

function commandView(
  { state, dispatch }: Page,
  { keyArn, setting }: NonNullable<GrantsView['form']>,
  draft: GrantDraft,
): TemplateResult {
  const text = createGrantCommand(keyArn, newGrantOf(draft), setting);
  return html`<h3 class="row">
      The same with the AWS CLI
      ${copyView(state.copied, { what: 'the AWS CLI command', value: text }, (event) =>
        dispatch({ kind: 'copied', event }),
      )}
    </h3>
    <pre class="code" tabindex="0" aria-label="AWS CLI command">${text}</pre>`;
}
