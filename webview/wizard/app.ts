import { errorsOf } from '../../src/core/wizard/problem';
import { steps, type StepId } from '../../src/core/wizard/steps';
import type { EventHandlers } from '../../src/protocol/events';
import {
  isKeptPage,
  isRun,
  isWizardView,
  type KeptPage,
  type PageDraft,
  type WizardEvents,
  type WizardMethods,
  type WizardView,
} from '../../src/protocol/wizard';
import { announce } from '../ui/live';
import { onceReleased } from '../ui/pointer';
import type { PageParts } from '../ui/startPage';
import { wizardFrame } from './frame';
import type { Model, Wizard } from './model';

/** The page: draws the host's view, and sends what the person does. */
export function startWizard({
  root,
  call,
  kept,
  keep,
  fail,
  clearFailure,
}: PageParts<WizardMethods>): EventHandlers<WizardEvents> {
  const attempted = new Set<StepId>();
  const visited = new Set<StepId>();
  const touched = new Set<string>();
  let view: WizardView | undefined;
  let sending: Promise<void> | undefined;
  let sent = -1;

  const wizard: Wizard = {
    edit(change) {
      if (!view) return;
      apply({ ...view, draft: change(view.draft), revision: view.revision + 1 });
      send();
    },
    touch(field) {
      onceReleased(() => {
        touched.add(field);
        draw();
      });
    },
    go(step, field) {
      if (!view) return;
      visited.add(view.step);
      clearFailure();
      apply({ ...view, step, revision: view.revision + 1 });
      send();
      frame.enter(step, field);
    },
    ask: (method) => void call(method, undefined).catch(fail),
    run: (method) =>
      void settled()
        .then(() => call(method, undefined).then(showRun))
        .catch(fail),
    reload: (method) => void call(method, undefined).then(restart).catch(fail),
  };
  const frame = wizardFrame(wizard, {
    async next() {
      await settled();
      if (!view) return;
      const { step } = view;
      attempted.add(step);
      const found = errorsOf(view.view?.problems ?? [], step);
      if (found.length > 0) return frame.summarise(step);
      const following = steps[steps.findIndex(({ id }) => id === step) + 1];
      if (following) wizard.go(following.id);
    },
    async create() {
      await settled();
      if (!view) return;
      for (const { id } of steps) attempted.add(id);
      draw();
      if (errorsOf(view.view?.problems ?? []).length > 0) return frame.summarise('review');
      wizard.run('create');
    },
  });
  root.replaceChildren(frame.element);

  function model(of: WizardView): Model {
    return { view: of, attempted, visited, touched };
  }

  function draw(): void {
    if (view) frame.update(model(view));
  }

  function apply(next: WizardView): void {
    view = next;
    const { place, revision, draft, step } = next;
    if (place) {
      const { connection, region } = place;
      keep({ place: { connection, region }, revision, draft, step } satisfies KeptPage);
    }
    draw();
  }

  /** Sends the draft as it is; while one is on its way, only the newest of what follows is sent. */
  function send(): void {
    sending ??= sendAll().finally(() => (sending = undefined));
  }

  async function sendAll(): Promise<void> {
    while (view && sent !== view.revision) {
      const { revision, draft, step } = view;
      sent = revision;
      try {
        const answer = await call('update', { revision, draft, step });
        // What belongs to an older draft would flicker; the next answer is on its way.
        if (view.revision === revision && answer) apply({ ...view, view: answer });
      } catch (error) {
        fail(error);
      }
    }
  }

  async function settled(): Promise<void> {
    while (sending) await sending;
  }

  function showRun(run: NonNullable<WizardView['run']>): void {
    if (view) apply({ ...view, run });
  }

  /** Everything anew: another draft, or another place. Who comes back to a step has been through those before it. */
  function restart(next: WizardView): void {
    for (const set of [attempted, visited, touched]) set.clear();
    for (const { id } of steps.slice(
      0,
      steps.findIndex(({ id }) => id === next.step),
    ))
      visited.add(id);
    sent = next.revision;
    apply(next);
    frame.enter(next.step);
  }

  const draft: PageDraft | undefined = isKeptPage(kept) ? kept : undefined;
  call('start', draft && { revision: draft.revision, draft: draft.draft, step: draft.step })
    .then(restart)
    .catch(fail);
  return {
    changed: {
      accepts: isWizardView,
      on(next) {
        // The person is typing: the host will hear of it and answer with all this again.
        if (view && view.revision > next.revision) {
          apply({ ...next, revision: view.revision, draft: view.draft, step: view.step });
          return send();
        }
        if (view && view.draft.editedPolicy !== next.draft.editedPolicy)
          announce('The policy was changed in the editor.');
        sent = next.revision;
        apply({ ...next, step: view?.step ?? next.step });
      },
    },
    run: { accepts: isRun, on: showRun },
  };
}
