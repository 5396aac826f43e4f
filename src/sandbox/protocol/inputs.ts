import { grantOperations } from '../../core/kms/grants';
import type { OperationName } from '../../core/kms/operations';
import { quotas } from '../../core/kms/quotas';
import {
  keySpecs,
  keyUsages,
  messageTypes,
  signingAlgorithms,
  specOf,
  specsInEnumOrder,
  type SigningAlgorithm,
} from '../../core/kms/specs';
import { blob, boolean, integer, list, map, oneOf, required, structure, text, timestamp } from './shapes';
import type { InputOf, Members } from './shapes';

// Lengths, patterns and enums: the service's public model (API version 2014-11-01). Enum order is AWS's own where
// an error text recorded from the service shows it.

const keyId = text(1, 2048, /^\p{ASCII}+$/u);
const requiredKeyId = required(keyId);
const limit = integer(1, 1000);
const marker = text(1, 1024, /^[\u0020-\u00FF]*$/u);
const paging = { Limit: limit, Marker: marker };
const grantTokens = list(text(1, 8192), 0, 10);
const message = required({ ...blob(1, 4096), secret: true } as const);
const policy = text(1, 131_072, /^[\t\n\r\u0020-\u00FF]+$/u);
const policyName = text(1, 128, /^\w+$/u);
const aliasName = required(text(1, 256, /^[a-zA-Z0-9:/_-]+$/u));
const principalId = text(1, 256, /^[\w+=,.@:/-]+$/u);
const servicePrincipal = text(1, 256, /^[\w+=,.@:/-]+$/u);
const materialId = text(64, 64, /^[a-f0-9]+$/u);
const region = required(text(1, 32, /^([a-z]+-){2,3}\d+$/u));
const tags = list(structure({ TagKey: required(text(1, 128)), TagValue: required(text(0, 256)) }));
const keyStoreId = text(1, 64);
const description = text(0, quotas.descriptionCharacters);
const recipient = structure({
  KeyEncryptionAlgorithm: oneOf(['RSAES_OAEP_SHA_256']),
  AttestationDocument: blob(1, 262_144),
});
const dryRunModifiers = list(oneOf(['IGNORE_CIPHERTEXT']));

const customerMasterKeySpecs = oneOf(
  specsInEnumOrder(({ customerMasterKeySpec }) => customerMasterKeySpec === true),
);
const origin = oneOf(['EXTERNAL', 'AWS_CLOUDHSM', 'EXTERNAL_KEY_STORE', 'AWS_KMS']);
const encryptionAlgorithms = oneOf(['RSAES_OAEP_SHA_1', 'RSAES_OAEP_SHA_256', 'SM2PKE', 'SYMMETRIC_DEFAULT']);
const signingAlgorithm = required(oneOf(Object.keys(signingAlgorithms) as SigningAlgorithm[]));
const macAlgorithms = required(oneOf(['HMAC_SHA_384', 'HMAC_SHA_256', 'HMAC_SHA_224', 'HMAC_SHA_512']));
const messageType = oneOf(messageTypes);
const dataKeyPairSpecs = required(oneOf(keySpecs.filter((spec) => specOf(spec).dataKeyPair)));

const dataKey = {
  KeyId: requiredKeyId,
  EncryptionContext: map,
  NumberOfBytes: integer(1, 1024),
  KeySpec: oneOf(['AES_256', 'AES_128']),
  GrantTokens: grantTokens,
  DryRun: boolean,
};
const dataKeyPair = {
  EncryptionContext: map,
  KeyId: requiredKeyId,
  KeyPairSpec: dataKeyPairSpecs,
  GrantTokens: grantTokens,
  DryRun: boolean,
};
const keyStoreFields = {
  CloudHsmClusterId: text(19, 24, /^cluster-[2-7a-zA-Z]{11,16}$/u),
  KeyStorePassword: { ...text(7, 32), secret: true } as const,
  XksProxyUriEndpoint: text(10, 128, /^https:\/\/[a-zA-Z0-9.-]+$/u),
  XksProxyUriPath: text(10, 128, /^(\/[a-zA-Z0-9/_-]+\/kms\/xks\/v\d{1,2})$|^(\/kms\/xks\/v\d{1,2})$/u),
  XksProxyVpcEndpointServiceName: text(
    20,
    64,
    /^(com|eu)\.amazonaws\.vpce\.([a-z]+-){2,3}\d+\.vpce-svc-[0-9a-z]+$/u,
  ),
  XksProxyVpcEndpointServiceOwner: text(12, 12, /^[0-9]{12}$/u),
  XksProxyAuthenticationCredential: structure({
    AccessKeyId: required({ ...text(20, 30, /^[A-Z2-7]+$/u), secret: true } as const),
    RawSecretAccessKey: required({ ...text(43, 64, /^[a-zA-Z0-9/+=]+$/u), secret: true } as const),
  }),
  XksProxyConnectivity: oneOf(['PUBLIC_ENDPOINT', 'VPC_ENDPOINT_SERVICE']),
};

/** The input of each operation. */
export const inputs = {
  CancelKeyDeletion: { KeyId: requiredKeyId },
  ConnectCustomKeyStore: { CustomKeyStoreId: required(keyStoreId) },
  CreateAlias: { AliasName: aliasName, TargetKeyId: requiredKeyId },
  CreateCustomKeyStore: {
    CustomKeyStoreName: required(text(1, 256)),
    TrustAnchorCertificate: text(1, 5000),
    CustomKeyStoreType: oneOf(['AWS_CLOUDHSM', 'EXTERNAL_KEY_STORE']),
    ...keyStoreFields,
  },
  CreateGrant: {
    KeyId: requiredKeyId,
    GranteePrincipal: principalId,
    GranteeServicePrincipal: servicePrincipal,
    RetiringPrincipal: principalId,
    RetiringServicePrincipal: servicePrincipal,
    Operations: required(list(oneOf(grantOperations))),
    Constraints: structure({
      EncryptionContextSubset: map,
      EncryptionContextEquals: map,
      SourceArn: text(20, 2048),
    }),
    GrantTokens: grantTokens,
    Name: text(1, 256, /^[a-zA-Z0-9:/_-]+$/u),
    DryRun: boolean,
  },
  CreateKey: {
    Policy: policy,
    Description: description,
    KeyUsage: oneOf(keyUsages),
    CustomerMasterKeySpec: customerMasterKeySpecs,
    KeySpec: oneOf(specsInEnumOrder()),
    Origin: origin,
    CustomKeyStoreId: keyStoreId,
    BypassPolicyLockoutSafetyCheck: boolean,
    Tags: tags,
    MultiRegion: boolean,
    XksKeyId: text(1, 128, /^[a-zA-Z0-9\-_.]+$/u),
  },
  Decapsulate: {
    KeyId: requiredKeyId,
    SharedSecretCiphertextBlob: required(blob(1, 6144)),
    EncapsulationAlgorithm: required(oneOf(['ML_KEM'])),
    GrantTokens: grantTokens,
    DryRun: boolean,
  },
  Decrypt: {
    CiphertextBlob: blob(1, 6144),
    EncryptionContext: map,
    GrantTokens: grantTokens,
    KeyId: keyId,
    EncryptionAlgorithm: encryptionAlgorithms,
    Recipient: recipient,
    DryRun: boolean,
    DryRunModifiers: dryRunModifiers,
  },
  DeleteAlias: { AliasName: aliasName },
  DeleteCustomKeyStore: { CustomKeyStoreId: required(keyStoreId) },
  DeleteImportedKeyMaterial: { KeyId: requiredKeyId, KeyMaterialId: materialId },
  DeriveSharedSecret: {
    KeyId: requiredKeyId,
    KeyAgreementAlgorithm: required(oneOf(['ECDH'])),
    PublicKey: required(blob(1, 8192)),
    GrantTokens: grantTokens,
    DryRun: boolean,
    Recipient: recipient,
  },
  DescribeCustomKeyStores: { CustomKeyStoreId: keyStoreId, CustomKeyStoreName: text(1, 256), ...paging },
  DescribeKey: { KeyId: requiredKeyId, GrantTokens: grantTokens },
  DisableKey: { KeyId: requiredKeyId },
  DisableKeyRotation: { KeyId: requiredKeyId },
  DisconnectCustomKeyStore: { CustomKeyStoreId: required(keyStoreId) },
  EnableKey: { KeyId: requiredKeyId },
  EnableKeyRotation: {
    KeyId: requiredKeyId,
    RotationPeriodInDays: integer(quotas.rotationDays.least, quotas.rotationDays.most),
  },
  Encapsulate: {
    KeyId: requiredKeyId,
    EncapsulationAlgorithm: required(oneOf(['ML_KEM'])),
    GrantTokens: grantTokens,
    DryRun: boolean,
  },
  Encrypt: {
    KeyId: requiredKeyId,
    Plaintext: message,
    EncryptionContext: map,
    GrantTokens: grantTokens,
    EncryptionAlgorithm: encryptionAlgorithms,
    DryRun: boolean,
  },
  GenerateDataKey: { ...dataKey, Recipient: recipient },
  GenerateDataKeyPair: { ...dataKeyPair, Recipient: recipient },
  GenerateDataKeyPairWithoutPlaintext: dataKeyPair,
  GenerateDataKeyWithoutPlaintext: dataKey,
  GenerateMac: {
    Message: message,
    KeyId: requiredKeyId,
    MacAlgorithm: macAlgorithms,
    GrantTokens: grantTokens,
    DryRun: boolean,
  },
  GenerateRandom: { NumberOfBytes: integer(1, 1024), CustomKeyStoreId: keyStoreId, Recipient: recipient },
  GetKeyLastUsage: { KeyId: requiredKeyId },
  GetKeyPolicy: { KeyId: requiredKeyId, PolicyName: policyName },
  GetKeyRotationStatus: { KeyId: requiredKeyId },
  GetParametersForImport: {
    KeyId: requiredKeyId,
    WrappingAlgorithm: required(
      oneOf([
        'RSAES_PKCS1_V1_5',
        'RSAES_OAEP_SHA_1',
        'RSAES_OAEP_SHA_256',
        'RSA_AES_KEY_WRAP_SHA_1',
        'RSA_AES_KEY_WRAP_SHA_256',
        'SM2PKE',
      ]),
    ),
    WrappingKeySpec: required(oneOf(['RSA_2048', 'RSA_3072', 'RSA_4096', 'SM2'])),
  },
  GetPublicKey: { KeyId: requiredKeyId, GrantTokens: grantTokens },
  ImportKeyMaterial: {
    KeyId: requiredKeyId,
    ImportToken: required(blob(1, 6144)),
    EncryptedKeyMaterial: required(blob(1, 6144)),
    ValidTo: timestamp,
    ExpirationModel: oneOf(['KEY_MATERIAL_DOES_NOT_EXPIRE', 'KEY_MATERIAL_EXPIRES']),
    ImportType: oneOf(['NEW_KEY_MATERIAL', 'EXISTING_KEY_MATERIAL']),
    KeyMaterialDescription: text(0, 256, /^[a-zA-Z0-9:/_\s.-]+$/u),
    KeyMaterialId: materialId,
  },
  ListAliases: { KeyId: keyId, ...paging },
  ListGrants: {
    ...paging,
    KeyId: requiredKeyId,
    GrantId: text(1, 128),
    GranteePrincipal: principalId,
    GranteeServicePrincipal: servicePrincipal,
  },
  ListKeyPolicies: { KeyId: requiredKeyId, ...paging },
  ListKeyRotations: {
    KeyId: requiredKeyId,
    IncludeKeyMaterial: oneOf(['ALL_KEY_MATERIAL', 'ROTATIONS_ONLY']),
    ...paging,
  },
  ListKeys: paging,
  ListResourceTags: { KeyId: requiredKeyId, ...paging },
  ListRetirableGrants: {
    ...paging,
    RetiringPrincipal: principalId,
    RetiringServicePrincipal: servicePrincipal,
  },
  PutKeyPolicy: {
    KeyId: requiredKeyId,
    PolicyName: policyName,
    Policy: required(policy),
    BypassPolicyLockoutSafetyCheck: boolean,
  },
  ReEncrypt: {
    CiphertextBlob: blob(1, 6144),
    SourceEncryptionContext: map,
    SourceKeyId: keyId,
    DestinationKeyId: requiredKeyId,
    DestinationEncryptionContext: map,
    SourceEncryptionAlgorithm: encryptionAlgorithms,
    DestinationEncryptionAlgorithm: encryptionAlgorithms,
    GrantTokens: grantTokens,
    DryRun: boolean,
    DryRunModifiers: dryRunModifiers,
  },
  ReplicateKey: {
    KeyId: requiredKeyId,
    ReplicaRegion: region,
    Policy: policy,
    BypassPolicyLockoutSafetyCheck: boolean,
    Description: description,
    Tags: tags,
  },
  RetireGrant: { GrantToken: text(1, 8192), KeyId: keyId, GrantId: text(1, 128), DryRun: boolean },
  RevokeGrant: { KeyId: requiredKeyId, GrantId: required(text(1, 128)), DryRun: boolean },
  RotateKeyOnDemand: { KeyId: requiredKeyId },
  ScheduleKeyDeletion: { KeyId: requiredKeyId, PendingWindowInDays: integer(1, 365) },
  Sign: {
    KeyId: requiredKeyId,
    Message: message,
    MessageType: messageType,
    GrantTokens: grantTokens,
    SigningAlgorithm: signingAlgorithm,
    DryRun: boolean,
  },
  TagResource: { KeyId: requiredKeyId, Tags: required(tags) },
  UntagResource: { KeyId: requiredKeyId, TagKeys: required(list(text(1, 128))) },
  UpdateAlias: { AliasName: aliasName, TargetKeyId: requiredKeyId },
  UpdateCustomKeyStore: {
    CustomKeyStoreId: required(keyStoreId),
    NewCustomKeyStoreName: text(1, 256),
    ...keyStoreFields,
  },
  UpdateKeyDescription: { KeyId: requiredKeyId, Description: required(description) },
  UpdatePrimaryRegion: { KeyId: requiredKeyId, PrimaryRegion: region },
  Verify: {
    KeyId: requiredKeyId,
    Message: message,
    MessageType: messageType,
    Signature: required(blob(1, 6144)),
    SigningAlgorithm: signingAlgorithm,
    GrantTokens: grantTokens,
    DryRun: boolean,
  },
  VerifyMac: {
    Message: message,
    KeyId: requiredKeyId,
    MacAlgorithm: macAlgorithms,
    Mac: required(blob(1, 6144)),
    GrantTokens: grantTokens,
    DryRun: boolean,
  },
} satisfies Record<OperationName, Members>;

/** The input of an operation after validation: blobs are Buffers, timestamps are milliseconds. */
export type Input<O extends OperationName> = InputOf<(typeof inputs)[O]>;
