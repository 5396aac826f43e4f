import type { HostFile, HostLanguage, Reading } from '../language';

/** More is written by a program; nobody reads it. */
const largest = 2_000_000;

const nativeFile = /\.(?:tf|tofu)$|(?:^|[/\\])terragrunt\.hcl$/i;
const jsonFile = /\.(?:tf|tofu)\.json$/i;

/** A file in Terraform's own syntax, by its name or the editor's language. */
const isNative = ({ name, editorLanguage = '' }: HostFile): boolean =>
  nativeFile.test(name) || nativeLanguages.includes(editorLanguage);

/** As the extensions of HashiCorp and OpenTofu name it. */
const nativeLanguages = ['terraform', 'opentofu'];

/** Whether the text has a key, a document, or what either may be made of. */
function mayHoldPolicy(text: string): boolean {
  return text.length <= largest && /kms|aws_iam_policy_document|Statement/.test(text);
}

/** Files of Terraform and OpenTofu: `.tf`, `.tofu`, and Terragrunt's inputs. */
export const terraformLanguage: HostLanguage = {
  id: 'terraform',
  editorLanguages: nativeLanguages,
  patterns: ['**/*.tf', '**/*.tofu', '**/terragrunt.hcl'],
  isLanguageOf: isNative,
  mayHoldPolicy,
  largest,
  isCompanion,
  read: (text, before, companions) => readFile({ name: 'main.tf', text }, before, companions),
  readAt: (text, offset, before, companions) =>
    readFile({ name: 'main.tf', text }, before, companions, offset),
  blankCompletes: (before) => /[={[,] $/.test(before),
};

/** The same in JSON: `.tf.json`. */
export const terraformJsonLanguage: HostLanguage = {
  ...terraformLanguage,
  id: 'terraform-json',
  editorLanguages: [],
  patterns: ['**/*.tf.json', '**/*.tofu.json'],
  isLanguageOf: ({ name }) => jsonFile.test(name),
  read: (text, before, companions) => readFile({ name: 'main.tf.json', text }, before, companions),
  readAt: () => Promise.resolve(undefined),
  blankCompletes: () => false,
};

/** Terraform reads all files of a folder as one; Terragrunt's file is none of them. */
function isCompanion(name: string): boolean {
  return /\.(?:tf|tofu)(?:\.json)?$/i.test(name);
}

/** The reader is loaded with the first file that may hold a policy. */
async function readFile(
  file: HostFile,
  before: Reading | undefined,
  companions: readonly HostFile[] | undefined,
  offset?: number,
): Promise<Reading> {
  if (!mayHoldPolicy(file.text)) return { policies: [], problems: [], certain: true };
  const { readModule } = await import('./read');
  return readModule(
    file,
    before,
    companions?.filter(({ text }) => text.length <= largest),
    offset,
  );
}
