import type { Statement } from '../document';
import { stringsOf } from '../locate';
import type { Action } from '../vocabulary/actions';
import { actions } from '../vocabulary/actions';
import { findConditionKey } from '../vocabulary/conditionKeys';
import type { ConditionKey } from '../vocabulary/conditionKey';
import { matchActions } from '../vocabulary/match';
import { parseViaService } from '../vocabulary/services';

/** What the statement around the cursor says so far, half-typed as it may be. */
export interface Subject {
  effect?: string;
  sid?: string;
  /** Entries of `Action` and `NotAction`, as written. */
  entries: readonly string[];
  /** The KMS actions that the statement speaks of; none where it names none yet. */
  covered: readonly Action[];
  /** The names in `Principal`, by their type; `*` for everyone. */
  services: readonly string[];
  awsPrincipals: readonly string[];
  conditionKeys: readonly ConditionKey[];
  /** The services through which its requests come: the first part of the values of kms:ViaService. */
  via: readonly string[];
}

const nothing: Subject = {
  entries: [],
  covered: [],
  services: [],
  awsPrincipals: [],
  conditionKeys: [],
  via: [],
};

/** @param except the offset of an entry that is being typed, which counts for nothing yet */
export function subjectOf(statement: Statement | undefined, except?: number): Subject {
  if (!statement) return nothing;
  const list = (value: Parameters<typeof stringsOf>[0]) =>
    stringsOf(value)
      .filter(({ span }) => except === undefined || except < span.start || except > span.end)
      .map(({ value: text }) => text);
  const entries = list(statement.action?.value);
  const refused = list(statement.notAction?.value);
  const covered = new Set(entries.flatMap(matchActions));
  if (refused.length > 0) {
    const out = new Set(refused.flatMap(matchActions));
    for (const action of actions()) if (!out.has(action)) covered.add(action);
  }
  const effect = stringsOf(statement.effect?.value)[0]?.value;
  const sid = stringsOf(statement.sid?.value)[0]?.value;
  return {
    ...(effect !== undefined && { effect }),
    ...(sid !== undefined && { sid }),
    entries: [...entries, ...refused],
    covered: [...covered],
    services: principalsOf(statement, 'Service'),
    awsPrincipals: principalsOf(statement, 'AWS'),
    conditionKeys: conditionKeysOf(statement),
    via: viaServicesOf(statement),
  };
}

function principalsOf(statement: Statement, type: string): string[] {
  const value = statement.principal?.value;
  if (value?.kind === 'string') return type === 'AWS' ? [value.value] : [];
  if (value?.kind !== 'object') return [];
  return value.members
    .filter(({ key }) => key.value === type)
    .flatMap((member) => stringsOf(member.value).map((item) => item.value));
}

function conditionKeysOf(statement: Statement): ConditionKey[] {
  const condition = statement.condition?.value;
  if (condition?.kind !== 'object') return [];
  return condition.members.flatMap(({ value }) =>
    value?.kind === 'object'
      ? value.members.flatMap(({ key }) => findConditionKey(key.value)?.key ?? [])
      : [],
  );
}

function viaServicesOf(statement: Statement): string[] {
  const condition = statement.condition?.value;
  if (condition?.kind !== 'object') return [];
  return condition.members
    .flatMap(({ value }) => (value?.kind === 'object' ? value.members : []))
    .filter(({ key }) => key.value.toLowerCase() === 'kms:viaservice')
    .flatMap(({ value }) => stringsOf(value))
    .flatMap(({ value }) => parseViaService(value)?.prefix ?? []);
}
