import { describe, expect, it } from 'vitest';
import { plainLabel, plainNotice } from '../../../src/host/plainText';
import { itemOf } from '../../../src/host/quickPickRow';

/** What the editor draws an icon for (`labelWithIconsRegex` of VS Code, without its escape). */
const icon = /\$\([A-Za-z0-9-]+(?:~[A-Za-z]+)?\)/;
/** What a notice makes a link of (`LINK_REGEX` of VS Code). */
const link = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;

const hostile = ['$(error)', 'a $(sync~spin) b', '$$(bug)', '\\$(zap)', '$($(key))'];

describe('text of others in labels', () => {
  it.each(hostile)('draws no icon: %s', (text) => {
    expect(plainLabel(text)).not.toMatch(icon);
    expect(plainNotice(text)).not.toMatch(icon);
  });

  it.each(hostile)('reads as it was written: %s', (text) => {
    expect(plainLabel(text).replaceAll('\u200B', '')).toBe(text);
  });

  it('is left alone where nothing would be drawn', () => {
    expect(plainLabel('alias/orders $5 (old) ${x}')).toBe('alias/orders $5 (old) ${x}');
  });

  it.each(['[Unlock](https://example.com)', '[x](command:kms.key.disable)', '[[a](file:///b "c")'])(
    'is no link in a notice: %s',
    (text) => {
      expect(text).toMatch(link);
      expect(plainNotice(text)).not.toMatch(link);
    },
  );
});

describe('a row of a Quick Pick', () => {
  it('draws its own icon, and none of its texts', () => {
    const row = { icon: 'key', label: '$(error)', description: '$(error)', detail: '$(error)', picked: true };
    const { label, description, detail, picked } = itemOf(row);
    expect(label.startsWith('$(key) ')).toBe(true);
    expect([label.slice('$(key) '.length), description, detail].join(' ')).not.toMatch(icon);
    expect(picked).toBe(true);
  });

  it('leads back to what it was made of, unchanged', () => {
    const row = { label: '$(error)', keyId: 'one' };
    expect(itemOf(row).row).toBe(row);
    expect(itemOf(row).label).toContain('(error)');
  });
});
