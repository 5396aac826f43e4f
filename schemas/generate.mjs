// Types (json-schema-to-typescript) and validators (ajv standalone) made from the schemas in this folder.
import Ajv from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import addFormats from 'ajv-formats';
import { build } from 'esbuild';
import { compile } from 'json-schema-to-typescript';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const into = join(here, '..', 'src', 'generated');

/** File name → text of everything that is generated. */
export async function generated() {
  const facts = await factsOfKms();
  const files = {};
  for (const file of readdirSync(here)
    .filter((name) => name.endsWith('.schema.json'))
    .sort()) {
    const name = file.replace('.schema.json', '');
    const schema = withFacts(JSON.parse(readFileSync(join(here, file), 'utf8')), facts);
    files[`${name}.ts`] = await types(schema, file);
    files[`${name}.validate.js`] = await validator(schema, file);
    files[`${name}.validate.d.ts`] = declaration(schema, name, file);
  }
  return files;
}

/** The lists of core/kms/specs, which is TypeScript. */
async function factsOfKms() {
  const built = await build({
    entryPoints: [join(here, '..', 'src', 'core', 'kms', 'specs.ts')],
    bundle: true,
    format: 'esm',
    write: false,
  });
  const text = Buffer.from(built.outputFiles[0].contents).toString('base64');
  return import(`data:text/javascript;base64,${text}`);
}

/** `"enumOf": "keySpecs"` of a schema becomes the enum of that list: the facts stand in core/kms once. */
function withFacts(schema, facts) {
  return JSON.parse(JSON.stringify(schema), (_key, value) => {
    if (value?.enumOf === undefined) return value;
    const { enumOf, ...rest } = value;
    if (!Array.isArray(facts[enumOf])) throw new Error(`core/kms/specs has no list ${enumOf}.`);
    return { ...rest, enum: facts[enumOf] };
  });
}

export async function generate() {
  for (const [name, text] of Object.entries(await generated())) writeFileSync(join(into, name), text);
}

const notice = (file) => `/* Generated from schemas/${file} by \`npm run generate\`. Do not edit. */\n`;

async function types(schema, file) {
  return compile(documented(schema), schema.title, {
    bannerComment: notice(file),
    additionalProperties: false,
    style: { singleQuote: true, printWidth: 110 },
  });
}

/** The schema with each $comment as description: editors show a description, the types want one either way. */
function documented(schema) {
  return JSON.parse(JSON.stringify(schema), (_key, value) =>
    value?.$comment && !value.description ? { ...value, description: value.$comment } : value,
  );
}

async function validator(schema, file) {
  const ajv = new Ajv({ code: { source: true, esm: true }, allErrors: true, strict: false });
  addFormats(ajv);
  const code = standalone(ajv, ajv.compile(schema));
  const bundled = await build({
    stdin: { contents: code, resolveDir: here, loader: 'js' },
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    write: false,
    legalComments: 'none',
  });
  return notice(file) + bundled.outputFiles[0].text;
}

function declaration(schema, name, file) {
  return `${notice(file)}import type { ${schema.title} } from './${name}';
export interface ValidationError {
  instancePath: string;
  keyword: string;
  message?: string;
  params: Record<string, unknown>;
}
declare const validate: { (value: unknown): value is ${schema.title}; errors?: ValidationError[] | null };
export default validate;
`;
}
