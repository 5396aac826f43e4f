import { quotas } from '../kms/quotas';
import type { Tag } from './model';

/** What is wrong with an alias typed with or without `alias/`; undefined where nothing is. */
export function aliasProblem(text: string): string | undefined {
  const name = text.replace(/^alias\//, '');
  if (name === '') return 'Type a name.';
  if (!/^[a-zA-Z0-9/_-]+$/.test(name)) return 'Use letters, digits, and / _ - only.';
  if (name.startsWith('aws/')) return 'Names that begin with aws/ are reserved for AWS managed keys.';
  const most = quotas.aliasCharacters - 'alias/'.length;
  return name.length > most ? `Use at most ${most} characters.` : undefined;
}

/** The name with its prefix. */
export function aliasName(text: string): string {
  return text.startsWith('alias/') ? text : `alias/${text}`;
}

export function descriptionProblem(text: string): string | undefined {
  return text.length > quotas.descriptionCharacters
    ? `Use at most ${quotas.descriptionCharacters} characters, not ${text.length}.`
    : undefined;
}

export function rotationDaysProblem(text: string): string | undefined {
  const { least, most } = quotas.rotationDays;
  const days = Number(text);
  const fits = /^\d+$/.test(text.trim()) && days >= least && days <= most;
  return fits ? undefined : `Type a whole number of days from ${least} to ${most}.`;
}

/** What is wrong with a tag typed as `name=value`. */
export function tagProblem(text: string, present: readonly Tag[]): string | undefined {
  const { key, value } = tagOf(text);
  if (key === '') return 'Type name=value.';
  if (/^aws:/i.test(key)) return 'Names that begin with aws: are reserved.';
  if (key.length > quotas.tagKeyCharacters)
    return `The name may have at most ${quotas.tagKeyCharacters} characters.`;
  if (value.length > quotas.tagValueCharacters)
    return `The value may have at most ${quotas.tagValueCharacters} characters.`;
  if (!/^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u.test(key + value))
    return 'Use letters, digits, spaces and _ . : / = + - @ only.';
  const isNew = !present.some((tag) => tag.key === key);
  return isNew && present.length >= quotas.tagsPerKey
    ? `A key can have at most ${quotas.tagsPerKey} tags.`
    : undefined;
}

/** `Env=prod` → its parts; the value may itself hold `=`. */
export function tagOf(text: string): Tag {
  const at = text.indexOf('=');
  return at < 0
    ? { key: text.trim(), value: '' }
    : { key: text.slice(0, at).trim(), value: text.slice(at + 1).trim() };
}

/** `Env=prod, Team=billing` → its tags; neither names nor values can hold a comma. */
export function tagsIn(text: string): Tag[] {
  return text
    .split(',')
    .filter((one) => one.trim() !== '')
    .map(tagOf);
}

/** What is wrong with tags typed in one line; undefined where nothing is. */
export function tagListProblem(text: string): string | undefined {
  const before: Tag[] = [];
  for (const tag of tagsIn(text)) {
    if (before.some(({ key }) => key === tag.key)) return `The name ${tag.key} is there twice.`;
    const problem = tagProblem(`${tag.key}=${tag.value}`, before);
    if (problem !== undefined) return tag.key === '' ? problem : `${tag.key}: ${problem}`;
    before.push(tag);
  }
  return before.length === 0 ? 'Type name=value, name=value.' : undefined;
}
