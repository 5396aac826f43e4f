import { describe, expect, it } from 'vitest';
import {
  addable,
  emptyPrincipalList,
  matching,
  nextPrincipalList,
  placeholderOf,
  statusOf,
  type PrincipalListEvent,
  type PrincipalListState,
  type PrincipalOption,
} from '../../../webview/ui/principalListState';

const option = (kind: string, path: string, name: string): PrincipalOption => ({
  value: `arn:aws:iam::111122223333:${kind.toLowerCase()}${path}${name}`,
  name,
  kind,
  path,
});
const alice = option('User', '/payments/', 'alice');
const deploy = option('Role', '/service/', 'ci-deploy');
const options = [alice, deploy];

function after(...events: PrincipalListEvent[]): PrincipalListState {
  return events.reduce(nextPrincipalList, emptyPrincipalList);
}
const known = (source: Partial<PrincipalListState['source']>, ...chosen: string[]): PrincipalListEvent => ({
  kind: 'known',
  source: { options, loading: false, ...source },
  chosen,
});
const typed = (text: string): PrincipalListEvent => ({ kind: 'typed', text });

describe('the list of users and roles', () => {
  it('finds by every word, in any case and order, in name, kind and path', () => {
    const found = (text: string) => matching(after(known({}), typed(text)));
    expect(found('')).toEqual(options);
    expect(found(' ALICE user ')).toEqual([alice]);
    expect(found('service')).toEqual([deploy]);
    expect(found('alice service')).toEqual([]);
    expect(found(deploy.value)).toEqual([deploy]);
  });

  it('offers a typed ARN unless it is chosen, and forgets it once it is taken', () => {
    const arn = 'arn:aws-us-gov:iam::111122223333:role/Admin';
    expect(addable(after(typed(` ${arn} `)))).toBe(arn);
    expect(addable(after(known({}, arn), typed(arn)))).toBeUndefined();
    expect(addable(after(typed('arn:aws:kms:us-east-1:111122223333:key/x')))).toBeUndefined();
    expect(addable(after(typed('role/Admin')))).toBeUndefined();
    const wrong = ['arn:aws:iam::bad', 'arn:aws:iam::111122223333:group/Ops', 'arn:aws:iam::1111:role/Admin'];
    for (const text of wrong) {
      expect(addable(after(typed(text)))).toBeUndefined();
      expect(statusOf(after(known({}), typed(text)))).toContain('not the ARN of a user, role or session');
      expect(statusOf(after(known({ failure: 'Denied.' }), typed(text)))).toContain('not the ARN');
    }
    // What is being typed may still become the ARN of a row.
    expect(statusOf(after(known({}), typed('arn:aws:iam::111122223333:us')))).toBe('1 of 2 match.');
    expect(after(typed(arn), { kind: 'cleared' }).typed).toBe('');
  });

  it('says how far it is, and why it has nothing to show', () => {
    expect(statusOf(emptyPrincipalList)).toBe('Loading users and roles…');
    expect(statusOf(after(known({ failure: 'Access was denied.' })))).toContain('Access was denied.');
    expect(statusOf(after(known({ options: [] })))).toContain('has no users and roles');
    expect(statusOf(after(known({}), typed('nobody')))).toContain('No user or role matches');
    expect(statusOf(after(known({})))).toBe('');
    expect(statusOf(after(known({}), typed('alice')))).toBe('1 of 2 match.');
    const many = Array.from({ length: 1234 }, (_, at) => option('Role', '/', `role-${at}`));
    expect(statusOf(after(known({ options: many })))).toContain('The first 100 of 1,234');
    expect(placeholderOf({ options: many, loading: false })).toContain('1,234');
    expect(placeholderOf({ options: many, loading: true })).toBe('Paste an ARN…');
  });

  it('keeps what is typed when the host tells more, and is the same where nothing is new', () => {
    const chosen = [alice.value];
    const source = { options, loading: false };
    const state = after(typed('ali'), { kind: 'known', source, chosen });
    expect(state.typed).toBe('ali');
    expect(nextPrincipalList(state, { kind: 'known', source: { ...source }, chosen })).toBe(state);
    expect(nextPrincipalList(state, { kind: 'known', source, chosen: [] })).not.toBe(state);
  });
});
