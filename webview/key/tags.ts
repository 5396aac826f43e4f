import { tagProblems } from '../../src/core/keyPage/tagProblems';
import type { TagsFacts } from '../../src/core/keyPage/view';
import type { Tag } from '../../src/core/keys/model';
import { calloutView } from '../ui/callout';
import { html, nothing, type TemplateResult } from '../ui/lit';
import { sectionView } from '../ui/section';
import { editedRowsView, tableView } from '../ui/table';
import type { Page } from './page';
import { loadOf, tagChange } from './state';

/** The tags, edited as a table and saved together. */
export function tagsTab(page: Page): unknown {
  return sectionView<TagsFacts>(loadOf(page.state.view?.parts.tags), {
    ...{ id: 'tags', title: 'Tags', what: 'the tags', retry: page.retry },
    ready: ({ tags, why }) => (why === undefined ? editView(page) : readView(tags, why)),
    empty: { when: () => false, text: '' },
  });
}

function readView(tags: readonly Tag[], why: string): TemplateResult {
  return html`<p class="help">${why}</p>
    ${
      tags.length === 0
        ? html`<p class="help">The key has no tags.</p>`
        : tableView({
            label: 'Tags of the key',
            rows: tags,
            keyOf: ({ key }) => key,
            columns: [
              { title: 'Key', cell: ({ key }) => key },
              { title: 'Value', cell: ({ value }) => value },
            ],
          })
    }`;
}

function editView(page: Page): TemplateResult {
  const { state, dispatch } = page;
  const now = state.tags.rows.filter(({ removed }) => !removed).map((row) => row.now);
  const problems = tagProblems(now, []);
  // An empty new row is not wrong yet while somebody types the others.
  const problemOf = (tag: Tag): string | undefined => {
    const found = problems.find(({ index }) => now[index] === tag);
    return tag.key === '' && tag.value === '' ? undefined : found?.text;
  };
  return html`<p class="help">
      Tags find and group keys, and can allow access by attribute. Nothing secret or personal: they show up in
      logs.
    </p>
    ${editedRowsView<Tag>(
      state.tags,
      {
        ...{ id: 'tag', label: 'Tags of the key', blank: { key: '', value: '' }, add: 'Add tag' },
        nameOf: (row) => `tag ${row}`,
        columns: [
          {
            title: 'Key',
            label: (row) => `Key of tag ${row}`,
            get: ({ key }) => key,
            set: (tag, key) => ({ ...tag, key }),
            problem: problemOf,
          },
          {
            title: 'Value',
            label: (row) => `Value of tag ${row}`,
            get: ({ value }) => value,
            set: (tag, value) => ({ ...tag, value }),
          },
        ],
      },
      (event) => dispatch({ kind: 'tags', event }),
    )}
    ${state.tagsProblem === undefined ? nothing : html`<div role="alert">${calloutView('error', state.tagsProblem)}</div>`}
    ${saveView(page, problems.length > 0)}`;
}

function saveView(page: Page, isWrong: boolean): TemplateResult | typeof nothing {
  const { state, dispatch, call } = page;
  const change = tagChange(state);
  if (change === undefined && state.saving === 'no') return nothing;
  const isSaving = state.saving === 'tags';
  const save = (): void => {
    if (isSaving || isWrong || change === undefined) return;
    dispatch({ kind: 'saving-tags' });
    call('setTags', change).then(
      () => dispatch({ kind: 'saved-tags' }),
      (error: unknown) =>
        dispatch({ kind: 'tags-refused', message: error instanceof Error ? error.message : String(error) }),
    );
  };
  return html`<div class="row">
    <vscode-button
      class="save-button"
      aria-disabled=${String(isSaving || isWrong)}
      ?disabled=${isWrong}
      @click=${save}
      >${isSaving ? 'Saving…' : 'Save'}</vscode-button
    >
    <vscode-button
      appearance="secondary"
      aria-disabled=${String(isSaving)}
      @click=${() => isSaving || dispatch({ kind: 'tags', event: { kind: 'discarded' } })}
      >Discard changes</vscode-button
    >
  </div>`;
}
