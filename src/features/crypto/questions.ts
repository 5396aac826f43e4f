import * as vscode from 'vscode';
import type { Fit } from '../../core/commands/command';
import { doings, verdictOnUse, type Doing } from '../../core/crypto/doings';
import { readContext, type ContextPair } from '../../core/crypto/encryptionContext';
import { generatedBytes } from '../../core/crypto/limits';
import { placeWords } from '../../core/crypto/places';
import { firstProblem, type Field, type Review } from '../../core/crypto/review';
import { chooseRow, createRowPick } from '../../host/quickPick';
import { itemOf, type Row } from '../../host/quickPickRow';
import type {
  ContextAnswer,
  ContextQuestion,
  CryptoQuestions,
  KeyField,
} from '../../sessions/crypto/questions';
import type { CryptoDeps } from './deps';
import { handOver } from './inputs';

/** The questions of cryptography, asked with Quick Picks. */
export function quickPickCrypto(deps: CryptoDeps): CryptoQuestions {
  return {
    review: showReview,
    handOver,
    chooseKey: (doing, field, lastUsed) =>
      // Data keys are what further keys encrypt.
      deps.pickKey(keyTitle(doing, field), fitFor(field === 'others' ? 'dataKey' : doing), lastUsed),
    async choose(field, choices, current) {
      const rows = choices.map(({ value, detail }) => ({
        ...{
          value,
          label: choiceWords(value),
          ...(detail !== undefined && { detail: vscode.l10n.t(detail) }),
        },
        ...(value === current && { description: vscode.l10n.t('now') }),
      }));
      return (await chooseRow(rows, { title: fieldTitle(field) }))?.value;
    },
    async choosePlace(places) {
      const rows = places.map((place) => ({ place, label: placeWords(place) }));
      return (await chooseRow(rows, { title: vscode.l10n.t('Where?') }))?.place;
    },
    context: askContext,
    length: askLength,
    grantTokens: askGrantTokens,
    confirmSecret,
  };
}

/** Keys that can do it, whoever may. */
export function fitFor(doing: Doing): Fit {
  return {
    none: vscode.l10n.t('No key here can do this'),
    token: '',
    verdict: ({ key }) => key && verdictOnUse(doing, key),
  };
}

function keyTitle(doing: Doing, field: KeyField): string {
  if (field === 'others') return vscode.l10n.t('Encrypt: a further key that can decrypt it');
  if (field === 'from') return vscode.l10n.t('Re-encrypt: the key that it was encrypted under');
  return vscode.l10n.t('{0}: with which key?', doings[doing].title);
}

interface ReviewItem extends Row {
  answer: Field | 'run' | 'rehearse';
}

/** Everything that is decided, one line each; the first one does it. */
async function showReview(review: Review): Promise<Field | 'run' | 'rehearse' | undefined> {
  const problem = firstProblem(review);
  const run: ReviewItem = {
    answer: 'run',
    icon: problem ? 'warning' : 'play',
    label: vscode.l10n.t(review.title),
    detail: vscode.l10n.t(problem?.problem ?? 'As decided below. Choose a line to change it.'),
  };
  const rehearse: ReviewItem = {
    answer: 'rehearse',
    icon: 'question',
    label: vscode.l10n.t('Would this be allowed?'),
    detail: vscode.l10n.t('Asks KMS without doing it'),
  };
  const rows = review.rows.map(({ field, label, value, note, problem: own }): ReviewItem => ({
    answer: field,
    ...(own !== undefined && { icon: 'warning' }),
    ...{ label: vscode.l10n.t(label), description: value },
    ...((own ?? note) !== undefined && { detail: vscode.l10n.t(own ?? note ?? '') }),
  }));
  const chosen = await chooseRow([run, ...rows, ...(review.canRehearse && !problem ? [rehearse] : [])], {
    ...{ title: vscode.l10n.t(review.title), ignoreFocusOut: true, matchOnDescription: true },
  });
  return chosen?.answer;
}

const words: Readonly<Record<string, string>> = {
  message: 'A message',
  digest: 'A digest of the message',
  another: 'Add a key…',
  ciphertext: 'Ciphertext of KMS',
  sdkMessage: 'Message of the AWS Encryption SDK',
  both: 'In the clear and encrypted',
  encrypted: 'Encrypted only',
  view: 'A read-only view that is never written to disk',
  replace: 'Replace the selection',
  document: 'New document',
  file: 'File…',
  clipboard: 'Clipboard',
};

function choiceWords(value: string): string {
  return Object.hasOwn(words, value) ? vscode.l10n.t(words[value] ?? value) : value;
}

const titles: Readonly<Partial<Record<Field, string>>> = {
  inputReading: 'How is it to be read?',
  secondReading: 'How is it to be read?',
  algorithm: 'Algorithm',
  fromAlgorithm: 'Algorithm that it was encrypted with',
  isDigest: 'What is to be signed?',
  format: 'What is it to become?',
  others: 'Further keys that can decrypt it',
  pairSpec: 'Key spec of the pair',
  withPlaintext: 'Which parts?',
  target: 'Where does the result go?',
  shape: 'Form of the signature',
  encoding: 'How is it written?',
};

function fieldTitle(field: Field): string {
  return vscode.l10n.t(titles[field] ?? field);
}

interface ContextItem extends Row {
  run(): ContextAnswer | Promise<ContextAnswer | undefined>;
}

/** A list of the pairs; what is typed becomes a new one. */
function askContext(question: ContextQuestion): Promise<ContextAnswer | undefined> {
  const pick = createRowPick<ContextItem>();
  pick.title =
    question.field === 'context'
      ? vscode.l10n.t('Encryption context')
      : vscode.l10n.t('Encryption context that it was encrypted with');
  pick.placeholder = vscode.l10n.t('Type name=value, a=1,b=2 or a JSON object to add pairs');
  pick.ignoreFocusOut = true;
  const draw = (): void => {
    pick.items = contextItems(question, pick.value).map(itemOf);
  };
  return new Promise((resolve) => {
    pick.onDidChangeValue(draw);
    pick.onDidAccept(() => {
      const [chosen] = pick.selectedItems;
      if (chosen === undefined) return;
      const answer = chosen.row.run();
      resolve(Promise.resolve(answer));
      pick.hide();
    });
    pick.onDidHide(() => {
      pick.dispose();
      resolve(undefined);
    });
    draw();
    pick.show();
  });
}

function contextItems({ pairs, proposed, pinned }: ContextQuestion, typed: string): ContextItem[] {
  if (typed.trim() !== '') return [typedItem(typed)];
  const done: ContextItem = {
    ...{ icon: 'check', label: vscode.l10n.t('Done'), run: () => ({ kind: 'done' }) },
    description:
      pairs.length === 1 ? vscode.l10n.t('1 pair') : vscode.l10n.t('{0} pairs', String(pairs.length)),
  };
  const present = pairs.flatMap((pair): ContextItem[] => [
    {
      ...{ icon: 'trash', label: vscode.l10n.t('Remove {0}', pair.name), description: pair.value },
      run: () => ({ kind: 'remove', name: pair.name }),
    },
    pinned.has(pair.name)
      ? {
          ...{ icon: 'pinned', label: vscode.l10n.t('Forget the value of {0}', pair.name) },
          run: () => ({ kind: 'unpin', pair }),
        }
      : {
          ...{ icon: 'pin', label: vscode.l10n.t('Remember the value of {0} for this key', pair.name) },
          run: () => ({ kind: 'pin', pair }),
        },
  ]);
  const offers = proposed.map((pair): ContextItem => ({
    ...{ icon: 'add', label: vscode.l10n.t('Add {0}', pair.name), description: pair.value },
    run: () => (pair.value === '' ? askValue(pair) : { kind: 'add', pairs: [pair] }),
  }));
  return [done, ...present, ...offers];
}

function typedItem(typed: string): ContextItem {
  const read = readContext(typed);
  if ('problem' in read) {
    // Stays until something sensible is typed.
    return {
      ...{ icon: 'info', label: vscode.l10n.t(read.problem), alwaysShow: true },
      run: () => ({ kind: 'add', pairs: [] }),
    };
  }
  const label = vscode.l10n.t('Add {0}', read.pairs.map(({ name, value }) => `${name}=${value}`).join(', '));
  return { icon: 'add', label, alwaysShow: true, run: () => ({ kind: 'add', pairs: read.pairs }) };
}

async function askValue({ name }: ContextPair): Promise<ContextAnswer> {
  const value = await vscode.window.showInputBox({
    title: vscode.l10n.t('Value of {0}', name),
    ignoreFocusOut: true,
  });
  return { kind: 'add', pairs: value === undefined ? [] : [{ name, value }] };
}

async function askLength(current: number): Promise<number | undefined> {
  const { least, most } = generatedBytes;
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('How many bytes?'),
    value: String(current),
    validateInput: (typed) => {
      const bytes = Number(typed);
      const fits = /^\d+$/.test(typed.trim()) && bytes >= least && bytes <= most;
      return fits
        ? undefined
        : vscode.l10n.t('Type a whole number from {0} to {1}.', String(least), String(most));
    },
  });
  return text === undefined ? undefined : Number(text);
}

/** Grant tokens let a new grant be used before it has reached all of KMS (developer guide, "Grant token"). */
async function askGrantTokens(current: readonly string[]): Promise<readonly string[] | undefined> {
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Grant tokens, with blanks between them'),
    value: current.join(' '),
    ignoreFocusOut: true,
    validateInput: (typed) =>
      tokensIn(typed).length > 10 ? vscode.l10n.t('KMS takes at most 10 grant tokens.') : undefined,
  });
  return text === undefined ? undefined : tokensIn(text);
}

function tokensIn(text: string): string[] {
  return text.split(/[\s,]+/).filter(Boolean);
}

async function confirmSecret(target: 'replace' | 'document' | 'file' | 'clipboard'): Promise<boolean> {
  const go = vscode.l10n.t('Go on');
  const detail = {
    replace: vscode.l10n.t(
      'VS Code will keep this text on disk: in its backups, its local history and the file.',
    ),
    document: vscode.l10n.t('VS Code will keep this text on disk, as a backup of the new document.'),
    file: vscode.l10n.t('Whoever can read the file can read it.'),
    clipboard: vscode.l10n.t(
      'Programs on this machine can read the clipboard, and some keep a history of it. It is cleared after a while where it can be read.',
    ),
  }[target];
  const message = vscode.l10n.t('The result is secret. Shall it leave the read-only view?');
  return (await vscode.window.showWarningMessage(message, { modal: true, detail }, go)) === go;
}
