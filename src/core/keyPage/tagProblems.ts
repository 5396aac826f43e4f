import { tagProblem } from '../keys/inputs';
import type { Tag } from '../keys/model';

/** What is wrong with one of the tags that are to be set. */
export interface TagProblem {
  /** Its place in the list. */
  index: number;
  text: string;
}

/** The problems of tags that are to be set on a key that keeps `present`: each by itself, names twice, too many. */
export function tagProblems(tags: readonly Tag[], present: readonly Tag[]): TagProblem[] {
  const before: Tag[] = [...present];
  return tags.flatMap((tag, index) => {
    const isTwice = tags.slice(0, index).some(({ key }) => key === tag.key);
    const text = isTwice
      ? `The name ${tag.key} is there twice.`
      : tagProblem(`${tag.key}=${tag.value}`, before);
    before.push(tag);
    return text === undefined ? [] : [{ index, text }];
  });
}
