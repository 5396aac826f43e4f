import { describe, expect, it } from 'vitest';
import type { Tag } from '../../../src/core/keys/model';
import type { KeyPageView } from '../../../src/protocol/keyPage';
import type { PageEdits } from '../../../src/protocol/keyPageEdits';
import {
  chosenTab,
  editsOf,
  loadOf,
  nextState,
  startState,
  tagChange,
  unsavedTabs,
  type PageState,
} from '../../../webview/key/state';

const ref = { connection: 'sandbox', region: 'us-east-1', keyId: 'k', arn: 'arn:aws:kms:us-east-1:1:key/k' };

function viewOf(tags: Tag[], more: Partial<KeyPageView> = {}): KeyPageView {
  return {
    ...{ ref, name: 'payments', place: 'Sandbox', production: false, actions: [] },
    tabs: ['general', 'tags'],
    parts: { tags: { status: 'ready', value: { tags } } },
    ...more,
  };
}

/** The page with two tags that the host has told. */
const told = (keptTab?: unknown): PageState =>
  nextState(startState({ tab: keptTab }), {
    kind: 'viewed',
    view: viewOf([
      { key: 'team', value: 'billing' },
      { key: 'old', value: '1' },
    ]),
  });

const edited = (
  state: PageState,
  ...events: Extract<Parameters<typeof nextState>[1], { kind: 'tags' }>['event'][]
) => events.reduce<PageState>((before, event) => nextState(before, { kind: 'tags', event }), state);

describe('the state of the key page', () => {
  it('is on the tab that was kept, as long as the key has it', () => {
    expect(chosenTab(startState({ tab: 'tags' }))).toBe('tags');
    expect(chosenTab(startState('tags'))).toBe('general');
    expect(chosenTab(told('tags'))).toBe('tags');
    expect(chosenTab(told('regions'))).toBe('general');
  });

  it('saves only what differs, a changed name as a new tag', () => {
    const [team, old] = told().tags.rows;
    expect(tagChange(told())).toBeUndefined();
    const renamed = edited(told(), {
      kind: 'changed',
      row: team?.id ?? -1,
      value: { key: 'squad', value: 'billing' },
    });
    expect(tagChange(renamed)).toEqual({ set: [{ key: 'squad', value: 'billing' }], remove: ['team'] });
    const removed = edited(told(), { kind: 'removed', row: old?.id ?? -1 });
    expect(tagChange(removed)).toEqual({ set: [], remove: ['old'] });
  });

  it('never removes a name that another row sets', () => {
    const [team] = told().tags.rows;
    const again = edited(
      told(),
      { kind: 'removed', row: team?.id ?? -1 },
      { kind: 'added', value: { key: 'team', value: 'payments' } },
    );
    expect(tagChange(again)).toEqual({ set: [{ key: 'team', value: 'payments' }], remove: [] });
  });

  it('keeps edits while the host tells the same and other tags', () => {
    const [team] = told().tags.rows;
    const typed = edited(told(), {
      kind: 'changed',
      row: team?.id ?? -1,
      value: { key: 'team', value: 'x' },
    });
    const after = nextState(typed, { kind: 'viewed', view: viewOf([{ key: 'team', value: 'elsewhere' }]) });
    expect(tagChange(after)).toEqual({ set: [{ key: 'team', value: 'x' }], remove: [] });
  });

  it('outlives the page with what is typed and not saved, and with nothing else', () => {
    const [team] = told().tags.rows;
    const typed = edited(
      told('tags'),
      { kind: 'changed', row: team?.id ?? -1, value: { key: 'team', value: 'x' } },
      { kind: 'added', value: { key: 'stage', value: 'prod' } },
    );
    const written = nextState(nextState(typed, { kind: 'description', event: { kind: 'opened' } }), {
      kind: 'description',
      event: { kind: 'typed', text: 'Orders' },
    });
    expect(unsavedTabs(written)).toEqual(['general']);
    const edits = JSON.parse(JSON.stringify(editsOf(written))) as PageEdits;
    const again = nextState(startState({ tab: 'general' }), {
      ...{ kind: 'started', edits },
      view: viewOf([], { parts: {} }),
    });
    expect(again.description.edit).toMatchObject({ typed: 'Orders' });
    expect(unsavedTabs(again)).toEqual(['tags']);
    expect(editsOf(again)).toEqual(edits);
    const view = viewOf([
      { key: 'team', value: 'billing' },
      { key: 'old', value: '1' },
    ]);
    expect(tagChange(nextState(again, { kind: 'viewed', view }))).toEqual(tagChange(typed));
    expect(editsOf(told('tags'))).toEqual({});
  });

  it.each([null, 'x', { tab: 1 }])('starts afresh where what was kept has another shape: %j', (kept) => {
    expect(startState(kept)).toEqual(startState(undefined));
  });

  it('keeps what was typed after a refusal, and forgets the reason with the next change', () => {
    const saving = nextState(told(), { kind: 'saving', of: 'tags' });
    const refused = nextState(saving, { kind: 'refused', of: 'tags', message: 'No.' });
    expect(refused).toMatchObject({ refusal: { of: 'tags', message: 'No.' } });
    expect(refused).not.toHaveProperty('saving');
    expect(edited(refused, { kind: 'added', value: { key: '', value: '' } })).not.toHaveProperty('refusal');
  });

  it('draws a part that failed with what was there before', () => {
    expect(loadOf(undefined)).toMatchObject({ loading: true });
    expect(loadOf({ status: 'ready', value: 1, refreshing: true })).toMatchObject({
      loading: true,
      value: 1,
    });
    expect(loadOf({ status: 'failed', text: 'No.', denied: true, value: 1 })).toMatchObject({
      ...{ loading: false, value: 1 },
      failure: { reason: 'denied', message: 'No.' },
    });
  });
});
