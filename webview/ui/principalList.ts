import { h, setAttribute, setText, uniqueId } from './h';
import { announce } from './live';

export interface PrincipalOption {
  value: string;
  name: string;
  /** "User" or "Role". */
  kind: string;
  path: string;
}

/** What is known of the account's users and roles. */
export interface PrincipalSource {
  options: readonly PrincipalOption[];
  /** Under way, or why it could not be had. */
  loading: boolean;
  failure?: string;
}

export interface PrincipalList {
  element: HTMLElement;
  filter: HTMLInputElement;
  /** Draws the rows again unless both are the very same values as before. */
  update(source: PrincipalSource, chosen: readonly string[]): void;
}

/** Rows drawn at once: an account may have 5,000 roles; the filter finds the rest. */
const shownRows = 100;

/**
 * A filterable list of users and roles with a check box each. Enter takes what was typed where it is an
 * ARN, so that it serves also where listing is denied. Up and Down move between filter and rows.
 */
export function principalList(options: {
  label: string;
  toggle: (value: string, chosen: boolean) => void;
  retry: () => void;
}): PrincipalList {
  const status = h('p', { class: 'help principal-status', id: uniqueId('principals') });
  const filter = h('input', {
    type: 'text',
    class: 'native-input',
    autocomplete: 'off',
    spellcheck: false,
    'aria-label': `${options.label}: filter, or paste an ARN and press Enter`,
    'aria-describedby': status.id,
  });
  const rows = h('div', { class: 'principal-rows', role: 'group', 'aria-label': options.label });
  const element = h('div', { class: 'principal-list' }, filter, rows, status);
  let source: PrincipalSource = { options: [], loading: true };
  let chosen: readonly string[] = [];

  function draw(): void {
    const typed = filter.value.trim();
    const found = matching(source.options, typed);
    const focused = focusedValue(rows);
    rows.replaceChildren(
      ...found
        .slice(0, shownRows)
        .map((option) => row(option, chosen.includes(option.value), options.toggle)),
    );
    rows.hidden = found.length === 0;
    if (focused !== undefined) focusRow(rows, focused);
    filter.placeholder = placeholder(source);
    drawStatus(typed, found.length);
  }

  function drawStatus(typed: string, found: number): void {
    status.replaceChildren();
    if (isArn(typed) && !chosen.includes(typed)) {
      status.append(
        h('button', { type: 'button', class: 'link', onclick: takeTyped }, 'Add this ARN'),
        ' (or press Enter)',
      );
    } else if (source.loading) setText(status, 'Loading users and roles…');
    else if (source.failure !== undefined) {
      status.append(
        `${source.failure} You can still paste an ARN and press Enter. `,
        h('button', { type: 'button', class: 'link', onclick: options.retry }, 'Retry'),
      );
    } else if (source.options.length === 0)
      setText(status, 'This account has no users and roles. Paste an ARN to name others.');
    else if (found === 0)
      setText(status, 'No user or role matches. Paste a whole ARN to name one that is not listed.');
    else if (found > shownRows)
      setText(
        status,
        `The first ${shownRows} of ${found.toLocaleString('en')} are shown. Type to narrow the list.`,
      );
    else
      setText(status, typed === '' ? '' : `${found} of ${source.options.length.toLocaleString('en')} match.`);
  }

  function takeTyped(): void {
    const typed = filter.value.trim();
    if (!isArn(typed)) return;
    filter.value = '';
    options.toggle(typed, true);
    announce(`Added ${typed}`);
    filter.focus();
    draw();
  }

  filter.addEventListener('input', draw);
  element.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && event.target === filter) takeTyped();
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') moveFocus(event, filter, rows);
    else if (event.key === 'Escape' && filter.value !== '') {
      filter.value = '';
      filter.focus();
      draw();
    } else return;
    event.preventDefault();
  });

  return {
    element,
    filter,
    update(newSource, newChosen) {
      const same =
        newChosen === chosen &&
        newSource.options === source.options &&
        newSource.loading === source.loading &&
        newSource.failure === source.failure;
      if (same) return;
      source = newSource;
      chosen = newChosen;
      setAttribute(rows, 'aria-busy', source.loading && 'true');
      draw();
    },
  };
}

function row(option: PrincipalOption, checked: boolean, toggle: (value: string, chosen: boolean) => void) {
  const box = h('input', { type: 'checkbox', value: option.value, checked });
  box.checked = checked;
  box.addEventListener('change', () => toggle(option.value, box.checked));
  return h(
    'label',
    { class: 'principal-row', title: option.value },
    box,
    h('span', { class: 'principal-name' }, option.name),
    h('span', { class: 'principal-kind' }, option.kind),
    h('span', { class: 'principal-path' }, option.path),
  );
}

/** Every typed word must occur in the name, the kind or the path; a whole ARN finds its own row. */
function matching(options: readonly PrincipalOption[], typed: string): readonly PrincipalOption[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return options;
  return options.filter((option) => {
    const text = `${option.kind} ${option.value}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

function placeholder({ options, loading, failure }: PrincipalSource): string {
  if (loading || failure !== undefined || options.length === 0) return 'Paste an ARN…';
  return `Filter ${options.length.toLocaleString('en')} users and roles, or paste an ARN…`;
}

function isArn(text: string): boolean {
  return /^arn:[^:\s]+:(iam|sts):[^\s]*$/.test(text);
}

function focusedValue(rows: HTMLElement): string | undefined {
  const active = document.activeElement;
  return active instanceof HTMLInputElement && rows.contains(active) ? active.value : undefined;
}

function boxes(rows: HTMLElement): HTMLInputElement[] {
  return [...rows.querySelectorAll('input')];
}

function focusRow(rows: HTMLElement, value: string): void {
  boxes(rows)
    .find((box) => box.value === value)
    ?.focus();
}

function moveFocus(event: KeyboardEvent, filter: HTMLElement, rows: HTMLElement): void {
  const all = boxes(rows);
  const at = all.findIndex((box) => box === event.target);
  const next = event.key === 'ArrowDown' ? at + 1 : at - 1;
  if (next < 0) filter.focus();
  else all[Math.min(next, all.length - 1)]?.focus();
}
