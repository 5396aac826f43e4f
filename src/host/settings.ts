import * as vscode from 'vscode';

/** The settings of the extension with their types; defaults and scopes are in package.json. */
export interface Settings {
  endpointUrl: string;
  readOnly: boolean;
  productionPattern: string;
  showAwsManagedKeys: boolean;
  pageSize: number;
  describeConcurrency: number;
  confirmDeletion: 'EnterName' | 'ClickButton';
  'crypto.clearClipboardSeconds': number;
  'policy.files': string[];
  'policy.checks': Record<string, unknown>;
  'policy.confirmSave': 'always' | 'problems';
  'policy.codeLens': boolean;
}

/** The value in force now. */
export function setting<K extends keyof Settings>(name: K): Settings[K] {
  const value = vscode.workspace.getConfiguration('kms').get<Settings[K]>(name);
  if (value === undefined) throw new Error(`The setting kms.${name} has no default in package.json.`);
  return value;
}

/** Calls back when one of the settings changes. */
export function onSetting(names: (keyof Settings)[], changed: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (names.some((name) => event.affectsConfiguration(`kms.${name}`))) changed();
  });
}
