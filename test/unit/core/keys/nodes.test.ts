import { describe, expect, it } from 'vitest';
import { KmsError } from '../../../../src/core/errors';
import { groupNode, keyNode, regionNode, type Node, type TreeModel } from '../../../../src/core/keys/nodes';
import { RegionIndex } from '../../../../src/sessions/keys/regionIndex';
import { rowOf } from '../../../../src/core/keys/rows';
import { childrenOf, parentIdOf, rootNodes } from '../../../../src/core/keys/tree';
import { alias, id, index, key, model, place, ref, sandboxConnection } from './builders';

const denied = new KmsError('denied', 'no', { operation: 'ListKeys', region: 'us-east-1' });

describe('the tree', () => {
  it('begins with the open connections, then their regions, then the groups', () => {
    const drawn = model(index([id(1)]));
    const [root] = rootNodes(drawn);
    expect(labels(rootNodes(drawn), drawn)).toEqual(['Sandbox']);
    expect(labels(childrenOf(root as Node, drawn), drawn)).toEqual(['us-east-1']);
    expect(rowOf(regionNode(place), drawn).description).toBe('1 key · US East (N. Virginia)');
    expect(labels(childrenOf(regionNode(place), drawn), drawn)).toEqual([
      'Customer managed keys',
      'AWS managed keys',
      'Aliases',
    ]);
  });

  it('names the account and a foreign endpoint of a connection', () => {
    const identity = { accountId: '111122223333', arn: 'arn:aws:iam::111122223333:user/alice', userId: 'A' };
    const connection = { ...sandboxConnection, endpointLabel: 'localhost:4566' };
    const drawn = model(undefined, { connections: [{ connection, regions: [], identity }] });
    expect(rowOf(rootNodes(drawn)[0] as Node, drawn)).toMatchObject({
      label: 'Sandbox · 111122223333',
      description: 'localhost:4566 · alice',
    });
  });

  it('sorts keys with an alias by it, the others after them by id', () => {
    const drawn = model(index([id(3), id(2), id(1)], [alias('zeta', id(1)), alias('alpha', id(3))]));
    expect(labels(customerRows(drawn), drawn)).toEqual(['alpha', 'zeta', '00000002']);
  });

  it('puts what has an alias of AWS under AWS managed keys, and hides that on request', () => {
    const region = index([id(1), id(2)], [alias('aws/s3', id(1)), alias('mine', id(2))]);
    const drawn = model(region);
    expect(labels(childrenOf(groupNode(place, 'aws'), drawn), drawn)).toEqual(['aws/s3']);
    expect(labels(customerRows(drawn), drawn)).toEqual(['mine']);
    const without = model(region, { showAwsManagedKeys: false });
    expect(labels(childrenOf(regionNode(place), without), without)).toEqual([
      'Customer managed keys',
      'Aliases',
    ]);
  });

  it('never says that there are no keys where listing them failed, also when aliases could be listed', () => {
    const region = index([], [alias('aws/s3', id(1))]);
    region.keys = denied;
    const drawn = model(region);
    expect(customerRows(drawn)).toMatchObject([{ kind: 'failed', error: denied }]);
  });

  it('marks a description that stands in place of a name, once the aliases are listed', () => {
    const region = index([id(1)]);
    region.described.set(id(1), key({ description: 'Orders' }));
    const row = () => rowOf(keyNode(ref(id(1))), model(region));
    expect(row()).toMatchObject({ label: 'Orders', description: 'symmetric · no alias' });
    region.aliasList = denied;
    expect(row()).toMatchObject({ label: 'Orders', description: 'symmetric' });
  });

  it('never says that a key has no alias where they could not be listed', () => {
    const region = index([id(1)]);
    const aliases = (): Node[] => {
      const [detail] = childrenOf(keyNode(ref(id(1))), model(region)).filter(
        (node) => node.kind === 'detail' && node.detail === 'aliases',
      );
      return childrenOf(detail as Node, model(region));
    };
    region.aliasList = denied;
    expect(aliases()).toMatchObject([{ kind: 'failed' }]);
    region.aliasList = 'loading';
    expect(aliases()).toMatchObject([{ kind: 'loading' }]);
    region.aliasList = 'done';
    expect(aliases()).toMatchObject([{ kind: 'empty' }]);
  });

  it('says that nothing fits a filter only when all is known that it asks for', () => {
    const region = index([id(1), id(2)]);
    const drawn = model(region, { filter: { states: ['Disabled'] } });
    expect(customerRows(drawn)).toMatchObject([{ kind: 'loading' }]);
    region.described.set(id(1), key({ keyId: id(1) }));
    region.denied.set(id(2), denied);
    expect(customerRows(drawn)).toMatchObject([
      { kind: 'unjudged', unjudged: { unreadable: 1 } },
      { kind: 'empty', what: 'filtered-rest' },
    ]);
    region.denied.clear();
    region.described.set(id(2), key({ keyId: id(2) }));
    expect(customerRows(drawn)).toMatchObject([{ kind: 'empty', what: 'filtered' }]);
  });

  it('shows no revealed key that does not fit the filter', () => {
    const region = index([id(1), id(2)]);
    region.described.set(id(1), key({ keyId: id(1), state: 'Disabled' }));
    region.described.set(id(2), key({ keyId: id(2) }));
    const drawn = model(region, { filter: { states: ['Disabled'] }, extra: () => [id(2)] });
    expect(customerRows(drawn)).toMatchObject([{ kind: 'key', ref: { keyId: id(1) } }]);
  });

  it('counts what the filter could not judge, with the reason, and offers to try again', () => {
    const region = index([id(1), id(2), id(3)]);
    region.tags.set(id(1), [{ key: 'Env', value: 'prod' }]);
    const words = new KmsError('denied', 'no', { operation: 'ListResourceTags', region: 'us-east-1' });
    for (const one of [id(2), id(3)]) region.unreadTags.set(one, words);
    const drawn = model(region, { filter: { tag: 'Env' } });
    const rows = customerRows(drawn);
    expect(rows).toMatchObject([{ kind: 'key' }, { kind: 'unjudged', unjudged: { unreadable: 2 } }]);
    expect(rowOf(rows[1] as Node, drawn)).toMatchObject({
      label: '2 keys could not be judged',
      command: 'kms.retry',
      spoken: expect.stringContaining('kms:ListResourceTags') as unknown,
    });
    expect(rowOf(groupNode(place, 'customer'), drawn).description).toBe('1 · 2 not judged');
  });

  it('hides aliases of keys that do not fit the filter', () => {
    const region = index([id(1), id(2)], [alias('on', id(1)), alias('off', id(2)), alias('aws/none')]);
    region.described.set(id(1), key({ keyId: id(1) }));
    region.described.set(id(2), key({ keyId: id(2), state: 'Disabled' }));
    const drawn = model(region, { filter: { states: ['Disabled'] } });
    expect(labels(childrenOf(groupNode(place, 'aliases'), drawn), drawn)).toEqual(['off']);
  });

  it('shows nothing of a region as long as it is not known what its first keys are called', () => {
    const region = new RegionIndex(place);
    region.addKeys([ref(id(1))]);
    region.keys = 'done';
    const drawn = model(region);
    expect(childrenOf(regionNode(place), drawn)).toMatchObject([{ kind: 'loading' }]);
    expect(customerRows(drawn)).toMatchObject([{ kind: 'loading' }]);
  });

  it('counts with an ellipsis while a list grows, and says what is known where it failed', () => {
    const region = index([id(1)], [alias('a', id(1))]);
    region.aliasList = 'loading';
    const drawn = model(region);
    const description = (): string => rowOf(groupNode(place, 'customer'), drawn).description;
    expect(description()).toBe('1…');
    expect(childrenOf(groupNode(place, 'aws'), drawn)).toMatchObject([{ kind: 'loading' }]);
    region.aliasList = denied;
    expect(description()).toBe('1 known');
    expect(childrenOf(groupNode(place, 'aws'), drawn)).toMatchObject([{ kind: 'failed' }]);
  });

  it('tells a rotation that could not be read from one that there is not', () => {
    const region = index([id(1)]);
    region.described.set(id(1), key());
    const drawn = model(region);
    region.rotation.set(id(1), { enabled: false });
    expect(rowOf(keyNode(ref(id(1))), drawn).description).toBe('symmetric');
    region.rotation.set(id(1), denied);
    expect(rowOf(keyNode(ref(id(1))), drawn).description).toBe('no permission to read rotation');
  });

  it('shows a page of rows and how many are left', () => {
    const drawn = model(index(Array.from({ length: 250 }, (_, at) => id(at))));
    const rows = customerRows(drawn);
    expect(rows).toHaveLength(101);
    expect(rowOf(rows[100] as Node, drawn)).toMatchObject({
      label: 'Load more…',
      description: '150 not shown',
      command: 'kms.loadMore',
    });
  });

  it('shows a revealed key although it stands behind the page', () => {
    const drawn = model(index(Array.from({ length: 250 }, (_, at) => id(at))), { extra: () => [id(240)] });
    const rows = customerRows(drawn);
    expect(rows.some((node) => node.kind === 'key' && node.ref.keyId === id(240))).toBe(true);
  });

  it('puts pinned keys first', () => {
    const drawn = model(index([id(1), id(2), id(3)]), { pins: () => new Set([id(3)]) });
    expect(labels(customerRows(drawn), drawn)[0]).toBe('00000003');
  });

  it('gives each row an id of its own, also where an alias stands in two places', () => {
    const region = index([id(1)], [alias('a', id(1))]);
    const drawn = model(region);
    const all = walk(drawn);
    expect(new Set(all.map((node) => node.id)).size).toBe(all.length);
  });

  it('leads from each row back to its parent', () => {
    const drawn = model(index([id(1), id(2)], [alias('a', id(1)), alias('aws/s3', id(2))]));
    const check = (parent: Node): void => {
      for (const child of childrenOf(parent, drawn)) {
        expect(parentIdOf(child, drawn), child.id).toBe(parent.id);
        check(child);
      }
    };
    rootNodes(drawn).forEach(check);
  });
});

describe('rows that are not keys', () => {
  it('tell that a region loads', () => {
    expect(childrenOf(regionNode(place), model(undefined))).toMatchObject([{ kind: 'loading' }]);
    expect(childrenOf(regionNode(place), model(new RegionIndex(place)))).toMatchObject([{ kind: 'loading' }]);
  });

  it('tell that a region is empty, with a way to create a key', () => {
    const drawn = model(index([]));
    const [row] = customerRows(drawn);
    expect(rowOf(row as Node, drawn)).toMatchObject({ command: 'kms.createKey' });
  });

  it('tell that nothing fits the filter, not that there are no keys', () => {
    const region = index([id(1)]);
    region.described.set(id(1), key());
    region.tags.set(id(1), []);
    const drawn = model(region, { filter: { text: 'nothing' } });
    expect(rowOf(customerRows(drawn)[0] as Node, drawn)).toMatchObject({ command: 'kms.clearFilter' });
  });

  it('tell a failed region, and never "no keys"', () => {
    const region = new RegionIndex(place);
    region.keys = new KmsError('network', 'ECONNREFUSED', { region: 'us-east-1', operation: 'ListKeys' });
    region.aliasList = region.keys;
    const drawn = model(region);
    const rows = childrenOf(regionNode(place), drawn);
    expect(rows).toHaveLength(1);
    expect(rowOf(rows[0] as Node, drawn)).toMatchObject({
      icon: 'warning',
      command: 'kms.retry',
      label: 'Cannot be reached',
      description: 'Retry',
      tooltip: expect.stringContaining('Check the network') as unknown,
      spoken: expect.stringContaining('AWS KMS in us-east-1 cannot be reached') as unknown,
    });
  });

  it('sign in by a click where the sign-in has expired', () => {
    const region = new RegionIndex(place);
    region.keys = new KmsError('credentials-expired', 'Nobody is signed in.');
    region.aliasList = region.keys;
    const drawn = model(region);
    const [row] = childrenOf(regionNode(place), drawn);
    expect(rowOf(row as Node, drawn)).toMatchObject({
      command: 'kms.connection.signIn',
      label: 'The sign-in has expired',
      description: 'Sign in',
      tokens: ['failed', 'sign-in'],
    });
  });

  it('tell a denied listing with the permission, beside the keys known by their aliases', () => {
    const region = new RegionIndex(place);
    region.addAliases([alias('known', id(1))]);
    region.keys = denied;
    region.aliasList = 'done';
    region.arrange();
    const drawn = model(region);
    const rows = childrenOf(regionNode(place), drawn);
    expect(rowOf(rows[0] as Node, drawn)).toMatchObject({
      icon: 'lock',
      label: 'Needs kms:ListKeys',
      description: 'access denied',
    });
    expect(labels(customerRows(drawn), drawn)).toEqual(['known']);
  });

  it('tell one failure of the credentials, not one for each region', () => {
    const problem = new KmsError('credentials-expired', 'expired');
    const drawn = model(undefined, {
      connections: [{ connection: sandboxConnection, regions: ['us-east-1', 'eu-west-1'], problem }],
    });
    const rows = childrenOf(rootNodes(drawn)[0] as Node, drawn);
    expect(rows).toMatchObject([{ kind: 'failed' }]);
    expect(rowOf(rows[0] as Node, drawn).tokens).toContain('sign-in');
  });

  it('tell a detail that loads, fails, is empty, or is there', () => {
    const region = index([id(1)]);
    const node: Node = { kind: 'detail', id: 'd', place, ref: ref(id(1)), detail: 'tags' };
    const kinds = (detail: ReturnType<TreeModel['detail']>): string[] =>
      childrenOf(node, model(region, { detail: () => detail })).map((child) => child.kind);
    expect(kinds('loading')).toEqual(['loading']);
    expect(kinds(denied)).toEqual(['failed']);
    expect(kinds({ facts: [] })).toEqual(['empty']);
    expect(kinds({ facts: [{ label: 'a', description: 'b', icon: 'bookmark', tooltip: '' }] })).toEqual([
      'fact',
    ]);
  });
});

describe('the row of a key', () => {
  it('has a word for each action that its state allows', () => {
    const region = index([id(1)]);
    region.described.set(id(1), key({ state: 'Disabled' }));
    const { tokens } = rowOf(keyNode(ref(id(1))), model(region));
    expect(tokens).toContain('can-enable');
    expect(tokens).toContain('can-scheduleDeletion');
    expect(tokens).not.toContain('can-disable');
  });

  it('looks ordinary until it is described, so that it does not jump', () => {
    const region = index([id(1)]);
    const before = rowOf(keyNode(ref(id(1))), model(region));
    region.described.set(id(1), key());
    const after = rowOf(keyNode(ref(id(1))), model(region));
    expect([before.label, before.icon]).toEqual([after.label, after.icon]);
  });

  it('stays when it may not be described, with a lock', () => {
    const region = index([id(1)]);
    region.denied.set(id(1), denied);
    expect(rowOf(keyNode(ref(id(1))), model(region))).toMatchObject({ icon: 'lock', label: '00000001' });
  });

  it.each([
    ['Disabled', 'circle-slash'],
    ['PendingDeletion', 'watch'],
    ['PendingImport', 'cloud-download'],
    ['Unavailable', 'error'],
    ['Enabled', 'key'],
  ] as const)('%s has the icon %s', (state, icon) => {
    const region = index([id(1)]);
    region.described.set(id(1), key({ state }));
    expect(rowOf(keyNode(ref(id(1))), model(region)).icon).toBe(icon);
  });
});

function customerRows(drawn: TreeModel): Node[] {
  return childrenOf(groupNode(place, 'customer'), drawn);
}

function labels(nodes: readonly Node[], drawn: TreeModel): string[] {
  return nodes.map((node) => rowOf(node, drawn).label);
}

function walk(drawn: TreeModel, nodes = rootNodes(drawn)): Node[] {
  return nodes.flatMap((node) => [node, ...walk(drawn, childrenOf(node, drawn))]);
}
