import { MemoMap } from '../../async/memo';
import type { NamedPolicy } from '../../core/access/model';
import type { PrincipalPort } from '../../core/ports';

/** IAM policies of users and roles, read when they are asked for and kept for as long as they hold. */
export class IamPolicies {
  readonly #read = new MemoMap<NamedPolicy[]>();
  readonly #principals: PrincipalPort;

  constructor(principals: PrincipalPort) {
    this.#principals = principals;
  }

  /** The policies of one user or role. Throws `KmsError` where they may not be read. */
  of(connection: string, arn: string, signal?: AbortSignal): Promise<NamedPolicy[]> {
    const read = (whileWanted: AbortSignal) => this.#principals.policies(connection, arn, whileWanted);
    return this.#read.get(`${connection} ${arn}`, read, signal);
  }

  /** Another identity may read other policies. */
  forget(): void {
    this.#read.clear();
  }
}
