import type { Place } from '../../src/core/access/model';
import type { Cell, SurveyRow } from '../../src/core/access/survey';
import type { Hit } from '../../src/core/access/surveyAnswer';
import type { Unread } from '../../src/core/access/unread';
import { problemsInWords } from '../../src/core/access/unread';
import type { CellAdvice } from '../../src/protocol/access';
import { linkView } from '../ui/controls';
import { guard, html, nothing, type TemplateResult } from '../ui/lit';
import type { Access } from './access';
import { capabilityNames, headline, placeWords } from './cellWords';
import { statementBlock } from './statementBlock';

interface Detail {
  row: SurveyRow;
  cell: Cell;
  editable: boolean;
  /** Absent until the host has answered. */
  advice?: CellAdvice;
  access: Access;
}

const effects: Readonly<Record<Hit['effect'], string>> = {
  allows: 'allows it',
  delegates: 'leaves it to the IAM policies of the account',
  denies: 'denies it',
};

/** Why a cell says what it says, and what would change it. */
export function cellDetail(detail: Detail): TemplateResult {
  const { row, cell, access } = detail;
  return html`<div class="detail stack-tight" role="region" aria-label="Reason">
    <h2>${row.label} · ${capabilityNames[cell.capability]}: ${headline(cell)}</h2>
    ${cell.answer === 'unknown' ? unreadReasons(cell, access) : reasons(cell, access)}
    ${cell.partial ? parts(cell) : nothing}
    <div class="stack-tight">${adviceOf(detail)}</div>
  </div>`;
}

function adviceOf({ advice, editable, access }: Detail): unknown {
  if (!advice) return nothing;
  const { texts, statement } = advice;
  return [
    texts.map((text) => html`<p>${text}</p>`),
    statement ? guard([statement, editable], () => statementBlock(access, statement, editable)) : nothing,
  ];
}

function reasons({ deciders }: Cell, access: Access): TemplateResult {
  return deciders.length === 0
    ? html`<p>No statement of the key policy and no grant allows this.</p>`
    : html`<ul class="reasons">
        ${deciders.map((hit) => reason(hit, access))}
      </ul>`;
}

/** What cannot be read comes first; what can be read is only half of the answer. */
function unreadReasons(cell: Cell, access: Access): TemplateResult {
  return html`<ul class="reasons">
      ${cell.unread.map((unread) => unreadReason(unread, access))}
    </ul>
    ${
      cell.deciders.length === 0
        ? nothing
        : html`<p>By what can be read alone:</p>
            ${reasons(cell, access)}`
    }`;
}

const perhaps: Readonly<Record<NonNullable<Unread['effect']>, string>> = {
  Allow: 'cannot be read, and may allow it:',
  Deny: 'cannot be read, and may deny it:',
};

function unreadReason(unread: Unread, access: Access): TemplateResult {
  const { effect } = unread;
  const words = effect === undefined ? 'cannot be read, and may allow or deny it:' : perhaps[effect];
  return html`<li>${placeLink(unread, access)} ${words} ${problemsInWords(unread)}</li>`;
}

function placeLink(place: Place, access: Access): TemplateResult | string {
  const words = placeWords(place);
  const name = words.charAt(0).toUpperCase() + words.slice(1);
  const shown = place.layer === 'key-policy' && place.statement !== undefined;
  return shown ? linkView(name, () => access.reveal(placeOf(place))) : name;
}

function reason(hit: Hit, access: Access): TemplateResult {
  const only = hit.effect === 'denies' ? ', unless ' : ', if ';
  const condition = hit.condition === '' ? '.' : `${only}${hit.condition}.`;
  return html`<li>${placeLink(hit, access)} ${effects[hit.effect]}${condition}</li>`;
}

function placeOf({ layer, statement }: Place) {
  return { layer, ...(statement !== undefined && { statement }) };
}

/** Which of the actions the answer is about. */
function parts(cell: Cell): TemplateResult {
  const names = (wanted: boolean): string =>
    cell.actions
      .filter(({ answer }) => (answer === cell.answer) === wanted)
      .map(({ action }) => action)
      .join(', ');
  return html`<dl class="parts">
    <dt>This is about</dt>
    <dd class="mono">${names(true)}</dd>
    <dt>but not about</dt>
    <dd class="mono">${names(false)}</dd>
  </dl>`;
}
