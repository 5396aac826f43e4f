import { invalid } from '../errors';

/** Lists whose pages are smaller than the model's 1–1000 (API reference of each list). */
export function checkPageSize(limit: number | undefined, max: number): void {
  if (limit !== undefined && limit > max)
    throw invalid(
      `1 validation error detected: Value '${limit}' at 'limit' failed to satisfy constraint: Member must have value less than or equal to ${max}`,
    );
}
