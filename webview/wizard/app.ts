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
import type { PageParts } from '../ui/startPage';
import { createStore } from '../ui/store';
import { wizardActions } from './actions';
import { wizardFrame } from './frame';
import { draftSender } from './sending';
import { hasView, nextWizard, startWizardState } from './state';

/** The page: draws the host's view, and sends what the person does. */
export function startWizard(parts: PageParts<WizardMethods>): EventHandlers<WizardEvents> {
  const { root, call, kept, keep, fail } = parts;
  const store = createStore(startWizardState, nextWizard, (state) => {
    if (!hasView(state)) return;
    keepPage(state.view, keep);
    frame.draw(state);
  });
  const drafts = draftSender({
    current: () => store.state.view,
    send: ({ revision, draft, step }) => call('update', { revision, draft, step }),
    answered: (revision, view) => store.dispatch({ kind: 'answered', revision, view }),
    fail,
  });
  const wizard = wizardActions({ store, drafts, parts, frame: () => frame });
  const frame = wizardFrame(root, wizard);

  function told(next: WizardView): void {
    const { view } = store.state;
    store.dispatch({ kind: 'told', view: next });
    // The person is typing: the host will hear of it and answer with all this again.
    if (view && view.revision > next.revision) return drafts.send();
    drafts.known(next.revision);
    if (view && view.draft.editedPolicy !== next.draft.editedPolicy)
      announce('The policy was changed in the editor.');
  }

  const page: PageDraft | undefined = isKeptPage(kept) ? kept : undefined;
  call('start', page && { revision: page.revision, draft: page.draft, step: page.step })
    .then((view) => wizard.restart(view))
    .catch(fail);
  return {
    changed: { accepts: isWizardView, on: told },
    run: { accepts: isRun, on: (run) => store.dispatch({ kind: 'run', run }) },
  };
}

/** Keeps what the page needs to be made again, once it is known for which place. */
function keepPage({ place, revision, draft, step }: WizardView, keep: (state: unknown) => void): void {
  if (!place) return;
  const { connection, region } = place;
  keep({ place: { connection, region }, revision, draft, step } satisfies KeptPage);
}
