import * as vscode from 'vscode';
import { createRowPick } from '../../host/quickPick';
import { itemOf, type Row } from '../../host/quickPickRow';

/** Where a step stands; the first one has no way back. */
export interface StepFrame {
  title: string;
  step: number;
  totalSteps: number;
}

/** What a person did: gave an answer, went back, or left. */
export type Answer<T> = { value: T } | 'back' | 'cancelled';

/** One of several; the one in `active` stands first to be taken. */
export function pickOne<T extends Row>(
  frame: StepFrame,
  placeholder: string,
  items: readonly T[],
  active?: T,
): Promise<Answer<T>> {
  return ask(frame, createRowPick<T>(), (input) => {
    input.placeholder = placeholder;
    input.items = items.map(itemOf);
    input.matchOnDescription = true;
    if (active) input.activeItems = input.items.filter(({ row }) => row === active);
    return () => input.selectedItems[0]?.row;
  });
}

/** Any number of them; more may come while the list is open. */
export function pickMany<T extends Row>(
  frame: StepFrame,
  placeholder: string,
  load: () => readonly T[],
  chosen: (item: T) => boolean,
  onDidChange: (listener: () => void) => { dispose(): void },
  busy: () => boolean,
): Promise<Answer<T[]>> {
  return ask(frame, createRowPick<T>(), (input, parts) => {
    input.placeholder = placeholder;
    input.canSelectMany = true;
    input.matchOnDescription = true;
    const fill = (isChosen: (item: T) => boolean) => {
      input.busy = busy();
      const items = load().map(itemOf);
      input.items = items;
      input.selectedItems = items.filter(({ row }) => isChosen(row));
    };
    fill(chosen);
    parts.push(
      onDidChange(() => {
        input.busy = busy();
        if (load().length === input.items.length) return;
        const before = new Set(input.selectedItems.map(({ row }) => spokenLabel(row)));
        fill((item) => before.has(spokenLabel(item)) || chosen(item));
      }),
    );
    return () => input.selectedItems.map(({ row }) => row);
  });
}

/** A user and a role may have the same name: the description tells them apart. */
function spokenLabel({ label, description }: Row): string {
  return `${label} ${description ?? ''}`;
}

/** A line of text; `problem` says what is wrong with it, and keeps the person there. */
export function typeText(
  frame: StepFrame,
  prompt: string,
  value: string,
  problem: (text: string) => string | undefined,
): Promise<Answer<string>> {
  return ask(frame, vscode.window.createInputBox(), (input, parts) => {
    input.prompt = prompt;
    input.value = value;
    parts.push(
      input.onDidChangeValue((text) => (input.validationMessage = text === '' ? '' : (problem(text) ?? ''))),
    );
    return () => {
      const found = problem(input.value);
      input.validationMessage = found ?? '';
      return found === undefined ? input.value : undefined;
    };
  });
}

type Input = (vscode.QuickPick<vscode.QuickPickItem> | vscode.InputBox) & vscode.QuickInput;

/** Shows one input until it is answered; `prepare` returns how to read the answer, undefined to stay. */
function ask<
  I extends Pick<
    Input,
    | 'title'
    | 'step'
    | 'totalSteps'
    | 'buttons'
    | 'ignoreFocusOut'
    | 'show'
    | 'dispose'
    | 'onDidHide'
    | 'onDidAccept'
    | 'onDidTriggerButton'
  >,
  T,
>(
  frame: StepFrame,
  input: I,
  prepare: (input: I, parts: { dispose(): void }[]) => () => T | undefined,
): Promise<Answer<T>> {
  return new Promise((resolve) => {
    const parts: { dispose(): void }[] = [input];
    const finish = (answer: Answer<T>) => {
      resolve(answer);
      for (const part of parts) part.dispose();
    };
    Object.assign(input, frame);
    input.ignoreFocusOut = true;
    input.buttons = frame.step > 1 ? [vscode.QuickInputButtons.Back] : [];
    const read = prepare(input, parts);
    parts.push(
      input.onDidAccept(() => {
        const value = read();
        if (value !== undefined) finish({ value });
      }),
      input.onDidTriggerButton((button) => {
        if (button === vscode.QuickInputButtons.Back) finish('back');
      }),
      input.onDidHide(() => finish('cancelled')),
    );
    input.show();
  });
}
