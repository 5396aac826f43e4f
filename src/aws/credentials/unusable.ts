import { KmsError } from '../../core/errors';

/** What the files say of a profile is wrong or not enough, so that no sign-in and no other credentials help. */
export function unusable(message: string): KmsError {
  return new KmsError('credentials-missing', message, { code: 'ProfileUnusable' });
}
