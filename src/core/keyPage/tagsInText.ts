import { isRecord } from '../json';
import type { Tag } from '../keys/model';

/**
 * The tags in a text that was copied from elsewhere: JSON of AWS (`[{"TagKey": …, "TagValue": …}]`, or with `Key` and
 * `Value`), a JSON object of names and values, the CLI's shorthand (`TagKey=…,TagValue=…`), or lines of `name=value`,
 * `name: value` or a table's cells. Undefined where it is none of these: then it is a text like any other.
 */
export function tagsInText(text: string): Tag[] | undefined {
  const trimmed = text.trim();
  const tags = /^[[{]/.test(trimmed)
    ? tagsInJson(trimmed)
    : (tagsInShorthand(trimmed) ?? tagsInLines(trimmed));
  return tags && tags.length > 0 ? tags : undefined;
}

function tagsInJson(text: string): Tag[] | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Not JSON after all: the text is pasted as it is.
    return undefined;
  }
  const list = isRecord(value) && Array.isArray(value['Tags']) ? (value['Tags'] as unknown[]) : value;
  if (Array.isArray(list)) return all(list.map(tagInObject));
  if (!isRecord(list)) return undefined;
  return all(
    Object.entries(list).map(([key, one]) =>
      typeof one === 'string' || typeof one === 'number' || typeof one === 'boolean'
        ? { key, value: String(one) }
        : undefined,
    ),
  );
}

function tagInObject(one: unknown): Tag | undefined {
  if (!isRecord(one)) return undefined;
  const key = one['TagKey'] ?? one['Key'] ?? one['key'];
  const value = one['TagValue'] ?? one['Value'] ?? one['value'] ?? '';
  return typeof key === 'string' && typeof value === 'string' ? { key, value } : undefined;
}

/** Source: AWS CLI reference, kms tag-resource, "Shorthand Syntax". */
function tagsInShorthand(text: string): Tag[] | undefined {
  const words = text.split(/\s+(?=(?:Tag)?Key=)/);
  return all(
    words.map((word) => {
      const [, key, value] = /^(?:Tag)?Key=([^,]*),(?:Tag)?Value=(.*)$/s.exec(word) ?? [];
      return key === undefined || value === undefined ? undefined : { key: plain(key), value: plain(value) };
    }),
  );
}

/** Several lines, each a name and a value. A single line may be a name or a value that has an equals sign. */
function tagsInLines(text: string): Tag[] | undefined {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  if (lines.length < 2) return undefined;
  return all(
    lines.map((line) => {
      const found = /\t|=|:\s/.exec(line);
      if (found === null || found.index === 0) return undefined;
      const value = line.slice(found.index + found[0].length);
      return { key: plain(line.slice(0, found.index)), value: plain(value) };
    }),
  );
}

/** Without the quotation marks of a shell or of YAML around it. */
function plain(text: string): string {
  const [, , inner] = /^\s*(["'])(.*)\1\s*$/s.exec(text) ?? [];
  return inner ?? text.trim();
}

function all(tags: (Tag | undefined)[]): Tag[] | undefined {
  const found = tags.filter((tag) => tag !== undefined);
  return found.length === tags.length ? found : undefined;
}
