import { retirersOf } from '../../core/grants/retirers';
import { parseArn } from '../../core/arn';
import { KmsError } from '../../core/errors';
import type { Grant, KeyRef, Principal } from '../../core/keys/model';
import { isCancelled } from '../../core/messages';
import type { ConnectionPort, GrantPort, Place, PrincipalPort } from '../../core/ports';

export interface RetirablePorts {
  grants: GrantPort;
  connections: Pick<ConnectionPort, 'identity'>;
  principals: Pick<PrincipalPort, 'list'>;
  /** Asks for the ARN of the role with its path, offering a guess; undefined where the person leaves. */
  askRole(guess: string): Promise<string | undefined>;
}

/** A grant with its key, which may be another account's. */
export interface RetirableGrant {
  ref: KeyRef;
  grant: Grant;
}

/** The grants in a Region that name the caller as the one who may retire them; undefined where the person left. */
export async function retirableGrants(
  ports: RetirablePorts,
  place: Place,
  signal?: AbortSignal,
): Promise<RetirableGrant[] | undefined> {
  const { arn } = await ports.connections.identity(place.connection, signal);
  const isSession = /:assumed-role\//.test(arn);
  const { names, uncertain } = retirersOf(arn, isSession ? await roles(ports, place, signal) : undefined);
  const asked = uncertain === undefined ? undefined : await ports.askRole(uncertain);
  if (uncertain !== undefined && asked === undefined) return undefined;
  const found = new Map<string, RetirableGrant>();
  for (const name of [...names, ...(asked === undefined ? [] : [asked])])
    for await (const page of ports.grants.retirable(place, name, signal))
      for (const grant of page.items) {
        const ref = refOf(place, grant);
        if (ref !== undefined) found.set(grant.id, { ref, grant });
      }
  return [...found.values()];
}

/** The roles of the account; undefined where they may not be listed. */
async function roles(
  { principals }: RetirablePorts,
  { connection }: Place,
  signal?: AbortSignal,
): Promise<Principal[] | undefined> {
  const found: Principal[] = [];
  try {
    for await (const page of principals.list(connection, signal)) found.push(...page.items);
    return found;
  } catch (error) {
    if (isCancelled(error)) throw error;
    if (error instanceof KmsError && error.reason === 'denied') return undefined;
    throw error;
  }
}

function refOf(place: Place, { keyArn }: Grant): KeyRef | undefined {
  const keyId = /^key\/(.+)$/.exec(parseArn(keyArn ?? '')?.resource ?? '')?.[1];
  return keyArn === undefined || keyId === undefined
    ? undefined
    : { connection: place.connection, region: place.region, keyId, arn: keyArn };
}
