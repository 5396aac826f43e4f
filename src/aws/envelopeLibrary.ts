/** What is taken from the AWS Encryption SDK, so that only this is bundled, in a chunk that is loaded on first use. */
export { buildDecrypt, buildEncrypt, CommitmentPolicy, KmsKeyringNode } from '@aws-crypto/client-node';
