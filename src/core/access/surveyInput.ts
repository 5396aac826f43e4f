import type { Grant } from '../keys/model';
import type { KeyUsage } from '../kms/specs';
import type { PolicyInput, PolicySource } from './model';

/** Everything that is known of a key's access. */
export interface SurveyInput {
  keyArn: string;
  keyAccount: string;
  keyPolicy: PolicySource;
  grants?: readonly Grant[];
  /** What kind of key it is, where it is a key and not just a policy. */
  key?: { usage: KeyUsage; symmetric: boolean };
  /** Condition keys that are known whoever asks: those of the key itself. */
  context?: Readonly<Record<string, string | readonly string[]>>;
  /** Users and roles with the IAM policies that could be read; `policies` is absent where they could not. */
  principals?: readonly { arn: string; policies?: readonly PolicyInput[] }[];
}
