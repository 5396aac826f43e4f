import fc from '../../properties';
import { describe, expect, it } from 'vitest';
import { parseIni } from '../../../../src/aws/config/ini';

describe('the text of an AWS file', () => {
  it.each([
    ['spaces around', '[s]\n  region   =   eu-west-1  \n', { region: 'eu-west-1' }],
    ['no spaces', '[s]\nregion=eu-west-1', { region: 'eu-west-1' }],
    ['a colon', '[s]\nregion: eu-west-1', { region: 'eu-west-1' }],
    ['upper case', '[s]\nREGION = eu-west-1', { region: 'eu-west-1' }],
    ['an equals sign in the value', '[s]\nkey = a=b=c', { key: 'a=b=c' }],
    ['a comment behind the value', '[s]\nregion = eu-west-1 # home', { region: 'eu-west-1' }],
    ['a hash within the value', '[s]\nkey = a#b;c', { key: 'a#b;c' }],
    [
      'a command with a hash',
      '[s]\ncredential_process = get "#1" # x',
      { credential_process: 'get "#1" # x' },
    ],
    ['a byte order mark', '\uFEFF[s]\nregion = eu-west-1', { region: 'eu-west-1' }],
    ['line ends of Windows', '[s]\r\nregion = eu-west-1\r\n', { region: 'eu-west-1' }],
    ['a continued value', '[s]\ncredential_process = get\n    --all\n', { credential_process: 'get\n--all' }],
    ['a value on the line below', '[s]\nregion =\n  eu-west-1', { region: 'eu-west-1' }],
    [
      'keys indented by mistake',
      '[s]\nregion = eu-west-1\n  output = json',
      { region: 'eu-west-1', output: 'json' },
    ],
    ['a key twice', '[s]\nregion = a\nregion = b', { region: 'b' }],
    ['an indented file', '  [s]\n  region = a\n  output = json', { region: 'a', output: 'json' }],
    ['__proto__', '[s]\n__proto__ = a', { ['__proto__']: 'a' }],
  ])('is read with %s', (_, text, values) => {
    const { sections, problems } = parseIni(text);
    expect(problems).toEqual([]);
    expect(sections.map(({ heading }) => heading)).toEqual(['s']);
    expect([...(sections[0]?.values ?? [])]).toEqual(Object.entries(values));
  });

  it('holds indented keys below a key without a value', () => {
    const { sections } = parseIni(
      '[services s]\nkms =\n  endpoint_url = a\nsts =\n  endpoint_url = b\nregion = c\n',
    );
    expect([...(sections[0]?.nested ?? [])].map(([name, keys]) => [name, ...keys])).toEqual([
      ['kms', ['endpoint_url', 'a']],
      ['sts', ['endpoint_url', 'b']],
    ]);
    expect(sections[0]?.values.get('region')).toBe('c');
  });

  it('says which lines say nothing, and keeps their text to itself', () => {
    const text = 'lost = secret-1\n[s]\nsecret-2\n[open\nkey = secret-3\n[t]\nkey = value\n';
    const { sections, problems } = parseIni(text);
    expect(problems.map(({ line }) => line)).toEqual([1, 3, 4]);
    expect(JSON.stringify(problems)).not.toContain('secret');
    // What stands below a heading that cannot be read belongs to no other section.
    expect(sections.map(({ heading, values }) => [heading, values.size])).toEqual([
      ['s', 0],
      ['t', 1],
    ]);
  });

  it('is read whatever it is', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom('[', ']', '=', ':', '#', ' ', '\t', '\n', '\r', '"', "'", 'a', 'ß', '🔑'),
        }),
        (text) => {
          const { sections, problems } = parseIni(text);
          const lines = text.split(/\r\n|\n|\r/).length;
          return [...sections, ...problems].every(({ line }) => line >= 1 && line <= lines);
        },
      ),
    );
  });

  it('gives back what was written, whatever the names and values', () => {
    const word = fc.stringMatching(/^[a-z_][a-z0-9_]{0,15}$/);
    const value = fc.stringMatching(/^[\w+/=.:@{}()[\]-]{1,40}$/);
    const name = fc.stringMatching(/^[^\s\][\r\n"'#;][^\][\r\n"']{0,20}$/).map((text) => text.trim());
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(name, fc.dictionary(word, value)), { selector: ([n]) => n }),
        (all) => {
          const text = all
            .map(
              ([n, keys]) =>
                `[${n}]\n${Object.entries(keys)
                  .map(([key, v]) => `${key} = ${v}\n`)
                  .join('')}`,
            )
            .join('\n');
          const { sections, problems } = parseIni(text);
          expect(problems).toEqual([]);
          expect(sections.map(({ heading, values }) => [heading, [...values]])).toEqual(
            all.map(([n, keys]) => [n, Object.entries(keys)]),
          );
        },
      ),
    );
  });
});
