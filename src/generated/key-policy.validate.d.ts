/* Generated from schemas/key-policy.schema.json by `npm run generate`. Do not edit. */
import type { KeyPolicy } from './key-policy';
export interface ValidationError {
  instancePath: string;
  keyword: string;
  message?: string;
  params: Record<string, unknown>;
}
declare const validate: { (value: unknown): value is KeyPolicy; errors?: ValidationError[] | null };
export default validate;
