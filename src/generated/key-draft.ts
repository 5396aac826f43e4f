/* Generated from schemas/key-draft.schema.json by `npm run generate`. Do not edit. */

/**
 * What a person has chosen so far for a key to be, valid or not: the wizard's draft as it is kept on disk and sent between webview and host.
 */
export interface KeyDraft {
  spec:
    | 'SYMMETRIC_DEFAULT'
    | 'RSA_2048'
    | 'RSA_3072'
    | 'RSA_4096'
    | 'ECC_NIST_P256'
    | 'ECC_NIST_P384'
    | 'ECC_NIST_P521'
    | 'ECC_NIST_EDWARDS25519'
    | 'ECC_SECG_P256K1'
    | 'HMAC_224'
    | 'HMAC_256'
    | 'HMAC_384'
    | 'HMAC_512'
    | 'ML_DSA_44'
    | 'ML_DSA_65'
    | 'ML_DSA_87'
    | 'ML_KEM_512'
    | 'ML_KEM_768'
    | 'ML_KEM_1024'
    | 'SM2';
  usage:
    'ENCRYPT_DECRYPT' | 'SIGN_VERIFY' | 'GENERATE_VERIFY_MAC' | 'KEY_AGREEMENT' | 'ENCAPSULATE_DECAPSULATE';
  origin: 'AWS_KMS' | 'EXTERNAL' | 'AWS_CLOUDHSM' | 'EXTERNAL_KEY_STORE';
  multiRegion: boolean;
  /**
   * The console's "I understand the security and durability implications of using an imported key".
   */
  importRisksAccepted: boolean;
  /**
   * Empty where the origin is not a custom key store.
   */
  customKeyStoreId: string;
  /**
   * Id of the key in an external key store; empty elsewhere.
   */
  xksKeyId: string;
  /**
   * Present where automatic rotation is to be turned on after the key is made.
   */
  rotationPeriodDays?: number;
  /**
   * As typed, with or without the prefix alias/.
   */
  alias: string;
  description: string;
  tags: {
    key: string;
    value: string;
  }[];
  /**
   * ARNs of users and roles, as chosen or typed.
   */
  administrators: string[];
  administratorsMayDelete: boolean;
  users: string[];
  /**
   * Account ids, as typed.
   */
  otherAccounts: string[];
  /**
   * The key policy's text once a person has edited it; absent while it follows from the choices.
   */
  editedPolicy?: string;
  bypassLockoutCheck: boolean;
}
