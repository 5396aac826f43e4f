import type { Clock, ConnectionPort, KeyPort, MaterialPort, RunningSandbox } from '../../core/ports';
import type { KeyRef } from '../../core/keys/model';
import type { Commands } from '../../host/commands';
import type { Guard } from '../../sessions/guard';
import type { Store } from '../../sessions/store';

/** What the commands on key material are given. */
export interface MaterialDeps {
  commands: Commands;
  guard: Guard;
  keys: KeyPort;
  material: MaterialPort;
  connections: ConnectionPort;
  sandbox: { start(): Promise<RunningSandbox> };
  globalState: Store;
  clock: Clock;
  nameOf: (ref: KeyRef) => string;
  /** Reads one key again and draws its row. */
  refreshKey: (ref: KeyRef) => Promise<void>;
}
