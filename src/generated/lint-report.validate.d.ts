/* Generated from schemas/lint-report.schema.json by `npm run generate`. Do not edit. */
import type { LintReport } from './lint-report';
export interface ValidationError {
  instancePath: string;
  keyword: string;
  message?: string;
  params: Record<string, unknown>;
}
declare const validate: { (value: unknown): value is LintReport; errors?: ValidationError[] | null };
export default validate;
