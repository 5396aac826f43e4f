/* Generated from schemas/key-draft.schema.json by `npm run generate`. Do not edit. */
import type { KeyDraft } from './key-draft';
export interface ValidationError {
  instancePath: string;
  keyword: string;
  message?: string;
  params: Record<string, unknown>;
}
declare const validate: { (value: unknown): value is KeyDraft; errors?: ValidationError[] | null };
export default validate;
