/** What has to be listed by a Deny with NotPrincipal to spare somebody. */
export type Level = 'account' | 'user' | 'role' | 'session' | 'caller';
