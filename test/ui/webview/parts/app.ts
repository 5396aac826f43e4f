import { bannersView } from '../../../../webview/ui/banners';
import { identifierView } from '../../../../webview/ui/copyView';
import { html, render, type TemplateResult } from '../../../../webview/ui/lit';
import { menuButtonView } from '../../../../webview/ui/menuButton';
import type { MenuItem } from '../../../../webview/ui/menuState';
import { changesOf, isEdited } from '../../../../webview/ui/rowsState';
import { sectionView } from '../../../../webview/ui/section';
import type { PageParts } from '../../../../webview/ui/startPage';
import { createStore } from '../../../../webview/ui/store';
import { editedRowsView, tableView } from '../../../../webview/ui/table';
import { tabsView } from '../../../../webview/ui/tabs';
import { textEditView } from '../../../../webview/ui/textEdit';
import type { PartsMethods } from './methods';
import { next, startState, tagKind, titles, type Event, type State, type Tag } from './state';

type Dispatch = (event: Event) => void;
type Call = PageParts<PartsMethods>['call'];

const arn = 'arn:aws:kms:us-east-1:111122223333:key/1f24e8f7-468e-4770-8148-a8907398c5bb';

const actions: MenuItem[] = [
  { id: 'encrypt', label: 'Encrypt…' },
  { id: 'rotate', label: 'Rotate now', disabled: 'A key that is pending deletion is not rotated.' },
  { id: 'refresh', label: 'Refresh', separated: true },
  { id: 'delete', label: 'Schedule deletion…' },
];

/** A page of all parts, as a page of a key would put them together. */
export function startParts({ root, call, kept, keep }: PageParts<PartsMethods>): Record<string, never> {
  const store = createStore(startState(kept), next, (state) => {
    render(pageView(state, dispatch, call), root);
    keep(state.tabs.chosen);
  });
  function dispatch(event: Event): void {
    store.dispatch(event);
    if (event.part === 'tabs' && event.event.kind === 'chosen' && event.event.id === 'grants') load();
    if (event.part === 'done' && event.what === 'retry') load();
  }
  function load(): void {
    store.dispatch({ part: 'grants', event: { kind: 'asked' } });
    const { request } = store.state.grants;
    call('grants', undefined).then(
      (value) => store.dispatch({ part: 'grants', event: { kind: 'answered', request, value } }),
      (error: unknown) => store.dispatch({ part: 'grants', event: { kind: 'failed', request, error } }),
    );
  }
  return {};
}

function pageView(state: State, dispatch: Dispatch, call: Call): TemplateResult {
  const tabs = Object.entries(titles).map(([id, title]) => ({ id, title }));
  return html`<div class="parts-page">
    <header class="row">
      <h1>payments</h1>
      ${menuButtonView(
        state.menu,
        {
          id: 'actions',
          label: 'Actions',
          items: actions,
          choose: (id) => dispatch({ part: 'done', what: id }),
        },
        (event) => dispatch({ part: 'menu', event }),
      )}
    </header>
    <div>
      ${identifierView(state.copy, { what: 'ARN', value: arn }, (event) => dispatch({ part: 'copy', event }))}
    </div>
    ${bannersView(bannersOf(state, dispatch))}
    ${tabsView(state.tabs, { label: 'Key payments', tabs, panel: panelOf(state, dispatch, call) }, (event) =>
      dispatch({ part: 'tabs', event }),
    )}
    <p class="help">Last: <span id="done">${state.done}</span></p>
  </div>`;
}

function bannersOf({ deletion }: State, dispatch: Dispatch) {
  if (deletion === 'none') return [];
  const cancel = {
    label: 'Cancel deletion',
    run: () => dispatch({ part: 'deletion', now: 'cancelling' }),
    ...(deletion === 'cancelling' && { busy: 'Cancelling…' }),
  };
  const text = 'Scheduled for deletion in 6 days (30 November 2026, 14:05)';
  return [{ id: 'deletion', kind: 'warning' as const, text, action: cancel }];
}

function panelOf(state: State, dispatch: Dispatch, call: Call): unknown {
  switch (state.tabs.chosen) {
    case 'general':
      return textEditView(
        state.description,
        {
          id: 'description',
          label: 'Description',
          empty: 'No description',
          save: (text) => call('describe', text),
        },
        (event) => dispatch({ part: 'description', event }),
      );
    case 'tags':
      return tagsView(state, dispatch);
    case 'grants':
      return grantsView(state, dispatch);
    default:
      return html`<p>There is nothing here.</p>`;
  }
}

function tagsView({ tags }: State, dispatch: Dispatch): TemplateResult {
  const { added, changed, removed } = changesOf(tags, tagKind);
  const field = (name: 'key' | 'value') => ({
    title: name === 'key' ? 'Key' : 'Value',
    label: (row: number) => `${name === 'key' ? 'Key' : 'Value'} of tag ${row}`,
    get: (tag: Tag) => tag[name],
    set: (tag: Tag, text: string) => ({ ...tag, [name]: text }),
  });
  const problem = ({ key }: Tag) => (key.startsWith('aws:') ? 'Keys cannot begin with aws:.' : undefined);
  return html`${editedRowsView(
      tags,
      {
        id: 'tags',
        label: 'Tags',
        columns: [{ ...field('key'), problem }, field('value')],
        blank: { key: '', value: '' },
        add: 'Add tag',
        nameOf: (row) => `tag ${row}`,
      },
      (event) => dispatch({ part: 'tags', event }),
    )}
    <p class="help" id="changes">
      ${
        isEdited(tags, tagKind)
          ? `${added.length} added, ${changed.length} changed, ${removed.length} removed`
          : 'unchanged'
      }
    </p>`;
}

function grantsView({ grants }: State, dispatch: Dispatch): TemplateResult {
  return sectionView(grants, {
    id: 'grants-title',
    title: 'Grants',
    what: 'the grants',
    ready: (names) =>
      tableView({
        label: 'Grants',
        columns: [
          { title: 'Grant', cell: (name) => name },
          { title: 'Operations', cell: () => 'Decrypt' },
        ],
        rows: names,
        keyOf: (name) => name,
      }),
    empty: { when: ({ length }) => length === 0, text: 'This key has no grants.' },
    retry: () => dispatch({ part: 'done', what: 'retry' }),
  });
}
