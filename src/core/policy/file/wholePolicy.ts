/** Checks that look at a policy as a whole: they say nothing of a part of one. */
export const wholePolicyCodes: ReadonlySet<string> = new Set([
  'KMS_LOCKOUT_RISK',
  'KMS_CALLER_LOCKED_OUT',
  'KMS_LOCKOUT_UNKNOWN',
  'KMS_NO_ROOT_DELEGATION',
  'KMS_POLICY_TOO_LARGE',
  'KMS_SHADOWED_STATEMENT',
  'MISSING_STATEMENT',
  'MISSING_VERSION',
  'INVALID_VERSION',
]);

/** Checks that say whether the policy can be changed again. */
export const lockoutCodes: ReadonlySet<string> = new Set(['KMS_LOCKOUT_RISK', 'KMS_CALLER_LOCKED_OUT']);

/** Checks of what KMS, or a person, would have to put up with after saving: the policy of a key that AWS manages is only read. */
export const savingCodes: ReadonlySet<string> = new Set([
  ...lockoutCodes,
  'KMS_LOCKOUT_UNKNOWN',
  'KMS_NO_ROOT_DELEGATION',
  'KMS_CREATE_GRANT_UNCONSTRAINED',
  'KMS_ADMIN_CAN_ESCALATE',
  'KMS_ORPHANED_PRINCIPAL',
  'KMS_UNKNOWN_PRINCIPAL',
  'KMS_POLICY_TOO_LARGE',
  'KMS_RESOURCE_NOT_STAR',
]);

/**
 * Errors of policies that KMS takes from nobody, whatever is allowed and bypassed: no JSON, no policy, too large.
 * Source: API PutKeyPolicy (MalformedPolicyDocumentException, LimitExceededException, PolicyType) and the grammar
 * of the IAM policy language.
 */
export const refusedCodes: ReadonlySet<string> = new Set([
  'JSON_SYNTAX_ERROR',
  'KMS_NO_KEY_POLICY',
  'KMS_POLICY_TOO_LARGE',
  'KMS_POLICY_CHARACTER',
  'MISSING_STATEMENT',
  'MISSING_EFFECT',
  'MISSING_PRINCIPAL',
  'MISSING_ACTION',
  'MISSING_RESOURCE',
  'INVALID_EFFECT',
  'INVALID_VERSION',
  'INVALID_CONDITION_OPERATOR',
  'DATA_TYPE_MISMATCH',
  'UNSUPPORTED_ELEMENT_COMBINATION',
]);
