import type { KeyDirectory } from './sessions/keys/directory';
import type { OpenConnections } from './sessions/connections/openConnections';
import type { ConnectionPort, KeyPort, PrincipalPort, SandboxPort } from './core/ports';
import type { KeysTree } from './features/explorer/keysTree';
import type { WizardFeature } from './features/wizard/register';

/** What `activate` returns, for the tests that run inside the editor. Not intended for other extensions. */
export interface ExtensionApi {
  /** Resolves when the open connections are known. */
  readonly ready: Promise<void>;
  readonly keys: KeyPort;
  readonly principals: PrincipalPort;
  readonly connections: ConnectionPort;
  readonly open: OpenConnections;
  readonly directory: KeyDirectory;
  readonly sandbox: SandboxPort & {
    control(path: string, body?: object): Promise<unknown>;
    actAs(arn: string): Promise<void>;
  };
  readonly tree: KeysTree;
  readonly wizard: Pick<WizardFeature, 'session' | 'openPolicy'>;
}
