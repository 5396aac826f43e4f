import * as vscode from 'vscode';
import { Memo } from '../../async/memo';
import type { Place } from '../../core/ports';
import type { PlaceTarget } from '../../host/commandList';
import { definePage } from '../../host/page';
import type { WizardDeps } from './deps';
import type { DraftFiles } from './draftFiles';
import type { openWizardPage, WizardPage } from './page';
import type { WizardSession } from '../../sessions/wizard/session';

/** The registered wizard; what is open in it is there for the tests that run inside the editor. */
export interface WizardFeature {
  /** The session of the open panel. */
  session(): Promise<WizardSession | undefined>;
  /** Opens the draft's policy in an editor, as the page's button does. */
  openPolicy(): Promise<void>;
  dispose(): void;
}

/**
 * The create-key wizard, as a page and as a Quick Pick. What it needs (policy checks, access, texts for other
 * tools) is loaded with its first use.
 */
export function registerWizard(deps: WizardDeps): WizardFeature {
  const loaded = new Memo(loadWizard);
  if (hasDraftTabs()) void loaded.get();
  // One wizard at a time; drafts of other places wait in the store.
  const pages = definePage<Place, WizardPage>(deps.extensionUri, {
    kind: 'wizard',
    replaces: 'all',
    idOf: ({ connection, region }) => `${connection} ${region}`,
    async subjectOf(kept) {
      const { isKeptPage } = await import('../../protocol/wizard');
      return isKeptPage(kept) ? kept.place : undefined;
    },
    title: ({ region }) => vscode.l10n.t('Create key · {0}', region),
    async open(place, page) {
      const { openWizardPage, files } = await loaded.get();
      return openWizardPage(deps, files, place, page);
    },
  });
  const session = (): WizardSession | undefined => pages.opened()[0]?.session;
  const placeOf = async (target: PlaceTarget | undefined): Promise<Place | undefined> => {
    if (target === undefined) return (await import('./choosePlace')).choosePlaceForKey(deps.open);
    return 'place' in target ? target.place : { connection: target.connection, region: target.region };
  };
  const registered = vscode.Disposable.from(
    pages,
    deps.commands.command('kms.createKey', vscode.l10n.t('open the create-key wizard'), async (target) => {
      // Without a place, the command is about the open wizard.
      const place = target === undefined ? (session()?.at ?? (await placeOf(target))) : await placeOf(target);
      if (place) await pages.show(place);
    }),
    deps.commands.keyCommand('kms.createSimilar', vscode.l10n.t('create a key like {key}'), async (ref) => {
      const { createSimilar } = await import('./similar');
      await createSimilar(deps, ref, () => pages.show({ connection: ref.connection, region: ref.region }));
    }),
    deps.commands.command('kms.createKeyQuick', vscode.l10n.t('create a key'), async (target) => {
      const place = await placeOf(target);
      if (!place) return;
      await loaded.get();
      const { createKeyQuickly } = await import('./quick');
      await createKeyQuickly(deps, place);
    }),
  );
  return {
    session: () => Promise.resolve(session()),
    async openPolicy() {
      const shown = session();
      if (shown) await (await loaded.get()).files.open(shown);
    },
    dispose() {
      registered.dispose();
      void loaded.drain()?.then(({ files }) => files.dispose());
    },
  };
}

/** A policy that was open in an editor when the window was closed asks for its text before the wizard is back. */
function hasDraftTabs(): boolean {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.scheme === 'kms-draft');
}

interface Loaded {
  openWizardPage: typeof openWizardPage;
  files: DraftFiles;
}

async function loadWizard(): Promise<Loaded> {
  const [page, drafts] = await Promise.all([import('./page'), import('./draftFiles')]);
  return { openWizardPage: page.openWizardPage, files: new drafts.DraftFiles() };
}
