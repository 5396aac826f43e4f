import type { Cell, SurveyRow } from '../../src/core/access/survey';
import type { Hit } from '../../src/core/access/surveyAnswer';
import type { Place } from '../../src/core/access/model';
import type { Unread } from '../../src/core/access/unread';
import { problemsInWords } from '../../src/core/access/unread';
import { linkButton } from '../ui/controls';
import { h, replaceChildren } from '../ui/h';
import type { Access } from './access';
import { capabilityNames, headline, placeWords } from './cellWords';
import { statementBlock } from './statementBlock';

interface Detail {
  row: SurveyRow;
  cell: Cell;
  editable: boolean;
  access: Access;
}

const effects: Readonly<Record<Hit['effect'], string>> = {
  allows: 'allows it',
  delegates: 'leaves it to the IAM policies of the account',
  denies: 'denies it',
};

/** Why a cell says what it says, and what would change it. */
export function cellDetail({ row, cell, editable, access }: Detail): HTMLElement {
  const advice = h('div', { class: 'stack-tight' });
  access
    .call('advise', { principal: row.principal, capability: cell.capability })
    .then(({ texts, statement }) =>
      replaceChildren(
        advice,
        ...texts.map((text) => h('p', {}, text)),
        statement && statementBlock(access, statement, editable),
      ),
    )
    .catch((error: unknown) => access.fail(error));
  return h(
    'div',
    { class: 'detail stack-tight', role: 'region', 'aria-label': 'Reason' },
    h('h2', {}, `${row.label} · ${capabilityNames[cell.capability]}: ${headline(cell)}`),
    ...(cell.answer === 'unknown' ? unreadReasons(cell, access) : reasons(cell, access)),
    cell.partial && parts(cell),
    advice,
  );
}

function reasons({ deciders }: Cell, access: Access): HTMLElement[] {
  return deciders.length === 0
    ? [h('p', {}, 'No statement of the key policy and no grant allows this.')]
    : [h('ul', { class: 'reasons' }, ...deciders.map((hit) => reason(hit, access)))];
}

/** What cannot be read comes first; what can be read is only half of the answer. */
function unreadReasons(cell: Cell, access: Access): HTMLElement[] {
  return [
    h('ul', { class: 'reasons' }, ...cell.unread.map((unread) => unreadReason(unread, access))),
    ...(cell.deciders.length === 0
      ? []
      : [h('p', {}, 'By what can be read alone:'), ...reasons(cell, access)]),
  ];
}

const perhaps: Readonly<Record<NonNullable<Unread['effect']>, string>> = {
  Allow: 'cannot be read, and may allow it:',
  Deny: 'cannot be read, and may deny it:',
};

function unreadReason(unread: Unread, access: Access): HTMLElement {
  const { effect } = unread;
  const words = effect === undefined ? 'cannot be read, and may allow or deny it:' : perhaps[effect];
  return h('li', {}, placeLink(unread, access), ` ${words} ${problemsInWords(unread)}`);
}

function placeLink(place: Place, access: Access): HTMLElement | string {
  const words = placeWords(place);
  const name = words.charAt(0).toUpperCase() + words.slice(1);
  const shown = place.layer === 'key-policy' && place.statement !== undefined;
  return shown ? linkButton(name, () => access.reveal(placeOf(place))) : name;
}

function reason(hit: Hit, access: Access): HTMLElement {
  const only = hit.effect === 'denies' ? ', unless ' : ', if ';
  return h(
    'li',
    {},
    placeLink(hit, access),
    ` ${effects[hit.effect]}${hit.condition === '' ? '.' : `${only}${hit.condition}.`}`,
  );
}

function placeOf({ layer, statement }: Place) {
  return { layer, ...(statement !== undefined && { statement }) };
}

/** Which of the actions the answer is about. */
function parts(cell: Cell): HTMLElement {
  const names = (wanted: boolean): string =>
    cell.actions
      .filter(({ answer }) => (answer === cell.answer) === wanted)
      .map(({ action }) => action)
      .join(', ');
  return h(
    'dl',
    { class: 'parts' },
    h('dt', {}, 'This is about'),
    h('dd', { class: 'mono' }, names(true)),
    h('dt', {}, 'but not about'),
    h('dd', { class: 'mono' }, names(false)),
  );
}
