import type { Key } from '../keys/model';

/** What is known beside the text. Whatever is absent is not checked. */
export interface Known {
  /** The key that the policy belongs to, as far as it is known. */
  key?: Partial<
    Pick<Key, 'arn' | 'keyId' | 'accountId' | 'region' | 'spec' | 'usage' | 'origin' | 'manager'>
  > & {
    multiRegion?: boolean;
  };
  /** ARN of who would save the policy. */
  callerArn?: string;
  /** The caller's account, where the ARN is not known. */
  callerAccount?: string;
  /** The users and roles of an account, by account id: complete lists only. */
  principals?: ReadonlyMap<string, ReadonlySet<string>>;
}
