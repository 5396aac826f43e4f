import { servicePrefixes as listed } from '../../vocabulary/iamData';

/** The prefixes of the IAM actions of all AWS services, in lower case; `kms` is one of them. */
export const servicePrefixes: ReadonlySet<string> = new Set(listed.split(' '));
