import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { actions, describedActions } from '../../../../../src/core/policy/vocabulary/actions';
import {
  conditionKeys,
  describedConditionKeys,
} from '../../../../../src/core/policy/vocabulary/conditionKeys';
import { describedGlobalKeys } from '../../../../../src/core/policy/vocabulary/globalKeys';
import {
  conditionKeyTypes,
  globalKeyTypes,
  iamActions,
} from '../../../../../src/core/policy/vocabulary/iamData';

const folder = '../../../../../src/core/policy/vocabulary/';

/** Not in iam-data yet: their facts are our own until it has them. */
const aheadOfReference = ['Decapsulate', 'Encapsulate'];

function difference(described: readonly string[], reference: readonly string[]) {
  return {
    new: reference.filter((name) => !described.includes(name)),
    gone: described.filter((name) => !reference.includes(name)),
  };
}

describe('the committed vocabulary against the installed reference', () => {
  it('is what the refresh script makes (else run `npm run refresh-vocabulary`)', async () => {
    const refresh = (await import(`${folder}refresh.mjs`)) as { iamDataSource(): Promise<string> };
    const committed = readFileSync(new URL(`${folder}iamData.ts`, import.meta.url), 'utf8');
    expect(committed.split('\n')).toEqual((await refresh.iamDataSource()).split('\n'));
  });

  it('says something of each action, and of none that is gone', () => {
    const reference = iamActions.map((action) => action.name);
    expect(difference(describedActions, reference)).toEqual({ new: [], gone: aheadOfReference.toReversed() });
  });

  it('says something of each condition key of KMS', () => {
    const reference = Object.keys(conditionKeyTypes).filter((name) => name.startsWith('kms:'));
    expect(difference(describedConditionKeys, reference)).toEqual({ new: [], gone: [] });
  });

  it('says something of each global condition key', () => {
    expect(difference(describedGlobalKeys, Object.keys(globalKeyTypes))).toEqual({
      new: [],
      gone: ['aws:SignInSessionArn'],
    });
  });

  it('knows each condition key that an action names', () => {
    const known = new Set(conditionKeys().map((key) => key.name));
    const unknown = actions().flatMap((action) => action.conditionKeys.filter((key) => !known.has(key)));
    expect(unknown).toEqual([]);
  });
});
