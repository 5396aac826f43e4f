import { entryProblem, formLists, type FormList } from '../../src/core/keyPage/formProblems';
import type { PolicyFacts } from '../../src/core/keyPage/view';
import type { ConsoleForm } from '../../src/core/policy/editConsolePolicy';
import { calloutView } from '../ui/callout';
import { html, nothing, type TemplateResult } from '../ui/lit';
import { editedRowsView } from '../ui/table';
import { formChange, isFormEdited, newEntries } from './formState';
import type { Page } from './page';
import { saveRowView } from './saveRow';

interface ListWords {
  title: string;
  help: string;
  /** "administrator" */
  one: string;
  column: string;
  empty: string;
}

/** Source: developer guide, "Change a key policy using the default view". */
const words: Readonly<Record<FormList, ListWords>> = {
  administrators: {
    ...{ title: 'Key administrators', one: 'administrator', column: 'User or role' },
    help: 'They manage the key: enable, rotate, tag, change who may use it. They cannot encrypt or decrypt with it.',
    empty: 'Nobody is named. The IAM policies of the account decide.',
  },
  users: {
    ...{ title: 'Key users', one: 'user', column: 'User or role' },
    help: 'They use the key in cryptographic operations, and let AWS services use it for them.',
    empty: 'Nobody is named. The IAM policies of the account decide.',
  },
  accounts: {
    ...{ title: 'Other AWS accounts', one: 'account', column: 'Account' },
    help: 'They may use the key as its users do, once an IAM policy over there allows it as well.',
    empty: 'No other account may use the key.',
  },
};

/** The console's default view of the policy: who administers and who uses the key, added and removed by buttons. */
export function policyFormView(page: Page, facts: PolicyFacts): TemplateResult | typeof nothing {
  const { form } = page.state;
  if (facts.form === undefined) return isFormEdited(form) ? lostView(page) : nothing;
  if (facts.why !== undefined) return readView(facts.form, facts.why);
  const problems = formLists.map((list) => [list, problemsOf(page, list, facts)] as const);
  const isWrong = problems.some(([, found]) => found.size > 0);
  const change = formChange(form, facts.form);
  const save = (): Promise<unknown> =>
    page.call('setPolicyForm', { form: change ?? facts.form ?? noForm, base: facts.text });
  return html`${problems.map(([list, found]) => listView(page, list, found))}
  ${deletionView(page, facts.form)}
  ${
    change === undefined && page.state.saving !== 'policy'
      ? nothing
      : saveRowView(page, {
          ...{ of: 'policy', isWrong: isWrong || change === undefined, save },
          discard: () => page.dispatch({ kind: 'form', event: { kind: 'discarded' } }),
        })
  }`;
}

const noForm: ConsoleForm = { administrators: [], mayDelete: false, users: [], accounts: [] };

/** What is wrong with the new entries of a list, by the entry. */
function problemsOf(page: Page, list: FormList, { account }: PolicyFacts): Map<string, string> {
  const { rows } = page.state.form[list];
  const found = new Map<string, string>();
  for (const entry of newEntries(page.state.form[list])) {
    const others = rows
      .filter((row) => row.now !== entry || row.before !== undefined)
      .map(({ now }) => now.trim());
    const isTwice = newEntries(page.state.form[list]).filter((one) => one.trim() === entry.trim()).length > 1;
    const problem = entryProblem(list, entry, isTwice ? [...others, entry.trim()] : others, account);
    if (problem !== undefined) found.set(entry, problem);
  }
  return found;
}

function listView(page: Page, list: FormList, problems: ReadonlyMap<string, string>): TemplateResult {
  const { title, help, one, column, empty } = words[list];
  const rows = page.state.form[list];
  return html`<div class="form" role="group" aria-label=${title}>
    <h3>${title}</h3>
    <p class="help">${help}</p>
    ${rows.rows.length === 0 ? html`<p>${empty}</p>` : nothing}
    ${editedRowsView<string>(
      rows,
      {
        ...{ id: `form-${list}`, label: title, blank: '', add: `Add ${one}`, fixed: true },
        nameOf: (row) => `${one} ${row}`,
        columns: [
          {
            title: column,
            label: (row) => `${column} of ${one} ${row}`,
            get: (entry) => entry,
            set: (_, text) => text,
            problem: (entry) => problems.get(entry),
          },
        ],
      },
      (event) => page.dispatch({ kind: 'form', event: { kind: 'rows', list, event } }),
    )}
  </div>`;
}

function deletionView({ state, dispatch }: Page, told: ConsoleForm): TemplateResult {
  const nobody = state.form.administrators.rows.every(({ removed }) => removed);
  const mayDelete = state.form.mayDelete ?? told.mayDelete;
  return html`<div class="form" role="group" aria-label="Key deletion">
    <h3>Key deletion</h3>
    <label class="row">
      <input
        type="checkbox"
        .checked=${mayDelete && !nobody}
        ?disabled=${nobody}
        @change=${({ target }: { target: HTMLInputElement }) =>
          dispatch({ kind: 'form', event: { kind: 'deletion', mayDelete: target.checked } })}
      />
      Allow key administrators to delete this key
    </label>
    ${nobody ? html`<p class="help">There is no administrator to allow it to.</p>` : nothing}
  </div>`;
}

/** The policy of a key that cannot be changed. */
function readView({ administrators, mayDelete, users, accounts }: ConsoleForm, why: string): TemplateResult {
  return html`<p class="help">${why}</p>
    <dl class="facts">
      ${valuesView('Key administrators', administrators)}
      ${valuesView('Key deletion', [
        mayDelete ? 'Key administrators may delete the key' : 'Key administrators may not delete the key',
      ])}
      ${valuesView('Key users', users)} ${valuesView('Other AWS accounts', accounts)}
    </dl>`;
}

function valuesView(label: string, values: readonly string[]): TemplateResult {
  return html`<div class="fact">
    <dt>${label}</dt>
    <dd>
      ${
        values.length === 0
          ? 'None'
          : html`<ul class="plain-list">
              ${values.map((value) => html`<li>${value}</li>`)}
            </ul>`
      }
    </dd>
  </div>`;
}

/** Somebody gave the policy another shape while changes were typed here: they are shown, not dropped. */
function lostView({ state, dispatch }: Page): TemplateResult {
  const added = formLists.flatMap((list) => newEntries(state.form[list]));
  const removed = formLists.flatMap((list) =>
    state.form[list].rows.flatMap((row) => (row.removed ? [row.now] : [])),
  );
  const discard = (): void => dispatch({ kind: 'form', event: { kind: 'discarded' } });
  return calloutView(
    'warning',
    html`<span
        >The policy was changed elsewhere, and no longer has the form that the console gives it. What you
        changed here can only be written into its text.
        ${added.length > 0 ? html`To be added: ${added.join(', ')}.` : nothing}
        ${removed.length > 0 ? html`To be removed: ${removed.join(', ')}.` : nothing}</span
      >
      <button type="button" class="link" @click=${discard}>Discard changes</button>`,
  );
}
