import type { Command } from './command';

interface MenuEntry {
  command?: string;
  submenu?: string;
  when?: string;
  group?: string;
}

/** What package.json and package.nls.json hold of the commands. */
export interface Contributions {
  commands: { command: string; title: string; category: string; icon?: string; enablement?: string }[];
  menus: Record<string, MenuEntry[]>;
  /** By name, without the `%` around it. */
  words: Record<string, string>;
}

const writable = '!config.kms.readOnly';
const trusted = 'isWorkspaceTrusted';
/** Named in package.json among the submenus. */
const dataMenu = 'kms.data';
const dataIsOffered = `${trusted} && !kms.noConnections`;

/** The contributions that a table of commands stands for. */
export function contributions(table: Readonly<Record<string, Command>>): Contributions {
  const all = Object.entries(table);
  return {
    commands: all.map(([command, row]) => ({
      command,
      title: `%${wordOf(command)}%`,
      category: 'AWS KMS',
      ...(row.icon === undefined ? {} : { icon: `$(${row.icon})` }),
      ...whenAll('enablement', row.untrusted ? undefined : trusted, row.changes && writable),
    })),
    menus: {
      'view/title': all.flatMap(([command, { view, changes }]) =>
        view === undefined
          ? []
          : [
              {
                command,
                ...whenAll('when', 'view == kms.keys', view.when, changes && writable),
                group: view.at,
              },
            ],
      ),
      'view/item/context': all.flatMap(([command, row]) => rowEntries(command, row)),
      // What can be done with data stands in a menu of its own, in editors and on files.
      [dataMenu]: all.flatMap(([command, { data }]) =>
        data === undefined ? [] : [{ command, ...whenAll('when', data.when), group: data.at }],
      ),
      'editor/context': [{ submenu: dataMenu, when: dataIsOffered, group: '9_kms@1' }],
      'explorer/context': [
        { submenu: dataMenu, when: `${dataIsOffered} && !explorerResourceIsFolder`, group: '9_kms@1' },
      ],
      commandPalette: all.flatMap(([command, { palette }]) =>
        palette === undefined ? [] : [{ command, when: palette }],
      ),
      'editor/title': all.flatMap(([command, { editor, changes }]) =>
        editor === undefined
          ? []
          : [{ command, ...whenAll('when', editor.when, changes && writable), group: editor.at }],
      ),
    },
    words: Object.fromEntries(all.map(([command, { title }]) => [wordOf(command), title])),
  };
}

function wordOf(command: string): string {
  return command.replace(/^kms\./, 'command.');
}

function rowEntries(command: string, row: Command): MenuEntry[] {
  const { changes } = row;
  const places: (readonly [string, string])[] = row.fits
    ? (row.rows ?? []).map((group) => [group, row.fits.token])
    : Object.entries(row.rows ?? {});
  return places.map(([group, token]) => ({
    command,
    ...whenAll('when', 'view == kms.keys', `viewItem =~ /;${token};/`, changes && writable),
    group,
  }));
}

/** The member with all conditions that there are, or nothing. */
function whenAll<Name extends 'when' | 'enablement'>(
  name: Name,
  ...conditions: (string | undefined)[]
): { [N in Name]?: string } {
  const present = conditions.filter((one) => one !== undefined);
  if (present.length === 0) return {};
  const parts = present.map((one) => (present.length > 1 && one.includes('||') ? `(${one})` : one));
  return { [name]: parts.join(' && ') } as { [N in Name]?: string };
}
