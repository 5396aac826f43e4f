import type { TagRecord } from '../../generated/sandbox-state';
import { AwsError } from '../errors';
import { pageOf } from '../paging';
import { pages, quotas } from '../../core/kms/quotas';
import type { Operations } from './call';
import { checkPageSize } from './pageSize';

interface WireTag {
  TagKey: string;
  TagValue: string;
}

export const tags = {
  TagResource(call) {
    const { input, store } = call;
    checkTags(input.Tags);
    const key = call.use(input.KeyId);
    const merged = new Map(key.tags.map((tag) => [tag.key, tag]));
    for (const tag of tagRecords(input.Tags)) merged.set(tag.key, tag);
    if (merged.size > quotas.tagsPerKey) throw tagError('Too many tags');
    store.commit({ keys: [{ ...key, tags: [...merged.values()] }] });
    return undefined;
  },

  UntagResource(call) {
    const { input, store } = call;
    const key = call.use(input.KeyId);
    const gone = new Set(input.TagKeys);
    store.commit({ keys: [{ ...key, tags: key.tags.filter((tag) => !gone.has(tag.key)) }] });
    return undefined;
  },

  ListResourceTags(call) {
    checkPageSize(call.input.Limit, pages.tags.max);
    const key = call.use(call.input.KeyId);
    const sorted = key.tags.toSorted((a, b) => (a.key < b.key ? -1 : 1));
    const { items, end } = pageOf(sorted, (tag) => tag.key, call.input, pages.tags.default);
    return { Tags: items.map(({ key: TagKey, value: TagValue }) => ({ TagKey, TagValue })), ...end };
  },
} satisfies Operations;

/** Throws TagException where KMS does. */
export function checkTags(given: readonly WireTag[]): void {
  if (given.length > quotas.tagsPerKey) throw tagError('Too many tags');
  if (new Set(given.map(({ TagKey }) => TagKey)).size < given.length) throw tagError('Duplicate tag keys');
  if (given.some(({ TagKey }) => /^aws:/i.test(TagKey)))
    throw tagError('Tags beginning with aws: are reserved');
}

export function tagRecords(given: readonly WireTag[]): TagRecord[] {
  return given.map(({ TagKey: key, TagValue: value }) => ({ key, value }));
}

function tagError(text: string): AwsError {
  return new AwsError('TagException', text);
}
