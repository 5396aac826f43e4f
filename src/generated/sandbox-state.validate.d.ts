/* Generated from schemas/sandbox-state.schema.json by `npm run generate`. Do not edit. */
import type { SandboxState } from './sandbox-state';
export interface ValidationError {
  instancePath: string;
  keyword: string;
  message?: string;
  params: Record<string, unknown>;
}
declare const validate: { (value: unknown): value is SandboxState; errors?: ValidationError[] | null };
export default validate;
