/** A statement as it is written into a policy. */
export interface StatementText {
  Sid?: string;
  Effect: 'Allow';
  Principal?: { AWS: string } | { Service: string };
  Action: string | string[];
  Resource: string;
  Condition?: Record<string, Record<string, string>>;
}
