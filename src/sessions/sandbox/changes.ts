import { KmsError } from '../../core/errors';
import { exactTime } from '../../core/keys/labels';
import type { ConnectionPort } from '../../core/ports';
import type { OpenConnections } from '../connections/openConnections';
import type { SandboxHost } from './sandboxHost';

export interface SandboxChangesPorts {
  sandbox: Pick<SandboxHost, 'listIdentities' | 'actAs' | 'control'>;
  connections: Pick<ConnectionPort, 'renew'>;
  open: Pick<OpenConnections, 'refresh'>;
}

/** What changes the sandbox as a whole: afterwards nothing that was read before holds, and all is read again. */
export class SandboxChanges {
  readonly #ports: SandboxChangesPorts;

  constructor(ports: SandboxChangesPorts) {
    this.#ports = ports;
  }

  /** Its users and roles may be other ones. */
  async renew(): Promise<void> {
    const { sandbox, connections, open } = this.#ports;
    await sandbox.listIdentities();
    connections.renew();
    await open.refresh();
  }

  async actAs(arn: string): Promise<void> {
    await this.#ports.sandbox.actAs(arn);
    await this.renew();
  }

  /** What its clock shows, in words. */
  async clock(): Promise<string> {
    const { now } = (await this.#ports.sandbox.control('clock')) as { now: string };
    return exactTime(Date.parse(now));
  }

  /** Moves its clock forward; answers what it shows then. */
  async moveClock(days: number): Promise<string> {
    const { now } = (await this.#ports.sandbox.control('clock', { days })) as { now: string };
    await this.renew();
    return exactTime(Date.parse(now));
  }

  async reset(): Promise<void> {
    await this.#ports.sandbox.control('reset', {});
    await this.renew();
  }

  /** Puts an exported state in the place of everything. */
  async replace(state: object): Promise<void> {
    await this.#ports.sandbox.control('import', state);
    await this.renew();
  }
}

/** The state in the text of a file, as far as can be told without the sandbox. Throws `KmsError`. */
export function exportedState(text: string, path: string): object {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new KmsError('not-possible', `${path} is not an exported sandbox: it is not a JSON object.`);
}

/** The days that somebody typed, to move the clock by; undefined where that cannot be done. */
export function clockDays(typed: string): number | undefined {
  return /^\d{1,5}$/.test(typed) && Number(typed) > 0 ? Number(typed) : undefined;
}
