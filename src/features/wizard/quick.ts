import * as vscode from 'vscode';
import { KmsError } from '../../core/errors';
import { plural } from '../../core/keys/labels';
import type { Place } from '../../core/ports';
import { choose } from '../../core/wizard/choose';
import type { KeyDraft } from '../../core/wizard/draft';
import { options, usagesOf, type Choice } from '../../core/wizard/options';
import { errorsOf } from '../../core/wizard/problem';
import { runCommand } from '../../host/commandList';
import { withProgress } from '../../host/progress';
import type { WizardDeps } from './deps';
import { created, newSession } from './page';
import { pickMany, pickOne, typeText, type Answer, type StepFrame } from './quickInput';
import type { WizardSession } from '../../sessions/wizard/session';

/** One question; answers with the draft as it is afterwards. */
type Step = (session: WizardSession, frame: StepFrame) => Promise<Answer<KeyDraft>>;

/** The wizard's questions as a series of Quick Picks, for those who know what they want. */
export async function createKeyQuickly(deps: WizardDeps, place: Place): Promise<void> {
  const session = newSession(deps, place);
  try {
    await session.connect();
    const failure = session.view.placeFailure;
    if (failure !== undefined) throw new KmsError('unknown', failure, { connection: place.connection });
    if (await askAll(session)) await makeKey(deps, session);
  } finally {
    session.dispose();
  }
}

async function askAll(session: WizardSession): Promise<boolean> {
  let at = 0;
  for (;;) {
    const steps = stepsFor(session.draft);
    const step = steps[at];
    if (!step) return true;
    const title = vscode.l10n.t('Create key · {0}', session.at.region);
    const answer = await step(session, { title, step: at + 1, totalSteps: steps.length });
    if (answer === 'cancelled') return false;
    if (answer !== 'back') session.setDraft(answer.value);
    at += answer === 'back' ? -1 : 1;
  }
}

/** There is nothing to ask about the spec of a symmetric encryption key. */
function stepsFor({ spec: chosen }: KeyDraft): readonly Step[] {
  const asked = chosen === 'SYMMETRIC_DEFAULT' ? [kind] : [kind, spec];
  return [...asked, alias, principals('administrators'), principals('users'), confirm];
}

const kind: Step = async ({ draft, view }, frame) => {
  const { place } = view;
  if (!place) return 'cancelled';
  const items = options(draft, place).types.flatMap(({ value: type, title }) =>
    usagesOf(type).map((usage) => {
      const chosen = choose(choose(draft, { type }), { usage });
      const words = options(chosen, place).usages.find(({ value }) => value === usage);
      return { label: words?.title ?? usage, description: title, detail: words?.description ?? '', chosen };
    }),
  );
  const active = items.find(({ chosen }) => chosen.usage === draft.usage && chosen.spec === draft.spec);
  return taken(
    await pickOne(frame, vscode.l10n.t('What is the key for?'), items, active),
    ({ chosen }) => chosen,
  );
};

const spec: Step = async ({ draft, view }, frame) => {
  const offered = view.place ? options(draft, view.place).specs : [];
  const items = offered
    .filter(({ excluded }) => excluded === undefined)
    .map((choice: Choice<KeyDraft['spec']>) => ({
      label: choice.title,
      description: choice.description,
      value: choice.value,
    }));
  const active = items.find(({ value }) => value === draft.spec);
  const answer = await pickOne(frame, vscode.l10n.t('Key spec'), items, active);
  return taken(answer, ({ value }) => choose(draft, { spec: value }));
};

const alias: Step = async (session, frame) => {
  const problem = (text: string) => {
    session.setDraft({ ...session.draft, alias: text });
    return errorsOf(session.draftView()?.problems ?? []).find(({ field }) => field === 'alias')?.message;
  };
  const prompt = vscode.l10n.t('Alias: the name by which the key is found');
  return taken(await typeText(frame, prompt, session.draft.alias, problem), (text) => ({
    ...session.draft,
    alias: text,
  }));
};

function principals(role: 'administrators' | 'users'): Step {
  return async (session, frame) => {
    const placeholder =
      role === 'administrators'
        ? vscode.l10n.t('Key administrators (optional)')
        : vscode.l10n.t('Key users (optional)');
    const load = () =>
      session.view.principals.items.map(({ arn, name, kind: one, path }) => ({
        label: name,
        description: `${one} ${path}`,
        arn,
      }));
    const answer = await pickMany(
      frame,
      placeholder,
      load,
      ({ arn }) => session.draft[role].includes(arn),
      (listener) => session.onDidChange(listener),
      () => session.view.principals.loading,
    );
    return taken(answer, (items) => ({ ...session.draft, [role]: items.map(({ arn }) => arn) }));
  };
}

const confirm: Step = async (session, frame) => {
  const { draft } = session;
  const create = {
    icon: 'add',
    label: vscode.l10n.t('Create key'),
    detail: [
      draft.alias,
      draft.spec,
      ...(['administrators', 'users'] as const).map((role) => counted(draft[role].length, role)),
      vscode.l10n.t('{0} a month', session.draftView()?.price.monthly ?? ''),
    ].join(' · '),
    wizard: false,
  };
  const wizard = {
    icon: 'list-tree',
    label: vscode.l10n.t('Continue in the wizard'),
    detail: vscode.l10n.t('Description, tags, other accounts, the policy’s text, and more'),
    wizard: true,
  };
  const answer = await pickOne(frame, vscode.l10n.t('Create the key as chosen?'), [create, wizard], create);
  if (typeof answer === 'string' || !answer.value.wizard) return taken(answer, () => draft);
  // The draft is in the store already; the wizard goes on with it.
  await runCommand('kms.createKey', session.at);
  return 'cancelled';
};

/** "no administrators", "1 user", "2 users". */
function counted(count: number, role: 'administrators' | 'users'): string {
  return count === 0 ? vscode.l10n.t('no {0}', role) : plural(count, role.slice(0, -1));
}

function taken<T>(answer: Answer<T>, draftOf: (value: T) => KeyDraft): Answer<KeyDraft> {
  return typeof answer === 'string' ? answer : { value: draftOf(answer.value) };
}

async function makeKey(deps: WizardDeps, session: WizardSession): Promise<void> {
  const run = await withProgress(vscode.l10n.t('Creating the key'), async (signal, step) => {
    signal.addEventListener('abort', () => session.dispose());
    const running = session.onDidRun(({ calls }) => {
      const current = calls.find(({ state }) => state === 'running');
      if (current) step(current.message ?? current.title);
    });
    try {
      return await session.create();
    } finally {
      running.dispose();
    }
  });
  created(run);
  if (run.status === 'done') return;
  const failed = run.calls.find(({ state }) => state === 'failed');
  deps.log.warn(failed?.message ?? 'The key was not created.');
  const open = vscode.l10n.t('Continue in the wizard');
  const chosen = await vscode.window.showErrorMessage(failed?.message ?? '', open);
  if (chosen === open) await runCommand('kms.createKey', session.at);
}
