import { describe, expect, it } from 'vitest';
import { keyRefOf, keyRefsOf, obstacle } from '../../../../src/core/commands/given';
import type { CommandId } from '../../../../src/core/commands/table';
import { id, ref } from '../keys/builders';

const [first, second, third] = [ref(id(1)), ref(id(2)), ref(id(3))];
const row = (one: unknown): unknown => ({ kind: 'key', id: 'x', ref: one });

describe('the keys that a command is given', () => {
  it('are read from a key, a row of one, and nothing else', () => {
    expect(keyRefOf({ ...first, state: 'Enabled' })).toEqual(first);
    expect(keyRefOf(row(first))).toEqual(first);
    for (const other of [undefined, null, 'text', {}, { ref: {} }, { ...first, arn: 7 }, { ref: null }])
      expect(keyRefOf(other)).toBeUndefined();
  });

  it('are all selected ones where the clicked one is among them, each once', () => {
    expect(keyRefsOf([row(first), [row(first), row(second), row(first)]])).toEqual([first, second]);
  });

  it('are the clicked one alone where it is not among them', () => {
    expect(keyRefsOf([row(third), [row(first), row(second)]])).toEqual([third]);
  });

  it('are the selected ones where what was clicked is no key', () => {
    expect(keyRefsOf([{ kind: 'region' }, [row(first), { kind: 'region' }]])).toEqual([first]);
    expect(keyRefsOf([])).toEqual([]);
  });

  it('tell the same key over two connections apart', () => {
    const elsewhere = { ...first, connection: 'profile:other' };
    expect(keyRefsOf([first, [first, elsewhere]])).toEqual([first, elsewhere]);
  });
});

describe('what keeps a command from being run', () => {
  const usual = { isReadOnly: false, isOpen: true };

  it.each<[CommandId, unknown[]]>([
    ['kms.key.disable', [undefined]],
    ['kms.key.disable', [null, undefined]],
    ['kms.key.disable', [row(first), [row(first), undefined]]],
    ['kms.connection.close', [undefined, [undefined]]],
    ['kms.refresh', [undefined, undefined]],
  ])('a row that has gone: %s of %j', (command, args) => {
    expect(obstacle(command, args, usual)).toBe('lost-row');
  });

  it('is not that a button of the view brings no row', () => {
    expect(obstacle('kms.refresh', [undefined], usual)).toBeUndefined();
    expect(obstacle('kms.createKey', [], usual)).toBeUndefined();
    expect(obstacle('kms.key.disable', [], usual)).toBeUndefined();
  });

  it('read-only mode, of whatever changes something and of nothing else', () => {
    const readOnly = { isReadOnly: true, isOpen: false };
    for (const command of [
      'kms.key.disable',
      'kms.createKey',
      'kms.alias.delete',
      'kms.policy.save',
    ] as const)
      expect(obstacle(command, [], readOnly), command).toBe('read-only');
    for (const command of ['kms.copyArn', 'kms.key.rotationHistory', 'kms.policy.open'] as const)
      expect(obstacle(command, [first], readOnly), command).toBeUndefined();
  });

  it('that nothing is open, where something has to be', () => {
    const closed = { isReadOnly: false, isOpen: false };
    for (const command of ['kms.goToKey', 'kms.refresh', 'kms.createKey', 'kms.connection.regions'] as const)
      expect(obstacle(command, [], closed), command).toBe('no-connection');
    for (const command of ['kms.connection.open', 'kms.showLog', 'kms.sandbox.actAs'] as const)
      expect(obstacle(command, [], closed), command).toBeUndefined();
  });

  it('not that, of a key that is given; but where it would have to be asked for', () => {
    const closed = { isReadOnly: false, isOpen: false };
    expect(obstacle('kms.key.disable', [row(first)], closed)).toBeUndefined();
    expect(obstacle('kms.key.disable', [], closed)).toBe('no-connection');
    expect(obstacle('kms.key.disable', [{ kind: 'region' }], closed)).toBe('no-connection');
  });
});
