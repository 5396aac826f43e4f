import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Key, NewKey } from '../../src/core/keys/model';
import type { Node } from '../../src/core/keys/nodes';
import type { ExtensionApi } from '../../src/extensionApi';

export const sandboxPlace = { connection: 'sandbox', region: 'us-east-1' };

/** A row of the tree as the editor draws it. */
export interface DrawnRow {
  node: Node;
  item: vscode.TreeItem;
}

/** The activated extension, its connections known. */
export async function extensionApi(): Promise<ExtensionApi> {
  const extension = vscode.extensions.getExtension<ExtensionApi>('kms-workbench.kms-workbench');
  assert.ok(extension, 'the extension is not installed in this VS Code');
  const api = await extension.activate();
  await api.ready;
  await api.open.identified();
  return api;
}

/** The rows below the row with an id (see `core/keys/nodes`), or the roots. */
export async function rowsBelow(api: ExtensionApi, id?: string): Promise<DrawnRow[]> {
  const nodes = await api.tree.getChildren(id === undefined ? undefined : await nodeWithId(api, id));
  return nodes.map((node) => ({ node, item: api.tree.getTreeItem(node) }));
}

export async function labelsOf(api: ExtensionApi, id: string): Promise<string[]> {
  return (await rowsBelow(api, id)).map(({ item }) => (typeof item.label === 'string' ? item.label : ''));
}

/** Makes a symmetric key in the sandbox, with the policy that lets the account's IAM decide. */
export function createKey(api: ExtensionApi, changes: Partial<NewKey> = {}): Promise<Key> {
  return api.keys.create(sandboxPlace, {
    spec: 'SYMMETRIC_DEFAULT',
    usage: 'ENCRYPT_DECRYPT',
    origin: 'AWS_KMS',
    multiRegion: false,
    description: '',
    tags: [],
    policy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: 'arn:aws:iam::111122223333:root' },
          Action: 'kms:*',
          Resource: '*',
        },
      ],
    }),
    ...changes,
  });
}

/** Waits for a state, not for a time; says which one did not come. */
export async function until(state: string, reached: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 20_000;
  while (!(await reached())) {
    if (Date.now() > end) throw new Error(`It did not come to this: ${state}.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Opens row after row, as a person would, down to the one with the id. */
async function nodeWithId(api: ExtensionApi, id: string): Promise<Node> {
  let found: Node | undefined;
  await until(`there is a row ${id}`, async () => {
    found = await descend(api, id, await api.tree.getChildren());
    return found !== undefined;
  });
  if (found === undefined) throw new Error(`There is no row ${id}.`);
  return found;
}

async function descend(api: ExtensionApi, id: string, nodes: readonly Node[]): Promise<Node | undefined> {
  for (const node of nodes) {
    if (node.id === id) return node;
    if (!leadsTo(node, id)) continue;
    const deeper = await descend(api, id, await api.tree.getChildren(node));
    if (deeper) return deeper;
  }
  return undefined;
}

/** Rows under a group have ids that begin with the region's. */
function leadsTo(node: Node, id: string): boolean {
  return (
    id.startsWith(`${node.id}|`) ||
    (node.kind === 'group' && id.startsWith(node.id.replace(/\|\w+$/, '|key|')))
  );
}
