import type { GrantPort, KeyPort, MultiRegionPort } from '../../core/ports';
import type { KeyRef } from '../../core/keys/model';
import type { Commands } from '../../host/commands';
import type { Log } from '../../host/log';
import type { Guard } from '../../sessions/guard';

/** What the commands on multi-Region keys are given. */
export interface MultiRegionDeps {
  commands: Commands;
  log: Log;
  guard: Guard;
  keys: KeyPort;
  grants: GrantPort;
  multiRegion: MultiRegionPort;
  nameOf: (ref: KeyRef) => string;
  /** Reads one key again and draws its row. */
  refreshKey: (ref: KeyRef) => Promise<void>;
}
