/**
 * What KMS says no with, by exception, in words: its own texts are short or missing. Source: API reference,
 * ConnectCustomKeyStore, DisconnectCustomKeyStore and DeleteCustomKeyStore, "Errors" (2026-11).
 */
export const keyStoreRefusals: Readonly<Record<string, string>> = {
  CustomKeyStoreHasCMKsException:
    'There are still KMS keys in the key store, and those that are pending deletion count. Schedule the deletion of its keys, and delete the store when they are gone.',
  CustomKeyStoreInvalidStateException:
    'The connection state of the key store does not allow it. Connect works from Disconnected, Disconnect from Connected, Connecting and Connection failed, Delete from Disconnected.',
  CloudHsmClusterNotActiveException:
    'The CloudHSM cluster of the key store is not active. Initialize and activate it first.',
  CloudHsmClusterInvalidConfigurationException:
    'The CloudHSM cluster does not meet the requirements of key stores: an active HSM, private subnets in two Availability Zones, a security group that lets TCP 2223 to 2225 through in both directions. {server}',
};
