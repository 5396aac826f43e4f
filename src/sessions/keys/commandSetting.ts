import type { CommandSetting } from '../../core/iac/iacKey';
import type { ConnectionPort, Place, RunningSandbox } from '../../core/ports';

interface SettingPorts {
  connections: Pick<ConnectionPort, 'get'>;
  sandbox: { start(): Promise<RunningSandbox> };
}

/** Where and as whom a command of the AWS CLI does what the workbench does at a place. */
export async function commandSetting(
  { connections, sandbox }: SettingPorts,
  place: Place,
): Promise<CommandSetting> {
  const connection = await connections.get(place.connection);
  return {
    region: place.region,
    ...(connection.kind === 'profile' && { profile: connection.name }),
    ...(connection.kind === 'sandbox' && { endpoint: (await sandbox.start()).endpoint }),
  };
}
