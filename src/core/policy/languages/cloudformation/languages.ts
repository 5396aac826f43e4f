import type { PolicyDocument } from '../../document';
import type { Edit } from '../../fixes/fix';
import { parsePolicy } from '../../parse';
import type { HostFile, HostLanguage, Reading } from '../language';
import type { Tree } from '../tree';
import { fillEmptyPlace, fillEmptyProperty } from '../yaml/completable';
import type { Filled } from '../yaml/completable';
import { policyAt } from '../language';
import { readInParts } from './inParts';
import type { Memory } from './inParts';
import { longForm } from './intrinsics';
import { resourcesIn } from './resources';
import { handOutProblems, policiesIn } from './template';

/** CloudFormation takes no larger template, see its quotas page ("Template body size in an S3 object"). */
const largest = 1_048_576;

function mayHoldPolicy(text: string): boolean {
  return text.length <= largest && text.includes('AWS::KMS::') && text.includes('KeyPolicy');
}

/** A template may be called so in either format. */
const patterns = ['**/*.template'];
const eitherLanguages = ['cloudformation'];
const jsonLanguages = ['json', 'jsonc'];
const yamlLanguages = ['yaml', 'yaml-cloudformation', 'cloudformation-yaml'];

/** By the editor's language; where that says nothing, JSON by its first bracket, and YAML by the file's name. */
function formatOf({ name, text, editorLanguage = '' }: HostFile): 'json' | 'yaml' | undefined {
  if (jsonLanguages.includes(editorLanguage)) return 'json';
  if (yamlLanguages.includes(editorLanguage)) return 'yaml';
  if (/^\s*[{[]/.test(text)) return 'json';
  const isTemplate = eitherLanguages.includes(editorLanguage) || /\.(ya?ml|template)$/i.test(name);
  // Standard input has no name.
  return isTemplate || (name === '' && mayHoldPolicy(text)) ? 'yaml' : undefined;
}

/** A CloudFormation template in JSON. */
export const cloudFormationJsonLanguage: HostLanguage = {
  id: 'cloudformation-json',
  editorLanguages: [...jsonLanguages, ...eitherLanguages],
  patterns,
  isLanguageOf: (file) => formatOf(file) === 'json',
  mayHoldPolicy,
  largest,
  alsoWhole: true,
  read: (text) => Promise.resolve(readJson(text)),
  readAt(text, offset) {
    const filled = fillEmptyProperty(text, offset, 'KeyPolicy');
    return Promise.resolve(filled && placedIn(filled, readJson(filled.text)));
  },
  blankCompletes: () => false,
};

function readJson(text: string): Reading {
  const read = (json: string): Tree => treeOf(parsePolicy(json));
  const document = parsePolicy(text);
  const tree = treeOf(document);
  const policies = policiesIn(tree, { text, read, notation: 'cloudformation-json' });
  const isTemplate = !document.statement && resourcesIn(tree.root).length > 0;
  // What follows the first error is mostly its consequence.
  const problems = document.problems.filter(({ kind }) => kind === 'invalid').slice(0, 1);
  return { policies, problems, certain: isTemplate };
}

function treeOf({ root, problems }: PolicyDocument): Tree {
  return { ...(root && { root }), borrowed: [], problems, duplicates: [] };
}

/** A CloudFormation template in YAML. */
export const cloudFormationYamlLanguage: HostLanguage = {
  id: 'cloudformation-yaml',
  editorLanguages: [...yamlLanguages, ...eitherLanguages],
  patterns,
  isLanguageOf: (file) => formatOf(file) === 'yaml',
  mayHoldPolicy,
  largest,
  read: readTemplate,
  async readAt(text, offset, before) {
    // What is a text in the template has its own way to show an empty place.
    const policy = policyAt(before?.policies ?? [], offset);
    const filled = policy && policy.document.text !== text ? undefined : fillEmptyPlace(text, offset);
    if (!filled) return undefined;
    return placedIn(filled, await readTemplate(filled.text, before));
  },
  blankCompletes: (before) => /[:-] $/.test(before),
};

/** What was read of a text with an empty place filled, with the places of the text before. */
function placedIn(filled: Filled, reading: Reading): Reading {
  return {
    ...reading,
    policies: reading.policies.map((policy) => ({
      ...policy,
      document: { ...policy.document, standIn: filled.standIn },
      toFile: filled.toFile,
      fromFile: filled.fromFile,
      write(edits) {
        const own = policy.write(edits)?.map((edit) => ({ ...edit, span: filled.toFile(edit.span) }));
        return own?.every((edit): edit is Edit => edit.span !== undefined) ? own : undefined;
      },
    })),
  };
}

/** The parser is loaded at the first YAML template, never before. */
async function readTemplate(text: string, before?: Reading): Promise<Reading> {
  const certain = /^[ \t]*["']?Resources["']?\s*:/m.test(text);
  const mayHold = mayHoldPolicy(text);
  // What no key can be in is not read for keys, but it has to be readable for that to be known.
  if (text.length > largest || (!mayHold && !certain)) return { policies: [], problems: [], certain };
  const { readYaml } = await import('../yaml/read');
  const readAll = (yaml: string): Tree[] => readYaml(yaml, longForm);
  const read = (yaml: string): Tree => readAll(yaml)[0] ?? emptyTree;
  const { trees, memory } = readInParts(text, readAll, before?.memory as Memory | undefined);
  const found = trees.map((tree) => {
    const policies = policiesIn(tree, { text, read });
    const problems = mayHold ? handOutProblems(policies, tree) : tree.problems.slice(0, 1);
    return { policies, problems };
  });
  return {
    policies: found.flatMap(({ policies }) => policies),
    problems: found.flatMap(({ problems }) => problems),
    certain,
    ...(memory && { memory }),
  };
}

const emptyTree: Tree = { borrowed: [], problems: [], duplicates: [] };
