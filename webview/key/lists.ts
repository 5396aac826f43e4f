import type { AliasFacts, RegionFacts, RotationFacts } from '../../src/core/keyPage/view';
import type { PageCommandId } from '../../src/protocol/keyPage';
import { calloutView } from '../ui/callout';
import { identifierView } from '../ui/copyView';
import { classMap, html, nothing, type TemplateResult } from '../ui/lit';
import { sectionView } from '../ui/section';
import { tableView } from '../ui/table';
import type { Page } from './page';
import { loadOf } from './state';

/** A button that runs a command; where the key forbids it, it says why. */
export function commandView({ state, run }: Page, id: PageCommandId, label: string): TemplateResult {
  const why = state.view?.actions.find((action) => action.id === id)?.why;
  return html`<vscode-button
      appearance="secondary"
      aria-disabled=${String(why !== undefined)}
      ?disabled=${why !== undefined}
      @click=${() => run(id)}
      >${label}</vscode-button
    >
    ${why === undefined ? nothing : html`<span class="help">${why}</span>`}`;
}

export function rotationTab(page: Page): unknown {
  return sectionView<RotationFacts>(loadOf(page.state.view?.parts.rotation), {
    ...{ id: 'rotation', title: 'Rotation', what: 'the rotations', retry: page.retry },
    ready: ({ automatic, onDemand, past }) =>
      html`<p>${automatic}</p>
        <div class="row">${commandView(page, 'kms.key.rotation', 'Configure…')}</div>
        <p>${onDemand}</p>
        <div class="row">${commandView(page, 'kms.key.rotateNow', 'Rotate now…')}</div>
        <h3>Key materials</h3>
        ${
          past.length === 0
            ? html`<p class="help">The key has not been rotated yet.</p>`
            : tableView({
                label: 'Rotations, the newest first',
                rows: past,
                keyOf: ({ material, exact }) => material + exact,
                columns: [
                  {
                    title: 'When',
                    cell: ({ when, exact }) => html`<span title=${exact}>${when || '–'}</span>`,
                  },
                  { title: 'Rotation', cell: ({ kind }) => kind },
                  { title: 'State', cell: ({ state }) => state },
                  {
                    title: 'Key material',
                    cell: ({ material }) => html`<span class="mono">${material}</span>`,
                  },
                ],
              })
        }`,
    empty: { when: () => false, text: '' },
  });
}

export function aliasesTab(page: Page): unknown {
  const { state, dispatch, run } = page;
  const create = html`<div class="row">${commandView(page, 'kms.alias.create', 'Create alias…')}</div>`;
  return sectionView<AliasFacts[]>(loadOf(state.view?.parts.aliases), {
    ...{ id: 'aliases', title: 'Aliases', what: 'the aliases', retry: page.retry },
    ready: (aliases) =>
      html`${tableView({
        label: 'Aliases of the key',
        rows: aliases,
        keyOf: ({ name }) => name,
        columns: [
          {
            title: 'Alias',
            cell: ({ name }) =>
              identifierView(state.copied, { what: `the alias ${name}`, value: name }, (event) =>
                dispatch({ kind: 'copied', event }),
              ),
          },
          { title: 'Created', cell: ({ created }) => created },
          {
            title: 'Action',
            cell: ({ name }) =>
              name.startsWith('alias/aws/')
                ? 'Reserved for AWS'
                : html`<span class="row"
                    ><button
                      type="button"
                      class="link"
                      aria-label="Move… ${name} to another key"
                      @click=${() => run('kms.alias.retarget', name)}
                    >
                      Move…</button
                    ><button
                      type="button"
                      class="link"
                      aria-label="Delete… ${name}"
                      @click=${() => run('kms.alias.delete', name)}
                    >
                      Delete…
                    </button></span
                  >`,
          },
        ],
      })}
      ${create}`,
    empty: {
      when: (aliases) => aliases.length === 0,
      text: 'No alias points to the key. An alias is a name that can move to another key later.',
      action: create,
    },
  });
}

export function regionsTab(page: Page): unknown {
  return sectionView<RegionFacts[]>(loadOf(page.state.view?.parts.regions), {
    ...{ id: 'regions', title: 'Regions', what: 'the key in each Region', retry: page.retry },
    ready: (regions) =>
      html`<p class="help">
          Key material, spec, usage, origin and rotation are the same in every Region and are set on the
          primary key. What each Region sets for itself is below; what differs from this key is marked.
        </p>
        <div class="row">
          ${commandView(page, 'kms.key.syncRegions', 'Copy differences…')}
          ${commandView(page, 'kms.key.replicate', 'Replicate…')}
          ${commandView(page, 'kms.key.changePrimary', 'Change primary…')}
        </div>
        ${regions.map((region) => regionView(region))}`,
    empty: { when: (regions) => regions.length === 0, text: 'The key is in one Region only.' },
  });
}

function regionView({ region, role, isThis, own, unread }: RegionFacts): TemplateResult {
  return html`<section class="region" aria-label=${region}>
    <h3>${region} <span class="quiet">${role}${isThis ? ' · this key' : ''}</span></h3>
    ${unread === undefined ? nothing : calloutView('warning', unread)}
    <dl class="facts">
      ${(own ?? []).map(
        ({ label, value, differs }) =>
          html`<div class=${classMap({ fact: true, differs })}>
            <dt>${label}</dt>
            <dd>${value}${differs ? html`<span class="help note">Differs from this key</span>` : nothing}</dd>
          </div>`,
      )}
    </dl>
  </section>`;
}
