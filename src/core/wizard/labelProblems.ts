import { aliasName, type KeyDraft } from './draft';
import { quotas } from '../kms/quotas';
import type { DraftFacts, Problem } from './problem';

/** Alias, description and tags. */
export function labelProblems(draft: KeyDraft, facts: DraftFacts): Problem[] {
  return [...aliasProblems(draft, facts), ...descriptionProblems(draft), ...tagProblems(draft)];
}

function aliasProblems(draft: KeyDraft, { aliases }: DraftFacts): Problem[] {
  const name = aliasName(draft);
  if (name === undefined)
    return [error('alias', 'alias-missing', 'Enter an alias: the name by which the key is found.')];
  const bare = name.slice('alias/'.length);
  const wrong = bare.match(/[^a-zA-Z0-9/_-]/u)?.[0];
  if (wrong !== undefined) {
    const shown = /\s/.test(wrong) ? 'a space' : `“${wrong}”`;
    return [
      error(
        'alias',
        'alias-pattern',
        `An alias cannot contain ${shown}. Use letters, digits, slashes, dashes and underscores.`,
      ),
    ];
  }
  if (bare.startsWith('aws/')) {
    return [
      error(
        'alias',
        'alias-reserved',
        'Aliases that begin with aws/ are kept for AWS managed keys. Choose another.',
      ),
    ];
  }
  if (name.length > quotas.aliasCharacters) {
    const most = quotas.aliasCharacters - 'alias/'.length;
    return [
      error('alias', 'alias-length', `An alias has at most ${most} characters; this one has ${bare.length}.`),
    ];
  }
  if (aliases?.has(name) === true) {
    return [error('alias', 'alias-taken', `${name} is already taken in this Region. Choose another alias.`)];
  }
  return [];
}

function descriptionProblems({ description }: KeyDraft): Problem[] {
  const length = characters(description);
  const most = quotas.descriptionCharacters;
  if (length <= most) return [];
  return [
    error(
      'description',
      'description-length',
      `A description has at most ${count(most)} characters; this one has ${count(length)}.`,
    ),
  ];
}

function tagProblems({ tags }: KeyDraft): Problem[] {
  const problems = tags.flatMap((tag, index) => {
    const key = tagKeyProblem(
      tag.key,
      tags.slice(0, index).some((earlier) => earlier.key === tag.key),
    );
    const value = tagValueProblem(tag.value);
    return [
      ...(key ? [error(`tags.${index}.key`, key.code, key.message)] : []),
      ...(value ? [error(`tags.${index}.value`, value.code, value.message)] : []),
    ];
  });
  if (tags.length > quotas.tagsPerKey) {
    problems.push(
      error(
        'tags',
        'tags-many',
        `A key has at most ${quotas.tagsPerKey} tags. Remove ${tags.length - quotas.tagsPerKey}.`,
      ),
    );
  }
  return problems;
}

type Found = Pick<Problem, 'code' | 'message'> | undefined;

function tagKeyProblem(key: string, repeated: boolean): Found {
  const most = quotas.tagKeyCharacters;
  if (key === '') return { code: 'tag-key-missing', message: 'Enter a tag key, or remove the tag.' };
  if (characters(key) > most)
    return { code: 'tag-key-length', message: `A tag key has at most ${most} characters.` };
  if (/^aws:/i.test(key))
    return { code: 'tag-reserved', message: 'Tag keys that begin with aws: are kept for AWS.' };
  if (repeated)
    return { code: 'tag-repeated', message: `You already added the tag ${key}. Tag keys must be unique.` };
  return undefined;
}

function tagValueProblem(value: string): Found {
  const most = quotas.tagValueCharacters;
  if (characters(value) <= most) return undefined;
  return { code: 'tag-value-length', message: `A tag value has at most ${most} characters.` };
}

/** Characters as AWS counts them: an emoji is one, not two. */
function characters(text: string): number {
  return Array.from(text).length;
}

function count(value: number): string {
  return value.toLocaleString('en');
}

function error(field: string, code: string, message: string): Problem {
  return { step: 'labels', field, severity: 'error', code, message };
}
