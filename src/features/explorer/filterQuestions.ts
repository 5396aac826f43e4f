import * as vscode from 'vscode';
import type { KeyFilter } from '../../core/keys/filter';
import { createdRange, filterOrigins, filterSpecs, rangeText } from '../../core/keys/filterFields';
import type { KeyUsage } from '../../core/kms/specs';
import type { KeyState } from '../../core/kms/states';
import { chooseRows } from '../../host/quickPick';

/** A part of a filter that a person can set; what it answers stands beside the other parts. */
export interface FilterQuestion {
  label: string;
  detail: string;
  ask: (now: KeyFilter) => Promise<KeyFilter | undefined>;
}

const states: readonly KeyState[] = [
  'Enabled',
  'Disabled',
  'PendingDeletion',
  'PendingImport',
  'Unavailable',
];

const usages: readonly { usage: KeyUsage; words: string }[] = [
  { usage: 'ENCRYPT_DECRYPT', words: 'Encrypt and decrypt' },
  { usage: 'SIGN_VERIFY', words: 'Sign and verify' },
  { usage: 'GENERATE_VERIFY_MAC', words: 'Generate and verify MAC' },
  { usage: 'KEY_AGREEMENT', words: 'Key agreement' },
  { usage: 'ENCAPSULATE_DECAPSULATE', words: 'Encapsulate and decapsulate' },
];

/** What keys can be narrowed by. */
export function filterQuestions(): FilterQuestion[] {
  const { t } = vscode.l10n;
  return [
    { label: t('Text'), detail: t('In an alias, id, description or tag'), ask: askText },
    { label: t('State'), detail: t('Enabled, disabled, pending…'), ask: askStates },
    { label: t('Usage'), detail: t('What the keys are for'), ask: askUsages },
    { label: t('Tag'), detail: t('A tag’s name, or name=value'), ask: askTag },
    { label: t('Alias'), detail: t('A pattern: payments-*, */prod'), ask: askAlias },
    { label: t('Key spec'), detail: t('Symmetric, RSA, ECC, HMAC, ML-DSA…'), ask: askSpecs },
    { label: t('Origin'), detail: t('Where the key material comes from'), ask: askOrigins },
    { label: t('Created'), detail: t('Between two days'), ask: askCreated },
  ];
}

async function askText(now: KeyFilter): Promise<KeyFilter | undefined> {
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Show keys with'),
    prompt: vscode.l10n.t('In an alias, id, description or tag. Empty for all.'),
    value: now.text ?? '',
  });
  return text === undefined ? undefined : { text };
}

async function askTag(now: KeyFilter): Promise<KeyFilter | undefined> {
  const tag = await vscode.window.showInputBox({
    title: vscode.l10n.t('Show keys with the tag'),
    prompt: vscode.l10n.t('name or name=value. Empty for all.'),
    value: now.tag ?? '',
  });
  return tag === undefined ? undefined : { tag };
}

async function askAlias(now: KeyFilter): Promise<KeyFilter | undefined> {
  const alias = await vscode.window.showInputBox({
    title: vscode.l10n.t('Show keys with an alias like'),
    prompt: vscode.l10n.t('* stands for anything, ? for one character. Empty for all.'),
    value: now.alias ?? '',
  });
  return alias === undefined ? undefined : { alias: alias.trim() };
}

async function askCreated(now: KeyFilter): Promise<KeyFilter | undefined> {
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('Show keys that were created'),
    prompt: vscode.l10n.t('2026-01-01..2026-03-31; either day may be missing. Empty for all.'),
    value: rangeText(now),
    validateInput: (text) =>
      text.trim() === '' || createdRange(text) !== undefined
        ? undefined
        : vscode.l10n.t('Write days as 2026-01-31, with .. between the first and the last.'),
  });
  if (typed === undefined) return undefined;
  // Both are named, so that what was set before goes.
  const { createdFrom, createdTo } = createdRange(typed) ?? {};
  return { createdFrom, createdTo };
}

async function askStates(now: KeyFilter): Promise<KeyFilter | undefined> {
  const chosen = await chooseRows(
    states.map((state) => ({ label: state, picked: now.states?.includes(state) ?? false })),
    { title: vscode.l10n.t('Show keys in these states') },
  );
  return chosen && { states: states.filter((state) => chosen.some((item) => item.label === state)) };
}

async function askUsages(now: KeyFilter): Promise<KeyFilter | undefined> {
  const chosen = await chooseRows(
    usages.map(({ usage, words }) => ({ label: words, usage, picked: now.usages?.includes(usage) ?? false })),
    { title: vscode.l10n.t('Show keys for') },
  );
  return chosen && { usages: chosen.map((item) => item.usage) };
}

async function askSpecs(now: KeyFilter): Promise<KeyFilter | undefined> {
  const chosen = await chooseRows(
    filterSpecs.map((spec) => ({ label: spec, spec, picked: now.specs?.includes(spec) ?? false })),
    { title: vscode.l10n.t('Show keys of these specs') },
  );
  return chosen && { specs: chosen.map((item) => item.spec) };
}

async function askOrigins(now: KeyFilter): Promise<KeyFilter | undefined> {
  const chosen = await chooseRows(
    filterOrigins.map((origin) => ({
      label: origin,
      origin,
      picked: now.origins?.includes(origin) ?? false,
    })),
    { title: vscode.l10n.t('Show keys whose material comes from') },
  );
  return chosen && { origins: chosen.map((item) => item.origin) };
}
