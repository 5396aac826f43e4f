import * as vscode from 'vscode';
import type { KeyRef } from '../../core/keys/model';
import { exactTime, timeLeft } from '../../core/keys/labels';
import type { Wrapping } from '../../core/kms/wrapping';
import { explain } from '../../core/messages';
import { expiryOf, materialDescriptionProblem, longestValidityDays } from '../../core/material/plan';
import { dayMs } from '../../core/time';
import { chooseRow, chooseRows } from '../../host/quickPick';
import type { PreparedImport } from '../../sessions/material/preparedImports';
import type { ImportQuestions, ReplicaOffer, Source } from '../../sessions/material/questions';
import { chooseFile, savedFile, saveFiles, saveSecret } from './files';

/** The questions of an import, in the editor. */
export function importQuestions(name: string, now: () => number): ImportQuestions {
  const title = vscode.l10n.t('Import key material into {0}', name);
  return {
    choice: (choices) => chooseRow(choices, { title, placeHolder: vscode.l10n.t('Which key material?') }),
    facts: (facts) => goOn(vscode.l10n.t('Import key material into {0}?', name), facts.join('\n\n')),
    source: (sources, prepared) => askSource(title, sources, prepared, now()),
    file: (what) => chooseFile(fileTitles[what](name)),
    passphrase: (file, wrong) =>
      inputBox({
        title,
        prompt: wrong
          ? vscode.l10n.t('That is not the passphrase of {0}. Try again', file)
          : vscode.l10n.t('{0} is encrypted. Its passphrase', file),
        password: true,
      }),
    another: (file, problem) =>
      goOn(
        vscode.l10n.t('{0} cannot be imported into {1}.', file, name),
        problem,
        vscode.l10n.t('Choose another file'),
      ),
    readAs: (file, note) => goOn(vscode.l10n.t('Import {0} into {1}?', file, name), note),
    keep: (material, isSecret) => askKeep(name, material, isSecret ? 'bin' : 'der'),
    unlike: (problem, known) =>
      goOn(unlikeTitles[problem](name), unlikeWords[problem](exactTime(known.date))),
    wrapping: (choices) => askWrapping(title, choices),
    expiry: () => askExpiry(title, now),
    description: () =>
      inputBox({
        title,
        prompt: vscode.l10n.t('Description of this material, optional'),
        validateInput: materialDescriptionProblem,
      }),
    replicas: (offers) => askReplicas(title, offers),
    again: (failures) => askAgain(name, failures),
    save: (files) => saveFiles(vscode.l10n.t('Where to save the wrapping key and the import token?'), files),
    saved: savedFile,
    async script(text) {
      const document = await vscode.workspace.openTextDocument({ language: 'shellscript', content: text });
      await vscode.window.showTextDocument(document);
    },
  };
}

/** A modal question with one way on; what it says stands below. */
async function goOn(question: string, detail: string, way = vscode.l10n.t('Continue')): Promise<boolean> {
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, way)) === way;
}

/** Stays open while the person looks something up elsewhere. */
async function inputBox(options: vscode.InputBoxOptions): Promise<string | undefined> {
  return vscode.window.showInputBox({ ...options, ignoreFocusOut: true });
}

const fileTitles: Readonly<Record<'material' | 'wrapped' | 'token', (name: string) => string>> = {
  material: (name) => vscode.l10n.t('Key material for {0}', name),
  wrapped: (name) => vscode.l10n.t('Encrypted key material for {0}', name),
  token: (name) => vscode.l10n.t('Import token for {0}', name),
};

const unlikeTitles = {
  other: (name: string) => vscode.l10n.t('This is not the material that {0} had.', name),
  known: (name: string) => vscode.l10n.t('{0} had this material before.', name),
};

const unlikeWords = {
  other: (date: string) =>
    vscode.l10n.t(
      'What was imported on {0} was other material. KMS takes back only the same, byte for byte.',
      date,
    ),
  known: (date: string) =>
    vscode.l10n.t('It was imported on {0}. KMS takes as new only what the key never had.', date),
};

async function askSource(
  title: string,
  sources: readonly Source[],
  prepared: PreparedImport | undefined,
  now: number,
): Promise<Source | undefined> {
  const rows: Readonly<Record<Source, { label: string; detail: string; description?: string }>> = {
    continue: {
      label: vscode.l10n.t('Continue: choose the encrypted material'),
      description: prepared ? vscode.l10n.t('the token has {0}', timeLeft(prepared.validTo, now)) : '',
      detail:
        prepared === undefined
          ? ''
          : vscode.l10n.t(
              'Wrapped under the {0} key in {1}, by {2}',
              prepared.wrapping.wrappingKeySpec,
              prepared.folder,
              prepared.wrapping.algorithm,
            ),
    },
    file: {
      label: vscode.l10n.t('From a file…'),
      detail: vscode.l10n.t(
        'Raw bytes for symmetric and HMAC keys; PKCS#8 in PEM or DER, also encrypted, for others',
      ),
    },
    generate: {
      label: vscode.l10n.t('Generate it here'),
      detail: vscode.l10n.t('Random, in memory; you choose whether to keep a copy'),
    },
    elsewhere: {
      label: vscode.l10n.t('Wrap it elsewhere…'),
      detail: vscode.l10n.t(
        'Saves a wrapping key and an import token for an HSM or another machine; good for 24 hours',
      ),
    },
    bring: {
      label: vscode.l10n.t('Encrypted material and import token…'),
      detail: vscode.l10n.t('Two files, made with the AWS CLI or the console'),
    },
    script: {
      label: vscode.l10n.t('Show the AWS CLI and OpenSSL commands'),
      detail: vscode.l10n.t('A shell script with the values of this key'),
    },
  };
  const items = sources.map((source) => ({ ...rows[source], source }));
  const chosen = await chooseRow(items, { title, placeHolder: vscode.l10n.t('Where is the key material?') });
  return chosen?.source;
}

async function askKeep(name: string, material: Uint8Array, extension: string): Promise<boolean> {
  const save = vscode.l10n.t('Save a copy…');
  const without = vscode.l10n.t('Import without a copy');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('Keep a copy of the material of {0}?', name),
    {
      modal: true,
      detail: vscode.l10n.t(
        'AWS gives no copy back. Without one, the key cannot be repaired once its material expires or is deleted. The file holds the key itself, not encrypted, readable for you alone: move it to a safe place.',
      ),
    },
    save,
    without,
  );
  if (chosen !== save) return chosen === without;
  return saveSecret(vscode.l10n.t('Save the key material of {0}', name), material, extension);
}

async function askWrapping(title: string, choices: readonly Wrapping[]): Promise<Wrapping | undefined> {
  const rows = choices.map((wrapping, at) => ({
    label: wrapping.algorithm,
    description: [
      wrapping.wrappingKeySpec,
      at === 0
        ? vscode.l10n.t('recommended')
        : wrapping.algorithm.endsWith('SHA_1')
          ? vscode.l10n.t('SHA-1')
          : '',
    ]
      .filter(Boolean)
      .join(' · '),
    wrapping,
  }));
  const placeHolder = vscode.l10n.t('How the material is wrapped on its way; what is valid for this key');
  return (await chooseRow(rows, { title, placeHolder, matchOnDescription: true }))?.wrapping;
}

async function askExpiry(title: string, now: () => number): Promise<{ validTo?: number } | undefined> {
  const at = now();
  const after = (days: number) => ({
    label: vscode.l10n.t('In {0} days', String(days)),
    description: exactTime(at + days * dayMs),
    answer: { validTo: at + days * dayMs },
  });
  const chosen = await chooseRow(
    [
      { label: vscode.l10n.t('Never'), description: '', answer: {} },
      ...[30, 90, longestValidityDays].map(after),
      { label: vscode.l10n.t('On a day…'), description: '', answer: undefined },
    ],
    { title, placeHolder: vscode.l10n.t('When does the material expire? The key cannot be used after that') },
  );
  if (chosen === undefined || chosen.answer !== undefined) return chosen?.answer;
  const typed = await inputBox({
    title,
    prompt: vscode.l10n.t('The day, or day and time, in UTC'),
    placeHolder: '2027-01-31 18:00',
    validateInput: (text) => {
      const read = expiryOf(text, now());
      return 'problem' in read ? vscode.l10n.t(read.problem) : undefined;
    },
  });
  const read = typed === undefined ? undefined : expiryOf(typed, now());
  return read && 'validTo' in read ? read : undefined;
}

async function askReplicas(
  title: string,
  offers: readonly ReplicaOffer[],
): Promise<readonly KeyRef[] | undefined> {
  const rows = offers.map(({ ref, picked, state }) => ({
    ...{ label: ref.region, description: state ?? '', picked, ref },
  }));
  const placeHolder = vscode.l10n.t('Import the same material into which replicas, too?');
  return (await chooseRows(rows, { title, placeHolder }))?.map(({ ref }) => ref);
}

async function askAgain(name: string, failures: ReadonlyMap<KeyRef, unknown>): Promise<boolean> {
  const lines = [...failures].map(
    ([ref, error]) => explain(error, `import the material in ${ref.region}`)?.text ?? ref.region,
  );
  return goOn(
    vscode.l10n.t('The material of {0} could not be imported everywhere.', name),
    lines.join('\n\n'),
    vscode.l10n.t('Retry'),
  );
}
