import type { DraftField, DraftProblems, GrantDraft } from '../../../src/core/grants/draft';
import type { GrantsView } from '../../../src/protocol/grants';
import { iconView } from '../../ui/icons';
import { classMap, html, ifDefined, live, nothing, type TemplateResult } from '../../ui/lit';

/** What the parts of the form are drawn with. */
export interface FormPart {
  draft: GrantDraft;
  /** What is wrong, once somebody has tried. */
  shown: DraftProblems;
  change: (draft: Partial<GrantDraft>) => void;
}

/** Who gets the grant. */
export function granteeView(part: FormPart, suggestions: readonly string[]): TemplateResult {
  const { draft, change } = part;
  const kinds = [
    ['principal', 'A user, a role or an account'],
    ['service', 'An AWS service'],
  ] as const;
  return html`<fieldset class="field">
      <legend class="field-label">Who gets the grant</legend>
      ${kinds.map(
        ([kind, label]) =>
          html`<label class="row"
            ><input
              type="radio"
              name="grantee-kind"
              .checked=${live(draft.granteeKind === kind)}
              @change=${() => change({ granteeKind: kind })}
            />${label}</label
          >`,
      )}
    </fieldset>
    ${textView(part, 'grantee', {
      label: draft.granteeKind === 'principal' ? 'Grantee' : 'Service principal',
      placeholder:
        draft.granteeKind === 'principal' ? 'arn:aws:iam::111122223333:role/app' : 'dynamodb.amazonaws.com',
      ...(draft.granteeKind === 'principal' && { list: 'grantees' }),
    })}
    <datalist id="grantees">${suggestions.map((arn) => html`<option value=${arn}></option>`)}</datalist>`;
}

/** What it permits, of what the key can do. */
export function operationsView(
  { draft, shown, change }: FormPart,
  { operations }: NonNullable<GrantsView['form']>,
): TemplateResult {
  const toggle = (operation: (typeof operations)[number]) => (): void => {
    const isChosen = draft.operations.includes(operation);
    const others = draft.operations.filter((one) => one !== operation);
    change({
      operations: isChosen ? others : operations.filter((one) => one === operation || others.includes(one)),
    });
  };
  return html`<fieldset
    class="field"
    aria-describedby=${ifDefined(shown.operations && 'grant-operations-problem')}
  >
    <legend class="field-label">Operations</legend>
    <div class="grant-operations">
      ${operations.map(
        (operation) =>
          html`<label class="row"
            ><input
              type="checkbox"
              .checked=${live(draft.operations.includes(operation))}
              @change=${toggle(operation)}
            />${operation}</label
          >`,
      )}
    </div>
    ${problemView('operations', shown)}
  </fieldset>`;
}

interface TextField {
  label: string;
  optional?: boolean;
  help?: string;
  placeholder?: string;
  list?: string;
}

/** A line of text with its name, help and problem. */
export function textView(
  { draft, shown, change }: FormPart,
  field: 'grantee' | 'sourceArn' | 'retiring' | 'name',
  { label, optional = false, help, placeholder, list }: TextField,
): TemplateResult {
  const id = `grant-${field}`;
  const described = [
    ...(help === undefined ? [] : [`${id}-help`]),
    ...(shown[field] === undefined ? [] : [`${id}-problem`]),
  ].join(' ');
  return html`<div class="field">
    <label class="field-label" for=${id}
      >${label}${optional ? html`<span class="quiet"> optional</span>` : nothing}</label
    >
    ${help === undefined ? nothing : html`<p class="help" id="${id}-help">${help}</p>`}
    <input
      id=${id}
      type="text"
      class=${classMap({ 'native-input': true, invalid: shown[field] !== undefined })}
      spellcheck="false"
      autocomplete="off"
      placeholder=${ifDefined(placeholder)}
      list=${ifDefined(list)}
      aria-invalid=${ifDefined(shown[field] && 'true')}
      aria-describedby=${ifDefined(described || undefined)}
      .value=${live(draft[field])}
      @input=${({ target }: { target: HTMLInputElement }) => change({ [field]: target.value })}
    />
    ${problemView(field, shown)}
  </div>`;
}

/** What is wrong with a field, under it. */
export function problemView(field: DraftField, shown: DraftProblems): TemplateResult | typeof nothing {
  const text = shown[field];
  if (text === undefined) return nothing;
  return html`<p class="field-message field-error" id="grant-${field}-problem">
    ${iconView('error')}<span>${text}</span>
  </p>`;
}
