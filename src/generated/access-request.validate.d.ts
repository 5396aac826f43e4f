/* Generated from schemas/access-request.schema.json by `npm run generate`. Do not edit. */
import type { DescribedRequest } from './access-request';
export interface ValidationError {
  instancePath: string;
  keyword: string;
  message?: string;
  params: Record<string, unknown>;
}
declare const validate: { (value: unknown): value is DescribedRequest; errors?: ValidationError[] | null };
export default validate;
