import type { NamedPolicy } from '../../core/access/model';
import type { PrincipalPort } from '../../core/ports';

/** IAM policies of users and roles, read when they are asked for and kept for as long as they hold. */
export class IamPolicies {
  private readonly read = new Map<string, Promise<NamedPolicy[]>>();

  constructor(private readonly principals: PrincipalPort) {}

  /** The policies of one user or role. Throws `KmsError` where they may not be read. */
  of(connection: string, arn: string, signal?: AbortSignal): Promise<NamedPolicy[]> {
    const name = `${connection} ${arn}`;
    const known = this.read.get(name);
    if (known !== undefined) return known;
    const reading = this.principals.policies(connection, arn, signal);
    this.read.set(name, reading);
    // A failure is not kept: the next question asks again.
    reading.catch(() => this.read.delete(name));
    return reading;
  }

  /** Another identity may read other policies. */
  forget(): void {
    this.read.clear();
  }
}
