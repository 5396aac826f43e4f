import type { Command, Fit } from './command';
import { can, customerManaged, everyKey, notPinned, onAws, pinned, usable, withAlias } from './fits';

const ownPolicy = 'kms.policyFile == own';
const boundFile = 'kms.policyFile == bound';
const onServer = `${ownPolicy} || ${boundFile}`;

/**
 * Every command of the extension by its id. Its arguments, its entries in package.json and in menus, what pickers
 * list, read-only mode and the refusals follow from its row; `npm run generate` writes them into package.json.
 */
export const commands = {
  'kms.createKey': {
    title: 'Create Key…',
    icon: 'add',
    target: 'place',
    changes: true,
    needsConnection: true,
    rows: { 'inline@1': 'region', '1_create@1': 'region' },
    view: { at: 'navigation@1' },
  },
  'kms.createKeyQuick': {
    title: 'Quick Create Key…',
    target: 'place',
    changes: true,
    needsConnection: true,
    rows: { '1_create@2': 'region' },
  },
  'kms.createSimilar': {
    title: 'Create Similar Key…',
    target: 'key',
    changes: true,
    fits: customerManaged,
    rows: ['5_copy@7'],
  },
  'kms.openKey': {
    title: 'Open Key',
    icon: 'go-to-file',
    target: 'key',
    fits: everyKey('key'),
    rows: ['inline@0', '1_open@0'],
  },
  'kms.openKeyToSide': {
    title: 'Open Key to the Side',
    target: 'key',
    fits: everyKey('key'),
    rows: ['1_open@1'],
  },
  'kms.openFocusedKey': { title: 'Open Focused Key', target: 'nothing', palette: 'false' },
  'kms.policy.open': {
    title: 'Edit Key Policy',
    icon: 'law',
    target: 'key',
    fits: everyKey('has-policy'),
    rows: ['inline@1', '1_open@2'],
  },
  'kms.policy.openToSide': {
    title: 'Edit Key Policy to the Side',
    target: 'key',
    fits: everyKey('has-policy'),
    rows: ['1_open@3'],
  },
  'kms.access.show': {
    title: 'Show Who Can Use the Key',
    icon: 'shield',
    target: 'file-or-key',
    needsConnection: true,
    fits: everyKey('has-policy'),
    rows: ['1_open@4'],
  },
  'kms.access.explainError': {
    title: 'Explain an Access-Denied Error…',
    target: 'error',
    fits: everyKey('has-policy'),
  },

  'kms.refresh': {
    title: 'Refresh',
    icon: 'refresh',
    target: 'row',
    needsConnection: true,
    rows: { 'inline@2': 'refreshable', '8_refresh@1': 'refreshable' },
    view: { at: 'navigation@4' },
  },
  'kms.retry': {
    title: 'Retry',
    icon: 'refresh',
    target: 'row',
    rows: { 'inline@1': 'failed' },
    palette: 'false',
  },
  'kms.loadMore': { title: 'Load More', icon: 'ellipsis', target: 'row', palette: 'false' },
  'kms.filter': {
    title: 'Filter Keys…',
    icon: 'filter',
    target: 'nothing',
    needsConnection: true,
    view: { at: 'navigation@3', when: '!kms.filtered' },
  },
  'kms.clearFilter': {
    title: 'Clear Filter',
    icon: 'filter-filled',
    target: 'nothing',
    view: { at: 'navigation@3', when: 'kms.filtered' },
    palette: 'kms.filtered',
  },
  'kms.changeSeveral': {
    title: 'Change Several Keys…',
    icon: 'checklist',
    target: 'nothing',
    changes: true,
    needsConnection: true,
    view: { at: '2_keys@1' },
  },
  'kms.goToKey': {
    title: 'Go to Key by Alias, ID or ARN…',
    icon: 'search',
    target: 'nothing',
    needsConnection: true,
    view: { at: 'navigation@2' },
  },
  'kms.revealKey': { title: 'Reveal Key in the Tree', target: 'shown-key', palette: 'false' },
  'kms.pin': { title: 'Pin Key', icon: 'pin', target: 'key', fits: notPinned, rows: ['6_pin@1'] },
  'kms.unpin': { title: 'Unpin Key', icon: 'pinned', target: 'key', fits: pinned, rows: ['6_pin@1'] },
  'kms.copyArn': {
    title: 'Copy ARN',
    icon: 'copy',
    target: 'keys',
    fits: everyKey('key'),
    rows: ['inline@2', '5_copy@1'],
  },
  'kms.copyKeyId': { title: 'Copy Key ID', target: 'keys', fits: everyKey('key'), rows: ['5_copy@2'] },
  'kms.copyAlias': {
    title: 'Copy Alias',
    target: 'alias',
    needsConnection: true,
    fits: withAlias,
    rows: ['5_copy@3'],
  },
  'kms.copyAsCli': {
    title: 'Copy AWS CLI Command…',
    target: 'key',
    fits: everyKey('key'),
    rows: ['5_copy@4'],
  },
  'kms.copyAsCode': {
    title: 'Copy Key as Code…',
    target: 'key',
    fits: customerManaged,
    rows: ['5_copy@5'],
  },
  'kms.copyPublicKey': {
    title: 'Copy or Save Public Key…',
    target: 'key',
    fits: can('publicKey', 'No key here has a public key'),
    rows: ['5_copy@6'],
  },
  'kms.openInConsole': {
    title: 'Open in AWS Console',
    icon: 'link-external',
    target: 'key',
    fits: onAws,
    rows: ['1_open@5'],
  },

  'kms.connection.open': {
    title: 'Open Connection…',
    icon: 'plug',
    target: 'nothing',
    view: { at: '1_connections@1' },
  },
  'kms.connection.close': {
    title: 'Close Connection',
    target: 'connection',
    needsConnection: true,
    rows: { '9_close@1': 'connection' },
  },
  'kms.connection.switch': {
    title: 'Switch Active Connection…',
    target: 'nothing',
    view: { at: '1_connections@2' },
  },
  'kms.connection.signIn': {
    title: 'Sign In…',
    icon: 'sign-in',
    target: 'connection',
    needsConnection: true,
    rows: { 'inline@2': 'sign-in', '1_open@2': 'profile' },
  },
  'kms.connection.editProfiles': {
    title: 'Edit AWS Profiles',
    target: 'nothing',
    view: { at: '1_connections@3' },
  },
  'kms.connection.regions': {
    title: 'Show or Hide Regions…',
    icon: 'globe',
    target: 'connection',
    needsConnection: true,
    rows: { 'inline@1': 'connection', '1_open@1': 'connection' },
  },
  'kms.showLog': { title: 'Show Log', target: 'nothing', untrusted: true, view: { at: '9_log@1' } },

  'kms.key.enable': {
    title: 'Enable Key',
    target: 'keys',
    changes: true,
    fits: can('enable', 'No key here can be enabled'),
    rows: ['2_state@1'],
  },
  'kms.key.disable': {
    title: 'Disable Key',
    target: 'keys',
    changes: true,
    fits: can('disable', 'No key here can be disabled'),
    rows: ['2_state@2'],
  },
  'kms.key.scheduleDeletion': {
    title: 'Schedule Key Deletion…',
    target: 'keys',
    changes: true,
    fits: can('scheduleDeletion', 'No key here can be scheduled for deletion'),
    rows: ['9_delete@1'],
  },
  'kms.key.cancelDeletion': {
    title: 'Cancel Key Deletion',
    target: 'keys',
    changes: true,
    fits: can('cancelDeletion', 'No key here is pending deletion'),
    rows: ['2_state@3'],
  },
  'kms.key.editDescription': {
    title: 'Edit Description…',
    target: 'key',
    changes: true,
    fits: can('editDescription', 'No description here can be changed'),
    rows: ['4_labels@2'],
  },
  'kms.key.editTags': {
    title: 'Edit Tags…',
    target: 'keys',
    changes: true,
    fits: can('editTags', 'No key here can be tagged'),
    rows: ['4_labels@3'],
  },
  'kms.key.rotation': {
    title: 'Configure Automatic Rotation…',
    target: 'keys',
    changes: true,
    fits: can('rotation', 'No key here can rotate automatically'),
    rows: ['3_rotation@1'],
  },
  'kms.key.rotateNow': {
    title: 'Rotate Key Now…',
    target: 'key',
    changes: true,
    fits: can('rotateNow', 'No key here can be rotated on demand'),
    rows: ['3_rotation@2'],
  },
  'kms.key.rotationHistory': {
    title: 'Show Rotation History',
    target: 'key',
    fits: can('rotationHistory', 'No key here has a rotation history'),
    rows: ['3_rotation@3'],
  },
  'kms.key.importMaterial': {
    title: 'Import Key Material…',
    target: 'key',
    changes: true,
    fits: can('importMaterial', 'No key here takes imported key material'),
    rows: ['3_rotation@4'],
  },
  'kms.key.deleteMaterial': {
    title: 'Delete Key Material…',
    target: 'key',
    changes: true,
    fits: can('deleteMaterial', 'No key here has imported key material'),
    rows: ['3_rotation@5'],
  },
  'kms.key.replicate': {
    title: 'Replicate Key…',
    target: 'key',
    changes: true,
    fits: can('replicate', 'No key here can be replicated'),
    rows: ['7_regions@1'],
  },
  'kms.key.changePrimary': {
    title: 'Change Primary Region…',
    target: 'key',
    changes: true,
    fits: can('changePrimary', 'No key here has replicas'),
    rows: ['7_regions@2'],
  },
  'kms.key.syncRegions': {
    title: 'Copy Differences to Other Regions…',
    target: 'key',
    changes: true,
    fits: can('syncRegions', 'No key here is in several Regions'),
    rows: ['7_regions@3'],
  },
  'kms.alias.create': {
    title: 'Create Alias…',
    target: 'key',
    changes: true,
    fits: can('createAlias', 'No key here can have an alias'),
    rows: ['4_labels@1'],
  },
  'kms.alias.retarget': {
    title: 'Point Alias to Another Key…',
    target: 'alias',
    changes: true,
    needsConnection: true,
    rows: { '4_labels@1': 'can-retarget' },
  },
  'kms.alias.delete': {
    title: 'Delete Alias…',
    target: 'alias',
    changes: true,
    needsConnection: true,
    rows: { '4_labels@2': 'can-deleteAlias' },
  },

  'kms.grant.create': {
    title: 'Create Grant…',
    target: 'key',
    changes: true,
    fits: can('createGrant', 'No key here can have a grant'),
    rows: ['4_labels@4'],
  },
  'kms.grant.revoke': {
    title: 'Revoke Grant…',
    target: 'grant',
    changes: true,
    rows: { '4_grant@1': 'grant' },
    palette: 'false',
  },
  'kms.grant.retire': {
    title: 'Retire Grant…',
    target: 'grant',
    changes: true,
    rows: { '4_grant@2': 'grant' },
    palette: 'false',
  },
  'kms.grant.retirable': {
    title: 'Show Grants I May Retire…',
    target: 'place',
    needsConnection: true,
    rows: { '1_open@1': 'region' },
  },

  'kms.keyStores.show': {
    title: 'Custom Key Stores…',
    target: 'place',
    needsConnection: true,
    rows: { '1_open@2': 'region' },
  },

  'kms.crypto.use': {
    title: 'Use Key…',
    icon: 'lock',
    target: 'key',
    fits: usable,
    rows: ['1_open@4'],
  },
  'kms.crypto.encrypt': {
    title: 'Encrypt…',
    target: 'data',
    needsConnection: true,
    data: { at: '1_encrypt@1' },
  },
  'kms.crypto.decrypt': {
    title: 'Decrypt…',
    target: 'data',
    needsConnection: true,
    data: { at: '1_encrypt@2' },
  },
  'kms.crypto.reEncrypt': {
    title: 'Re-encrypt…',
    target: 'data',
    needsConnection: true,
    data: { at: '1_encrypt@3' },
  },
  'kms.crypto.sign': {
    title: 'Sign…',
    target: 'data',
    needsConnection: true,
    data: { at: '2_sign@1' },
  },
  'kms.crypto.verify': {
    title: 'Verify Signature…',
    target: 'data',
    needsConnection: true,
    data: { at: '2_sign@2' },
  },
  'kms.crypto.mac': {
    title: 'Generate MAC…',
    target: 'data',
    needsConnection: true,
    data: { at: '3_mac@1' },
  },
  'kms.crypto.verifyMac': {
    title: 'Verify MAC…',
    target: 'data',
    needsConnection: true,
    data: { at: '3_mac@2' },
  },
  'kms.crypto.signToken': {
    title: 'Sign a JSON Web Token…',
    target: 'data',
    needsConnection: true,
    data: { at: '4_token@1' },
  },
  'kms.crypto.verifyToken': {
    title: 'Verify a JSON Web Token…',
    target: 'data',
    needsConnection: true,
    data: { at: '4_token@2' },
  },
  'kms.crypto.dataKey': {
    title: 'Generate Data Key…',
    target: 'data',
    needsConnection: true,
  },
  'kms.crypto.dataKeyPair': {
    title: 'Generate Data Key Pair…',
    target: 'data',
    needsConnection: true,
  },
  'kms.crypto.random': {
    title: 'Generate Random Bytes…',
    target: 'data',
    needsConnection: true,
  },
  'kms.crypto.sharedSecret': {
    title: 'Derive Shared Secret…',
    target: 'data',
    needsConnection: true,
  },
  'kms.crypto.encapsulate': {
    title: 'Encapsulate a Shared Secret…',
    target: 'data',
    needsConnection: true,
  },
  'kms.crypto.decapsulate': {
    title: 'Decapsulate a Shared Secret…',
    target: 'data',
    needsConnection: true,
  },

  'kms.crypto.verifyOffline': { title: 'Verify Signature with a Public Key File…', target: 'data' },
  'kms.crypto.encryptOffline': { title: 'Encrypt with a Public Key File…', target: 'data' },
  'kms.crypto.encapsulateOffline': {
    title: 'Encapsulate a Shared Secret with a Public Key File…',
    target: 'data',
  },

  'kms.sandbox.actAs': {
    title: 'Sandbox: Act As…',
    icon: 'account',
    target: 'nothing',
    rows: { '2_sandbox@1': 'sandbox' },
  },
  'kms.sandbox.moveClock': {
    title: 'Sandbox: Move Clock…',
    target: 'nothing',
    rows: { '2_sandbox@3': 'sandbox' },
  },
  'kms.sandbox.reset': { title: 'Sandbox: Reset…', target: 'nothing', rows: { '3_state@3': 'sandbox' } },
  'kms.sandbox.copyEnvironment': {
    title: 'Sandbox: Copy Environment Variables',
    target: 'nothing',
    rows: { '2_sandbox@4': 'sandbox' },
  },
  'kms.sandbox.export': {
    title: 'Sandbox: Export State…',
    target: 'nothing',
    rows: { '3_state@1': 'sandbox' },
  },
  'kms.sandbox.import': {
    title: 'Sandbox: Import State…',
    target: 'nothing',
    rows: { '3_state@2': 'sandbox' },
  },
  'kms.sandbox.editIam': {
    title: 'Sandbox: Edit Users and Roles',
    target: 'nothing',
    rows: { '2_sandbox@2': 'sandbox' },
  },

  'kms.policy.treatAs': {
    title: 'Treat as Key Policy',
    target: 'file',
    untrusted: true,
    palette: 'editorIsOpen && kms.policyFile == none',
  },
  'kms.policy.stopTreatingAs': {
    title: 'Stop Treating as Key Policy',
    target: 'file',
    untrusted: true,
    palette: 'editorIsOpen && kms.policyFile != none && kms.policyFile != own',
  },
  'kms.policy.bind': {
    title: 'Bind Policy File to a Key…',
    icon: 'link',
    target: 'file-and-key',
    fits: can('editPolicy', 'No policy here can be changed'),
    palette: 'editorIsOpen && kms.policyFile != own',
    editor: { at: '1_kms@4', when: 'kms.policyFile == file' },
  },
  'kms.policy.unbind': {
    title: 'Unbind Policy File',
    target: 'file',
    untrusted: true,
    palette: boundFile,
    editor: { at: '1_kms@5', when: boundFile },
  },
  'kms.policy.openKey': {
    title: 'Open the Key of the Policy',
    icon: 'key',
    target: 'file',
    palette: onServer,
    editor: { at: 'navigation@3', when: onServer },
  },
  'kms.policy.compare': {
    title: 'Compare Policy with the Key',
    icon: 'diff',
    target: 'file',
    palette: onServer,
    editor: { at: 'navigation@1', when: onServer },
  },
  'kms.policy.save': {
    title: 'Save Policy to the Key',
    icon: 'cloud-upload',
    target: 'file',
    changes: true,
    palette: onServer,
    editor: { at: 'navigation@2', when: boundFile },
  },
  'kms.policy.pull': {
    title: 'Replace with the Key’s Policy',
    icon: 'cloud-download',
    target: 'file',
    palette: `${boundFile} && !activeEditorIsReadonly`,
    editor: { at: '1_kms@3', when: `${boundFile} && !activeEditorIsReadonly` },
  },
  'kms.policy.reload': {
    title: 'Reload Key Policy',
    icon: 'refresh',
    target: 'file',
    palette: ownPolicy,
    editor: { at: '1_kms@1', when: ownPolicy },
  },
  'kms.policy.history': {
    title: 'Show Versions of the Key Policy',
    icon: 'history',
    target: 'file',
    palette: onServer,
    editor: { at: '1_kms@2', when: onServer },
  },
} as const satisfies Readonly<Record<string, Command>>;

type Table = typeof commands;

/** The id of any command. */
export type CommandId = keyof Table;

type IdsWith<Part> = { [Id in CommandId]: Table[Id] extends Part ? Id : never }[CommandId];

/** The commands that act on one key or several, and ask for it when none is given. */
export type KeyCommandId = IdsWith<{ target: 'key' | 'keys' }>;

/** The commands for which a key can be asked for. */
export type PickingId = IdsWith<{ fits: Fit }>;

/** The row of a command, without its own literals. */
export function commandOf(id: CommandId): Command {
  return commands[id];
}
