import type { ActivityFacts, CallFacts } from '../../src/core/keyPage/view';
import type { ActivityWish } from '../../src/protocol/keyPage';
import { calloutView } from '../ui/callout';
import { linkView } from '../ui/controls';
import { html, ifDefined, nothing, type TemplateResult } from '../ui/lit';
import { sectionView } from '../ui/section';
import { tableView } from '../ui/table';
import type { Page } from './page';
import { loadOf } from './state';

/** The last calls on the key, as CloudTrail tells of them, and what it cannot tell. */
export function activityTab(page: Page): unknown {
  return sectionView<ActivityFacts>(loadOf(page.state.view?.activity), {
    ...{ id: 'activity', title: 'Activity', what: 'the calls on this key' },
    retry: () => read(page, 'newest'),
    ready: (facts) => factsView(page, facts),
    empty: { when: () => false, text: '' },
  });
}

function read({ call, fail }: Page, wish: ActivityWish): void {
  void call('readActivity', wish).catch(fail);
}

function factsView(page: Page, facts: ActivityFacts): TemplateResult {
  const { calls, covered, refusals, problem, working, more, unseen } = facts;
  return html`<p>${covered}</p>
    <p>${refusals}</p>
    ${problem === undefined ? nothing : calloutView('warning', problem)}
    <div class="row" role="status">${workingView(page, working)}</div>
    ${calls.length === 0 ? nothing : callsView(page, calls)}
    ${
      more && working === undefined
        ? html`<div class="row">
            <vscode-button appearance="secondary" @click=${() => read(page, 'older')}>Older…</vscode-button>
          </div>`
        : nothing
    }
    <h3>What CloudTrail does not show here</h3>
    <ul class="notes-list">
      ${unseen.map((text) => html`<li>${text}</li>`)}
    </ul>`;
}

/** What is on its way, and how to stop it; else how to read again. */
function workingView(page: Page, working: string | undefined): TemplateResult {
  return working === undefined
    ? linkView('Refresh', () => read(page, 'newest'))
    : html`<vscode-progress-ring class="small-ring" aria-hidden="true"></vscode-progress-ring>
        <span class="help">${working}</span> ${linkView('Stop', () => read(page, 'stop'))}`;
}

function callsView(page: Page, calls: readonly CallFacts[]): TemplateResult {
  return tableView({
    label: 'Calls on the key, the newest first',
    rows: calls,
    keyOf: ({ id }) => id,
    columns: [
      { title: 'When', cell: ({ when, exact }) => html`<span title=${exact}>${when}</span>` },
      { title: 'Call and encryption context', cell: callView },
      { title: 'Who', cell: whoView },
      { title: 'Outcome', cell: (call) => outcomeView(page, call) },
    ],
  });
}

function whoView({ who, via }: CallFacts): TemplateResult {
  return html`<span title=${ifDefined(who.arn)}>${who.name}</span>${
      via === '' ? nothing : html`<span class="help note">${via}</span>`
    }`;
}

function outcomeView({ explain }: Page, call: CallFacts): unknown {
  const { outcome, outcomeText, message, operation, when } = call;
  if (outcome === 'done') return html`<span class="word">${outcomeText}</span>`;
  return html`<span class="outcome-${outcome} word">${outcomeText}</span>
    ${message === '' ? nothing : html`<span class="help note">${message}</span>`}
    ${
      outcome === 'refused' && message !== ''
        ? html`<button
            type="button"
            class="link"
            aria-label="Explain the refusal of ${operation}, ${when}"
            @click=${() => explain(message)}
          >
            Explain this error
          </button>`
        : nothing
    }`;
}

function callView({ operation, context }: CallFacts): TemplateResult {
  return html`<span class="word">${operation}</span>${
      context.length === 0
        ? nothing
        : html`<ul class="plain-list mono help">
            ${context.map((pair) => html`<li>${pair}</li>`)}
          </ul>`
    }`;
}
