import * as vscode from 'vscode';
import type { Place } from '../../core/ports';
import type { PlaceTarget } from '../../host/commandList';
import { restoreWebview } from '../../host/webview';
import type { WizardDeps } from './deps';
import type { DraftFiles } from './draftFiles';
import type { WizardPanel } from './panel';
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
  let loaded: Promise<Loaded> | undefined;
  const load = () => (loaded ??= loadWizard(deps));
  if (hasDraftTabs()) void load();
  const placeOf = async (target: PlaceTarget | undefined): Promise<Place | undefined> => {
    if (target === undefined) return (await import('./choosePlace')).choosePlace(deps.open);
    return 'place' in target ? target.place : { connection: target.connection, region: target.region };
  };
  const registered = vscode.Disposable.from(
    deps.commands.command('kms.createKey', vscode.l10n.t('open the create-key wizard'), async (target) => {
      const { panel } = await load();
      // Without a place, an open wizard is what was meant.
      const place = target === undefined && panel.session ? panel.session.at : await placeOf(target);
      if (place) panel.show(place);
    }),
    deps.commands.command('kms.createKeyQuick', vscode.l10n.t('create a key'), async (target) => {
      const place = await placeOf(target);
      if (!place) return;
      await load();
      const { createKeyQuickly } = await import('./quick');
      await createKeyQuickly(deps, place);
    }),
    restoreWebview(
      deps.extensionUri,
      { viewType: 'kms.wizard', bundle: 'wizard', title: 'Create key' },
      async (page, state) => {
        (await load()).panel.restore(page, state);
      },
    ),
  );
  return {
    session: async () => (await loaded)?.panel.session,
    async openPolicy() {
      const { panel, files } = await load();
      if (panel.session) await files.open(panel.session);
    },
    dispose() {
      registered.dispose();
      void loaded?.then(({ panel, files }) => (panel.dispose(), files.dispose()));
    },
  };
}

/** A policy that was open in an editor when the window was closed asks for its text before the wizard is back. */
function hasDraftTabs(): boolean {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.scheme === 'kms-draft');
}

interface Loaded {
  panel: WizardPanel;
  files: DraftFiles;
}

async function loadWizard(deps: WizardDeps): Promise<Loaded> {
  const [panels, drafts] = await Promise.all([import('./panel'), import('./draftFiles')]);
  const files = new drafts.DraftFiles();
  return { files, panel: new panels.WizardPanel(deps, files) };
}
