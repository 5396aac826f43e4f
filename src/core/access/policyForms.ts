import { isRecord } from '../json';
import { ownValue } from '../ownValue';

/** A policy taken out of what one of AWS's tools printed, with the name that stood beside it. */
export interface Unwrapped {
  name?: string;
  /** An object or a text; whatever it is, it has to be read as a policy yet. */
  document: unknown;
}

type Json = Readonly<Record<string, unknown>>;

/**
 * The policies in what AWS prints or takes: the answers of GetKeyPolicy, GetRolePolicy, GetUserPolicy,
 * GetPolicyVersion, Organizations' DescribePolicy and GetAccountAuthorizationDetails, the input of
 * SimulateCustomPolicy and of IAM simulators; as objects or texts, percent-encoded or not. Anything else is answered
 * as it is, so that its reader can say what is wrong with it.
 */
export function unwrapPolicies(value: unknown): Unwrapped[] {
  if (typeof value === 'string') return fromText(value);
  if (!isRecord(value) || value.Statement !== undefined) return [{ document: value }];
  const form = forms.find(({ holds }) => !isAbsent(ownValue(value, holds)));
  return form === undefined ? [{ document: value }] : form.unwrap(ownValue(value, form.holds), value);
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}

interface Form {
  /** The member that tells the form. */
  holds: string;
  unwrap(inner: unknown, whole: Json): Unwrapped[];
}

/** Source of the shapes: the API references of KMS, IAM, Organizations and IAM Identity Center. */
const forms: readonly Form[] = [
  // organizations describe-policy; kms get-key-policy; and what PutKeyPolicy takes.
  { holds: 'Content', unwrap: (inner, whole) => named(inner, nameIn(whole.PolicySummary)) },
  { holds: 'Policy', unwrap: (inner, whole) => named(inner, nameIn(whole)) },
  // iam get-policy-version
  { holds: 'PolicyVersion', unwrap: (inner, whole) => named(inner, nameIn(whole)) },
  // iam get-role-policy, get-user-policy, get-group-policy
  { holds: 'PolicyDocument', unwrap: (inner, whole) => named(inner, nameIn(whole)) },
  { holds: 'Document', unwrap: (inner, whole) => named(inner, nameIn(whole)) },
  { holds: 'document', unwrap: (inner, whole) => named(inner, nameIn(whole)) },
  // sso-admin get-inline-policy-for-permission-set
  { holds: 'InlinePolicy', unwrap: (inner, whole) => named(inner, nameIn(whole)) },
  // An entry, and a level of the organization, in the input of IAM simulators.
  { holds: 'policy', unwrap: (inner, whole) => named(inner, nameIn(whole)) },
  { holds: 'policies', unwrap: (inner) => listOf(inner).flatMap(unwrapPolicies) },
  // iam simulate-custom-policy
  { holds: 'PolicyInputList', unwrap: (inner) => listOf(inner).flatMap(unwrapPolicies) },
  // Parts of iam get-account-authorization-details
  { holds: 'PolicyVersionList', unwrap: (inner, whole) => named(defaultVersion(inner), nameIn(whole)) },
  ...['UserPolicyList', 'RolePolicyList', 'GroupPolicyList'].map((holds): Form => ({
    holds,
    unwrap: inlineOf,
  })),
];

/** What is attached is only named there: it must not be taken for nothing. */
function inlineOf(inner: unknown, whole: Json): Unwrapped[] {
  const attached = whole.AttachedManagedPolicies ?? [];
  return [...listOf(inner), ...listOf(attached)].flatMap(unwrapPolicies);
}

function defaultVersion(versions: unknown): unknown {
  return (
    listOf(versions).find((version) => isRecord(version) && version.IsDefaultVersion === true) ?? versions
  );
}

/** The policy in the member; the name that stands nearest to it counts. */
function named(inner: unknown, name: string | undefined): Unwrapped[] {
  return unwrapPolicies(inner).map((policy) => (name === undefined ? policy : { name, ...policy }));
}

function nameIn(value: unknown): string | undefined {
  if (!isRecord(value)) return undefined;
  return [value.name, value.Name, value.PolicyName].find((name) => typeof name === 'string');
}

function fromText(text: string): Unwrapped[] {
  const plain = decoded(text);
  let parsed: unknown;
  try {
    parsed = JSON.parse(plain);
  } catch {
    // No JSON: the reader of policies says so, with the place.
    return [{ document: plain }];
  }
  // The text of a policy stays text: only there can be seen which names it has twice.
  if (typeof parsed === 'string') return fromText(parsed);
  const inside = unwrapPolicies(parsed);
  return inside.length === 1 && inside[0]?.document === parsed ? [{ document: plain }] : inside;
}

/** IAM answers policies percent-encoded; `get-key-policy --output text` puts the policy's name behind a tab. */
function decoded(text: string): string {
  const trimmed = text.replace(/^\uFEFF/, '').trim();
  if (!/^%(7B|22|5B|0A|0D|20)/i.test(trimmed)) return trimmed.replace(/(\})\t\S+$/, '$1');
  try {
    return decodeURIComponent(trimmed);
  } catch {
    // Not percent-encoded after all: the reader of policies says what is wrong with it.
    return trimmed;
  }
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value];
}
