import type { GrantRow } from '../../../src/core/grants/list';
import type { GrantsView } from '../../../src/protocol/grants';
import { calloutView } from '../../ui/callout';
import { copyView } from '../../ui/copyView';
import { html, live, nothing, type TemplateResult } from '../../ui/lit';
import { sectionView } from '../../ui/section';
import type { Load } from '../../ui/loadState';
import { tableView } from '../../ui/table';
import type { Page } from '../page';
import { formView, openForm } from './form';

/** The grants of the key: found, made, revoked and retired. */
export function grantsTab(page: Page): unknown {
  const { form, view } = page.state.grants;
  return html`${sectionView<GrantsView>(loadOf(view), {
    ...{ id: 'grants', title: 'Grants', what: 'the grants', retry: page.retry },
    ready: (grants) =>
      html`${createdView(page)} ${form ? nothing : toolbarView(page)}
      ${grants.findings.map((text) => calloutView('warning', text))} ${listView(page, grants)}`,
    empty: {
      when: (grants) => grants.complete && grants.count === 0,
      text: 'The key has no grants. AWS services and programs make them to use the key for a while.',
      action: html`${createdView(page)} ${form ? nothing : toolbarView(page)}`,
    },
  })}
  ${form ? formView(page, form) : nothing}`;
}

function loadOf(view: GrantsView | undefined): Load<GrantsView> {
  if (view === undefined) return { request: 0, loading: true };
  const isThere = view.count > 0 || view.complete;
  return {
    request: 0,
    loading: view.status === 'reading' || view.status === 'unread',
    ...(isThere && { value: view }),
    ...(view.failure && {
      failure: { reason: view.failure.denied ? 'denied' : 'failed', message: view.failure.text },
    }),
  };
}

function toolbarView(page: Page): TemplateResult {
  const { view, filter } = page.state.grants;
  const why = view?.form?.why;
  return html`<div class="row grant-bar">
    ${
      (view?.count ?? 0) === 0
        ? nothing
        : html`<input
            type="search"
            class="native-input grant-filter"
            aria-label="Filter the grants"
            placeholder="Filter by grantee, operation, service, name…"
            spellcheck="false"
            .value=${live(filter)}
            @input=${({ target }: { target: HTMLInputElement }) => ask(page, target.value, 0)}
          />`
    }
    <vscode-button
      appearance="secondary"
      aria-disabled=${String(why !== undefined || view?.form === undefined)}
      ?disabled=${why !== undefined || view?.form === undefined}
      @click=${() => openForm(page)}
      >Create grant…</vscode-button
    >
    ${why === undefined ? nothing : html`<span class="help">${why}</span>`}
  </div>`;
}

/** The token, which only the answer of CreateGrant tells. */
function createdView(page: Page): TemplateResult | typeof nothing {
  const { state, dispatch } = page;
  const { created } = state.grants;
  if (created === undefined) return nothing;
  return calloutView(
    'success',
    html`<p>The grant is made. Until it reaches all of KMS, up to 5 minutes, calls need its token:</p>
      <p class="row">
        <code class="grant-token">--grant-tokens ${created.token}</code>
        ${copyView(state.copied, { what: 'the grant token', value: created.token }, (event) =>
          dispatch({ kind: 'copied', event }),
        )}
      </p>
      <p>KMS does not show the token again, and nobody needs it later.</p>
      <button
        type="button"
        class="link"
        @click=${() => dispatch({ kind: 'grants', event: { kind: 'dismissed' } })}
      >
        Done
      </button>`,
  );
}

function listView(page: Page, view: GrantsView): TemplateResult {
  const { rows, count, complete, matching, quota } = view;
  const used = `${number(count)}${complete ? '' : '+'} of ${number(quota)} grants used`;
  return html`<p class="help" role="status">
      ${view.filter.trim() === '' ? used : `${number(matching)} of ${number(count)} fit · ${used}`}
      ${
        complete || view.status === 'reading'
          ? nothing
          : html`·
              <button type="button" class="link" @click=${() => void page.call('readAllGrants', undefined)}>
                Read the rest</button
              >, one request for each hundred`
      }
    </p>
    ${
      rows.length === 0
        ? html`<p class="help">No grant ${complete ? '' : 'that is read '}fits the filter.</p>`
        : tableView({
            label: 'Grants of the key',
            rows,
            keyOf: ({ id }) => id,
            columns: [
              { title: 'Grantee', cell: granteeView },
              { title: 'May', cell: mayView },
              { title: 'Since', cell: sinceView },
              { title: 'Action', cell: (row) => actionsView(page, row) },
            ],
          })
    }
    ${pagesView(page, view)}`;
}

function granteeView({ grantee, granteeLabel, service, findings, name, id }: GrantRow): TemplateResult {
  return html`<span class="mono grant-grantee" title=${grantee}>${granteeLabel}</span>
    ${
      service === undefined
        ? nothing
        : html`<span class="note" title=${service.lost}
            >${service.service}${service.resource === undefined ? nothing : `: ${service.resource}`}</span
          >`
    }
    ${findings.map(({ text }) => html`<span class="note grant-finding">${text}</span>`)}
    <span class="help note" title=${id}>${name === '' ? `Grant ${id.slice(0, 8)}…` : name}</span>`;
}

function mayView({ operations, constraints }: GrantRow): TemplateResult {
  return html`${operations.join(', ')}
  ${constraints.map((text) => html`<span class="help note grant-text">${text}</span>`)}`;
}

function sinceView({ created, createdAt, issuer, retiring }: GrantRow): TemplateResult {
  return html`<span title=${createdAt}>${created === '' ? 'Not known' : created}</span>
    ${issuer === '' ? nothing : html`<span class="help note">by account ${issuer}</span>`}
    ${retiring === '' ? nothing : html`<span class="help note grant-text">Retired by ${retiring}</span>`}`;
}

function actionsView({ call, fail }: Page, { id, granteeLabel }: GrantRow): TemplateResult {
  const end = (ending: 'revoke' | 'retire') => (): void => void call('endGrant', { id, ending }).catch(fail);
  return html`<span class="row"
    ><button
      type="button"
      class="link"
      aria-label="Revoke… the grant of ${granteeLabel}"
      @click=${end('revoke')}
    >
      Revoke…</button
    ><button
      type="button"
      class="link"
      aria-label="Retire… the grant of ${granteeLabel}"
      @click=${end('retire')}
    >
      Retire…
    </button></span
  >`;
}

function pagesView(page: Page, { page: at, pages }: GrantsView): TemplateResult | typeof nothing {
  if (pages <= 1) return nothing;
  const { filter } = page.state.grants;
  const turn = (label: string, to: number) => {
    const isOut = to < 0 || to >= pages;
    return html`<button
      type="button"
      class="link"
      aria-disabled=${String(isOut)}
      @click=${() => isOut || ask(page, filter, to)}
    >
      ${label}
    </button>`;
  };
  return html`<nav class="row" aria-label="Pages of the grants">
    ${turn('Previous', at - 1)} <span>Page ${number(at + 1)} of ${number(pages)}</span>
    ${turn('Next', at + 1)}
  </nav>`;
}

function ask({ call, dispatch, fail }: Page, filter: string, page: number): void {
  dispatch({ kind: 'grants', event: { kind: 'filtered', filter } });
  call('showGrants', { filter, page }).then(
    (view) => dispatch({ kind: 'grants', event: { kind: 'viewed', view } }),
    fail,
  );
}

function number(value: number): string {
  return value.toLocaleString('en');
}
