import * as vscode from 'vscode';

/** Where a step stands; the first one has no way back. */
export interface StepFrame {
  title: string;
  step: number;
  totalSteps: number;
}

/** What a person did: gave an answer, went back, or left. */
export type Answer<T> = { value: T } | 'back' | 'cancelled';

/** One of several; the one in `active` stands first to be taken. */
export function pickOne<T extends vscode.QuickPickItem>(
  frame: StepFrame,
  placeholder: string,
  items: readonly T[],
  active?: T,
): Promise<Answer<T>> {
  return ask(frame, vscode.window.createQuickPick<T>(), (input) => {
    input.placeholder = placeholder;
    input.items = items;
    input.matchOnDescription = true;
    if (active) input.activeItems = [active];
    return () => input.selectedItems[0];
  });
}

/** Any number of them; more may come while the list is open. */
export function pickMany<T extends vscode.QuickPickItem>(
  frame: StepFrame,
  placeholder: string,
  load: () => readonly T[],
  chosen: (item: T) => boolean,
  onDidChange: (listener: () => void) => { dispose(): void },
  busy: () => boolean,
): Promise<Answer<T[]>> {
  return ask(frame, vscode.window.createQuickPick<T>(), (input, parts) => {
    input.placeholder = placeholder;
    input.canSelectMany = true;
    input.matchOnDescription = true;
    const fill = (isChosen: (item: T) => boolean) => {
      input.busy = busy();
      const items = load();
      input.items = items;
      input.selectedItems = items.filter(isChosen);
    };
    fill(chosen);
    parts.push(
      onDidChange(() => {
        input.busy = busy();
        if (load().length === input.items.length) return;
        const before = new Set(input.selectedItems.map(nameOf));
        fill((item) => before.has(nameOf(item)) || chosen(item));
      }),
    );
    return () => [...input.selectedItems];
  });
}

/** A user and a role may have the same name: the description tells them apart. */
function nameOf({ label, description }: vscode.QuickPickItem): string {
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
