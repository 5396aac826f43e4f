/* Generated from schemas/sandbox-iam.schema.json by `npm run generate`. Do not edit. */
import type { SandboxIam } from './sandbox-iam';
export interface ValidationError {
  instancePath: string;
  keyword: string;
  message?: string;
  params: Record<string, unknown>;
}
declare const validate: { (value: unknown): value is SandboxIam; errors?: ValidationError[] | null };
export default validate;
