import type { Attribute, Block, Expression } from '../hcl/syntax';
import type { SourceFile } from './sourceFile';

/** Something in one of the files of a module. */
export interface In<T> {
  file: SourceFile;
  node: T;
}

/** The files of one folder, which Terraform reads as one. */
export class Module {
  readonly #documents = new Map<string, In<Block>[]>();
  readonly #locals = new Map<string, In<Expression>[]>();
  readonly #blocks: In<Block>[] = [];

  constructor(readonly files: readonly SourceFile[]) {
    for (const file of files) for (const node of file.body.blocks) this.#take({ file, node });
  }

  /** All blocks at the top of a file, by their type and first label. */
  blocks(type: string, label?: string): In<Block>[] {
    return this.#blocks.filter(
      ({ node }) => node.type === type && (label === undefined || node.labels[0] === label),
    );
  }

  /** `data "aws_iam_policy_document" "name"`; several where the module is not valid. */
  documents(name: string): readonly In<Block>[] {
    return this.#documents.get(name) ?? [];
  }

  /** The value of `local.name`. */
  locals(name: string): readonly In<Expression>[] {
    return this.#locals.get(name) ?? [];
  }

  #take(found: In<Block>): void {
    const { file, node } = found;
    this.#blocks.push(found);
    if (node.type === 'data' && node.labels[0] === 'aws_iam_policy_document')
      add(this.#documents, node.labels[1] ?? '', found);
    if (node.type === 'locals')
      for (const { name, value } of node.body.attributes)
        if (value) add(this.#locals, name, { file, node: value });
  }
}

function add<T>(map: Map<string, T[]>, name: string, value: T): void {
  const known = map.get(name);
  if (known) known.push(value);
  else map.set(name, [value]);
}

/** The attribute of that name in a block. */
export function attributeIn({ body }: Block, name: string): Attribute | undefined {
  return body.attributes.find((attribute) => attribute.name === name);
}
