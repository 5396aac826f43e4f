import { plural } from '../../src/core/keys/labels';
import { quotas } from '../../src/core/kms/quotas';
import { tagsInText } from '../../src/core/keyPage/tagsInText';
import { tagProblems } from '../../src/core/keyPage/tagProblems';
import type { TagsFacts } from '../../src/core/keyPage/view';
import type { Tag } from '../../src/core/keys/model';
import { html, nothing, type TemplateResult } from '../ui/lit';
import { sectionView } from '../ui/section';
import { editedRowsView, tableView } from '../ui/table';
import type { Page } from './page';
import { saveRowView } from './saveRow';
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
  const { state, dispatch, call } = page;
  const change = tagChange(state);
  const now = state.tags.rows.filter(({ removed }) => !removed).map((row) => row.now);
  const problems = tagProblems(now, []);
  // An empty new row is not wrong yet while somebody types the others.
  const problemOf = (tag: Tag): string | undefined => {
    const found = problems.find(({ index }) => now[index] === tag);
    return tag.key === '' && tag.value === '' ? undefined : found?.text;
  };
  return html`<p class="help">
      Tags find and group keys, and can allow access by attribute. Nothing secret or personal: they show up in
      logs. A list that is pasted, as JSON or as lines, fills the table.
    </p>
    ${editedRowsView<Tag>(
      state.tags,
      {
        ...{ id: 'tag', label: 'Tags of the key', blank: { key: '', value: '' }, add: 'Add tag' },
        nameOf: (row) => `tag ${row}`,
        valuesIn: tagsInText,
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
    <p class="help">${plural(now.length, 'tag')} of at most ${quotas.tagsPerKey}.</p>
    ${
      change === undefined && state.saving !== 'tags'
        ? nothing
        : saveRowView(page, {
            ...{ of: 'tags', isWrong: problems.length > 0 },
            save: () => (change === undefined ? Promise.resolve() : call('setTags', change)),
            discard: () => dispatch({ kind: 'tags', event: { kind: 'discarded' } }),
          })
    }`;
}
