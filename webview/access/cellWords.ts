import type { Capability } from '../../src/core/access/capabilities';
import type { Place } from '../../src/core/access/model';
import type { Cell, CellAnswer } from '../../src/core/access/survey';
import type { Hit } from '../../src/core/access/surveyAnswer';

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
  unknown: 'cannot tell',
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
    case 'unknown':
      return `cannot tell${some}`;
  }
}

export interface Sign {
  sign: string;
  meaning: string;
}

const signs: readonly (Sign & { isIn: (cell: Cell) => boolean })[] = [
  {
    sign: '✓ 2',
    meaning: 'allowed by statement 2 of the key policy',
    isIn: ({ answer, deciders }) => answer === 'yes' && deciders.some(({ layer }) => layer === 'key-policy'),
  },
  {
    sign: '✓ grant',
    meaning: 'allowed by a grant',
    isIn: ({ answer, deciders }) => answer === 'yes' && deciders.some(({ layer }) => layer === 'grant'),
  },
  {
    sign: '✓ 1, IAM',
    meaning: 'by statement 1 and an IAM policy together',
    isIn: ({ answer, deciders }) => answer === 'yes' && deciders.some((hit) => shortPlace(hit) === 'IAM'),
  },
  { sign: 'if …', meaning: 'allowed under conditions', isIn: ({ answer }) => answer === 'if' },
  { sign: 'by IAM', meaning: 'as far as IAM policies allow it', isIn: ({ answer }) => answer === 'iam' },
  { sign: '✕ denied', meaning: 'denied by a statement', isIn: ({ answer }) => answer === 'denied' },
  { sign: '–', meaning: 'not allowed', isIn: ({ answer }) => answer === 'no' },
  {
    sign: 'cannot tell',
    meaning: 'something that may decide cannot be read',
    isIn: ({ answer }) => answer === 'unknown',
  },
  { sign: '(some)', meaning: 'some of the actions only', isIn: ({ partial }) => partial },
];

/** The signs that stand in some cells, with what they mean. */
export function signsIn(cells: readonly Cell[]): Sign[] {
  return signs.filter(({ isIn }) => cells.some((cell) => isIn(cell)));
}

/** The same for somebody who hears it. */
export function cellWords(cell: Cell): string {
  if (cell.answer === 'unknown') {
    const places = [...new Set(cell.unread.map(placeWords))].join(' and ');
    return `${answers.unknown}${cell.partial ? ' in part' : ''}: ${places} cannot be read`;
  }
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

/** `statement 2 “Allow use”`, `grant 1a2b3c4d…`, `the whole policy`. */
export function placeWords(hit: Place): string {
  if (hit.layer === 'grant') return `grant ${(hit.grantId ?? '').slice(0, 8)}…`;
  const sid = hit.sid === undefined ? '' : ` “${hit.sid}”`;
  const statement = hit.statement === undefined ? 'the whole policy' : `statement ${hit.statement + 1}${sid}`;
  if (hit.layer === 'key-policy') return statement;
  return hit.statement === undefined
    ? `the IAM policy ${hit.policy ?? ''}`
    : `${statement} of the IAM policy ${hit.policy ?? ''}`;
}
