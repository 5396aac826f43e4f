import type { Capability } from '../../src/core/access/capabilities';
import type { Cell, CellAnswer } from '../../src/core/access/survey';
import type { Hit } from '../../src/core/access/surveyAction';

export const capabilityNames: Readonly<Record<Capability, string>> = {
  administer: 'Administer',
  use: 'Use',
  grant: 'Grant',
  delete: 'Delete',
};

const answers: Readonly<Record<CellAnswer, string>> = {
  yes: 'allowed',
  if: 'allowed under conditions',
  iam: 'left to IAM policies',
  denied: 'denied',
  no: 'not allowed',
};

/** What stands in the cell: short, as there are many. */
export function cellText(cell: Cell): string {
  const some = cell.partial ? ' (some)' : '';
  switch (cell.answer) {
    case 'yes':
      return `✓ ${[...new Set(cell.deciders.map(shortPlace))].join(', ')}${some}`;
    case 'if':
      return `if …${some}`;
    case 'iam':
      return `by IAM${some}`;
    case 'denied':
      return '✕ denied';
    case 'no':
      return '–';
  }
}

/** The same for somebody who hears it. */
export function cellWords(cell: Cell): string {
  const places = [...new Set(cell.deciders.map(placeWords))].join(' and ');
  const by = places === '' ? '' : ` by ${places}`;
  return `${answers[cell.answer]}${cell.partial ? ' in part' : ''}${by}`;
}

export function headline(cell: Cell): string {
  const words = answers[cell.answer];
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}${cell.partial ? ' in part' : ''}`;
}

function shortPlace(hit: Hit): string {
  if (hit.layer === 'grant') return 'grant';
  return hit.layer === 'key-policy' ? String((hit.statement ?? 0) + 1) : 'IAM';
}

export function placeWords(hit: Hit): string {
  if (hit.layer === 'grant') return `grant ${(hit.grantId ?? '').slice(0, 8)}…`;
  const sid = hit.sid === undefined ? '' : ` “${hit.sid}”`;
  const statement = `statement ${(hit.statement ?? 0) + 1}${sid}`;
  return hit.layer === 'key-policy' ? statement : `${statement} of the IAM policy ${hit.policy ?? ''}`;
}
