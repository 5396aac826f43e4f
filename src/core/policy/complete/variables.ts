import { md } from '../../markdown';
import { conditionKeyMarkdown } from '../hover/conditionKey';
import { conditionKeys } from '../vocabulary/conditionKeys';
import type { Completion } from './completion';
import type { Site } from './site';

/** Those that people write into policies; other single-valued keys come after. */
const usual = [
  'aws:username',
  'aws:userid',
  'aws:PrincipalAccount',
  'aws:PrincipalTag/',
  'aws:PrincipalOrgID',
];

/** `${*}` and the like, for characters that would mean something else. */
const characters = [
  ['*', 'an asterisk that is no wildcard'],
  ['?', 'a question mark that is no wildcard'],
  ['$', 'a dollar sign'],
] as const;

/**
 * Policy variables, where the cursor is behind a `${` in the value of a condition; undefined anywhere else.
 * Source: IAM User Guide, "IAM policy elements: Variables and tags".
 */
export function variableCompletions(site: Site): Completion[] | undefined {
  const { document, offset, span, path, current } = site;
  if (current?.kind !== 'string' || !path.includes('Condition')) return undefined;
  const opening = document.text.lastIndexOf('${', offset - 1);
  const typed = document.text.slice(opening, offset);
  if (opening <= span.start || opening + 2 > offset || /[}"]/.test(typed)) return undefined;
  const rest = /^[\w:./-]*\}?/.exec(document.text.slice(offset, span.end))?.[0].length ?? 0;
  const place = { start: opening, end: offset + rest };
  return [
    ...variableNames().map((name, index) => ({
      ...item(`\${${name}}`, index, place),
      ...(name.endsWith('/Department') && { detail: 'the value of a tag on the principal' }),
      documentation: () => documentationOf(name),
    })),
    ...characters.map(([sign, detail], index) => ({ ...item(`\${${sign}}`, 500 + index, place), detail })),
  ];
}

function item(text: string, rank: number, span: { start: number; end: number }): Completion {
  return {
    label: text,
    kind: 'value',
    insertText: text,
    snippet: false,
    span,
    filterText: text,
    sortText: String(1000 + rank),
  };
}

/** Any key with one value can be a variable; those of tags get an example for their part. */
function variableNames(): string[] {
  const names = conditionKeys()
    .filter(({ name, multivalued, type }) => !multivalued && type !== 'Bool' && name.startsWith('aws:'))
    .map(({ name }) => name.replace(/\$\{.*\}$/, 'Department'));
  const place = (name: string) => {
    const at = usual.findIndex((start) => name.startsWith(start));
    return at < 0 ? usual.length : at;
  };
  return names.sort((a, b) => place(a) - place(b));
}

function documentationOf(name: string): string {
  const key = conditionKeys().find((known) => known.name.replace(/\$\{.*\}$/, 'Department') === name);
  return (key ? conditionKeyMarkdown({ key }) : md`${name}`).source;
}
