/**
 * A user or role that was deleted: KMS shows its unique id where its ARN was, also with the name of a session
 * (`AROA…:session`). Source: IAM User Guide, "IAM identifiers", unique id prefixes (2026-11).
 */
export function deletedGrantee(name: string): { what: 'user' | 'role'; id: string } | undefined {
  const [, id] = /^(A(?:IDA|ROA)[A-Z0-9]{12,})(?::.+)?$/.exec(name) ?? [];
  return id === undefined ? undefined : { what: id.startsWith('AROA') ? 'role' : 'user', id };
}

/** Whether a name is that of a service, `dynamodb.eu-west-1.amazonaws.com`. */
export function isServiceName(name: string): boolean {
  return /^[a-z0-9-]+(\.[a-z0-9-]+)*\.(amazonaws\.com(\.cn)?|aws\.internal)$/.test(name);
}

/** `user/alice`, `assumed-role/app/session` of an ARN; any other name as it is. */
export function shortPrincipal(name: string): string {
  return /^arn:[^:]*:(?:iam|sts)::\d{12}:(.+)$/.exec(name)?.[1] ?? name;
}
