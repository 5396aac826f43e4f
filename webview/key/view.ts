import { keyTabs, type KeyTab } from '../../src/core/keyPage/view';
import { bannersView, type Banner } from '../ui/banners';
import { identifierView } from '../ui/copyView';
import { html, nothing, type TemplateResult } from '../ui/lit';
import { menuButtonView } from '../ui/menuButton';
import { tabsView } from '../ui/tabs';
import { activityTab } from './activity';
import { grantsTab } from './grants/grants';
import { aliasesTab, regionsTab, rotationTab } from './lists';
import { configurationTab, generalTab } from './facts';
import type { Page } from './page';
import { policyTab } from './policy';
import { chosenTab, unsavedTabs } from './state';
import { tagsTab } from './tags';

const panels: Readonly<Record<KeyTab, (page: Page) => unknown>> = {
  general: generalTab,
  policy: policyTab,
  access: ({ access }) => access(),
  configuration: configurationTab,
  tags: tagsTab,
  rotation: rotationTab,
  aliases: aliasesTab,
  grants: grantsTab,
  regions: regionsTab,
  activity: activityTab,
};

/** The whole page as a function of its state. */
export function pageView(page: Page): TemplateResult {
  const { state, dispatch } = page;
  const { view } = state;
  if (!view) {
    return html`<p class="row help key-page">
      <vscode-progress-ring class="small-ring" aria-hidden="true"></vscode-progress-ring>
      Loading the key…
    </p>`;
  }
  return html`<div class="key-page stack">
    ${headerView(page)}
    ${tabsView(
      state.tabs,
      {
        label: `Parts of ${view.name}`,
        tabs: view.tabs.map((id) => ({ id, title: keyTabs[id].title })),
        panel: panels[chosenTab(state)](page),
      },
      (event) => dispatch({ kind: 'tabs', event }),
    )}
  </div>`;
}

function headerView(page: Page): TemplateResult {
  const { state, dispatch, run } = page;
  const { view } = state;
  if (!view) return html``;
  const { key } = view.parts;
  const facts = key && 'value' in key ? key.value : undefined;
  return html`<header class="key-header">
    <div class="key-head">
      <h1>${view.name}</h1>
      ${facts ? html`<span class="key-kind">${facts.state} · ${facts.kind}</span>` : nothing}
      ${
        view.actions.length === 0
          ? nothing
          : menuButtonView(
              state.menu,
              {
                id: 'actions',
                label: 'Actions',
                items: view.actions.map(({ id, title, why }) => ({
                  id,
                  label: title,
                  ...(why !== undefined && { disabled: why }),
                })),
                choose: (id) => {
                  const action = view.actions.find((one) => one.id === id);
                  if (action) run(action.id);
                },
              },
              (event) => dispatch({ kind: 'menu', event }),
            )
      }
    </div>
    <p class="help ${view.production ? 'key-production' : ''}">
      ${view.place}${view.production ? ' · production' : ''}
    </p>
    ${identifierView(state.copied, { what: 'the ARN', value: view.ref.arn }, (event) =>
      dispatch({ kind: 'copied', event }),
    )}
    ${bannersView([
      ...(facts?.banners ?? []).map(({ severity, text, action }) => ({
        ...{ id: text, kind: severity, text },
        ...(action && { action: { label: action.title, run: () => run(action.id) } }),
      })),
      ...unsavedTabs(state).map((tab) => unsavedBanner(page, tab)),
    ])}
  </header>`;
}

/** Changes that were typed on another tab, or before the page was closed, are not to be forgotten. */
function unsavedBanner({ dispatch }: Page, id: KeyTab): Banner {
  const { title } = keyTabs[id];
  const show = (): void => dispatch({ kind: 'tabs', event: { kind: 'chosen', id } });
  return {
    ...{ id: `unsaved-${id}`, kind: 'info', text: `What you changed under ${title} is not saved yet.` },
    action: { label: `Show ${title}`, run: show },
  };
}
