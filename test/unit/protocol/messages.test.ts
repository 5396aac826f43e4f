import { describe, expect, it } from 'vitest';
import { newDraft } from '../../../src/core/wizard/draft';
import { isAccessView, isCellName, isStatement, isTriedRequest } from '../../../src/protocol/access';
import { isKeptPage, isPageDraft, isRun, isWizardView } from '../../../src/protocol/wizard';

const draft = newDraft();
const page = { revision: 3, draft, step: 'labels' };
const run = {
  status: 'failed',
  calls: [{ operation: 'CreateKey', title: 'Create the key', state: 'done' }],
  key: { connection: 'sandbox', region: 'us-east-1', keyId: 'k', arn: 'a' },
  alias: 'alias/orders',
  awaitsMaterial: false,
};
const view = { ...page, principals: { items: [], loading: false } };

/** Each with a message that is right in every field, and the fields that it cannot do without. */
const messages = [
  ['a draft of the page', isPageDraft, page, ['revision', 'draft', 'step']],
  [
    'a page that was kept',
    isKeptPage,
    { ...page, place: { connection: 'sandbox', region: 'us-east-1' } },
    ['revision', 'draft', 'step', 'place'],
  ],
  ['a run', isRun, run, ['status', 'calls']],
  ['the view of the wizard', isWizardView, view, ['revision', 'draft', 'step', 'principals']],
  [
    'a cell of the access table',
    isCellName,
    { principal: 'arn', capability: 'use' },
    ['principal', 'capability'],
  ],
  [
    'a tried request',
    isTriedRequest,
    { principal: 'arn', action: 'kms:Sign', context: [{ key: 'a', value: 'b' }] },
    ['principal', 'action', 'context'],
  ],
  ['a statement', isStatement, { Effect: 'Allow' }, ['Effect']],
  [
    'the view of access',
    isAccessView,
    { name: 'orders', rows: [], notes: [], suggestions: {} },
    ['name', 'rows', 'notes', 'suggestions'],
  ],
] as const;

describe.each(messages)('%s', (_, accepts, message, fields) => {
  it('is let in where all its fields are right', () => {
    expect(accepts(message)).toBe(true);
  });

  it.each(fields)('is kept out where %s is missing or of another kind, whatever the others are', (field) => {
    const rest = Object.entries(message).filter(([name]) => name !== field);
    expect(accepts(Object.fromEntries(rest))).toBe(false);
    for (const wrong of [null, Number.NaN, 'no such value', () => undefined])
      expect(accepts({ ...message, [field]: typeof message[field as never] === 'string' ? 7 : wrong })).toBe(
        false,
      );
  });

  it('is kept out where only one field is right', () => {
    if (fields.length < 2) return;
    for (const field of fields) expect(accepts({ [field]: message[field as never] })).toBe(false);
  });

  it.each([undefined, null, 7, 'text', [], [page]])('is not %j', (value) => {
    expect(accepts(value)).toBe(false);
  });
});

describe('the draft in a message', () => {
  it.each(['spec', 'usage', 'origin', 'alias', 'description'] as const)('needs %s to be a text', (field) => {
    expect(isPageDraft({ ...page, draft: { ...draft, [field]: 7 } })).toBe(false);
  });

  it.each([
    ['tags', [{ key: 'a' }]],
    ['tags', [{ key: 'a', value: 1 }]],
    ['administrators', ['a', 1]],
    ['users', 'a'],
    ['otherAccounts', [null]],
  ])('needs %s to be a list of the right kind, not %j', (field, value) => {
    expect(isPageDraft({ ...page, draft: { ...draft, [field]: value } })).toBe(false);
  });

  it('needs every part of a call and of the key of a run to be right', () => {
    const [call] = run.calls;
    for (const field of ['operation', 'title', 'state'])
      expect(isRun({ ...run, calls: [call, { ...call, [field]: 'other'.length }] })).toBe(false);
    for (const field of ['connection', 'region', 'keyId', 'arn'])
      expect(isRun({ ...run, key: { ...run.key, [field]: undefined } })).toBe(false);
  });
});
