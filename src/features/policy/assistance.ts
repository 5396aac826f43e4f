import type * as vscode from 'vscode';
import type { KeyDirectory } from '../../sessions/keys/directory';
import { parseArn } from '../../core/arn';
import type { AssistContext } from '../../core/policy/complete/completion';
import type { Owners } from './owners';
import type { PrincipalCache } from './principalCache';

/** What completion and hover know beside the text, at this moment: nobody waits for more. */
export class Assistance {
  constructor(
    private readonly owners: Owners,
    private readonly principals: PrincipalCache,
    private readonly directory: KeyDirectory,
  ) {}

  contextOf(uri: vscode.Uri): AssistContext {
    const owner = this.owners.ownerOf(uri);
    if (!owner) return {};
    const { ref, key } = owner;
    const arn = parseArn(ref.arn);
    const { principals } = this.principals.of(ref.connection);
    return {
      key: {
        arn: ref.arn,
        keyId: ref.keyId,
        region: ref.region,
        ...(key && {
          spec: key.spec,
          usage: key.usage,
          origin: key.origin,
          multiRegion: key.multiRegion !== undefined,
        }),
      },
      region: ref.region,
      ...(arn && { accountId: arn.account, partition: arn.partition }),
      principals: principals.map((principal) => principal.arn),
      aliases: this.directory.region(ref)?.aliases.map(({ name }) => name) ?? [],
    };
  }
}
