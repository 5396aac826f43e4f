import type { KeyPort } from '../../../../src/core/ports';
import type { KeyDraft } from '../../../../src/core/wizard/draft';
import { draftStore } from '../../../../src/sessions/wizard/draftStore';
import { WizardSession, type SessionPorts } from '../../../../src/sessions/wizard/session';
import { memory, sandboxPlace, type sandboxPorts } from './sandboxPorts';

type Sandbox = Awaited<ReturnType<typeof sandboxPorts>>;

let aliases = 0;

/** The sandbox's ports with a store of their own, and with those methods of KMS that the test has other plans for. */
export function portsOver(
  sandbox: Sandbox,
  keys: Partial<KeyPort> = {},
  others: Partial<SessionPorts> = {},
): SessionPorts {
  return {
    ...sandbox.ports,
    store: draftStore(memory()),
    ...others,
    keys: { ...sandbox.ports.keys, ...keys },
  };
}

/** A connected session whose draft could become a key, under an alias of its own. */
export async function openWizard(
  ports: SessionPorts,
  choices: Partial<KeyDraft> = {},
): Promise<WizardSession> {
  const wizard = new WizardSession(sandboxPlace, ports);
  await wizard.connect();
  aliases += 1;
  wizard.setDraft({ ...wizard.draft, alias: `opened-${aliases}`, ...choices });
  return wizard;
}
