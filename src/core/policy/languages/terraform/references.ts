import type { Here } from '../../document';
import type { Module } from './module';

/** What stands for something of the module in a text of ours: `${data.aws_caller_identity.this.account_id}`. */
const reference =
  /\$\{((?:data|local|var|module|each|count|self|path|terraform|aws_\w+)(?:\.[\w*-]+|\[[^\]{}]*\])+)\}/g;
const alone = new RegExp(`^${reference.source}$`);

/** A text as an expression; one that is nothing but a reference needs no quotes. */
export function expressionText(text: string): string {
  return alone.exec(text)?.[1] ?? quotedText(text);
}

/** A text in quotes: references are filled in, and every other `${` and `%{` is doubled. */
export function quotedText(text: string): string {
  return JSON.stringify(templateText(text));
}

/** A text within a template, such as a heredoc. */
export function templateText(text: string): string {
  const places = [...text.matchAll(reference)].map(({ index }) => index);
  return text
    .replace(/\$\{/g, (sign, index: number) => (places.includes(index) ? sign : '$${'))
    .replaceAll('%{', '%%{');
}

/** Stands in what cannot be written: the value of a default is nowhere in the file. */
export const unwritable = '\0';

/** How the module names the account, Region and partition of its provider; undefined where it does not. */
export function hereIn(module: Module): Here | undefined {
  const name = (type: string): string | undefined => {
    const found = module.blocks('data', type).find(({ node }) => node.body.attributes.length === 0);
    return found?.node.labels[1];
  };
  const caller = name('aws_caller_identity');
  if (caller === undefined) return undefined;
  const [partition, region] = [name('aws_partition'), name('aws_region')];
  return {
    account: `\${data.aws_caller_identity.${caller}.account_id}`,
    partition: partition === undefined ? 'aws' : `\${data.aws_partition.${partition}.partition}`,
    ...(region !== undefined && { region: `\${data.aws_region.${region}.name}` }),
    principals: ['aws_iam_role', 'aws_iam_user'].flatMap((type) =>
      module
        .blocks('resource', type)
        .filter(
          ({ node }) => !node.body.attributes.some((one) => one.name === 'count' || one.name === 'for_each'),
        )
        .map(({ node }) => ({
          name: node.labels[1] ?? '',
          text: `\${${type}.${node.labels[1] ?? ''}.arn}`,
        })),
    ),
  };
}
