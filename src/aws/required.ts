import { KmsError } from '../core/errors';

/** AWS always answers with these; an imitation that does not is told so, not trusted. */
export function required<T>(value: T | undefined): T {
  if (value === undefined) throw new KmsError('not-aws', 'it lacks what AWS’s answers hold');
  return value;
}
