import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** A desktop VS Code of this machine: `VSCODE_EXECUTABLE`, else where installers put it. */
export function desktopVsCode(): string | undefined {
  const asked = process.env['VSCODE_EXECUTABLE'];
  if (asked) {
    if (existsSync(asked)) return asked;
    throw new Error(`VSCODE_EXECUTABLE names ${asked}, where there is no file.`);
  }
  if (
    process.env['CI'] ||
    (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY'])
  )
    return undefined;
  return places().find((path) => existsSync(path));
}

function places(): string[] {
  if (process.platform === 'darwin')
    return ['/Applications/Visual Studio Code.app/Contents/Resources/app/bin/code'];
  if (process.platform === 'win32')
    return ['LocalAppData', 'ProgramFiles'].flatMap((name) => {
      const base = process.env[name];
      if (!base) return [];
      return [join(base, 'Programs/Microsoft VS Code/Code.exe'), join(base, 'Microsoft VS Code/Code.exe')];
    });
  return (process.env['PATH'] ?? '')
    .split(':')
    .filter(Boolean)
    .map((folder) => join(folder, 'code'));
}
