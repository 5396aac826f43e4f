import type { KeyDraft } from './draft';
import { typeOf } from './options';

/** What a key costs, in the words of the wizard. */
export interface Price {
  monthly: string;
  details: string[];
  url: string;
}

/** Source: https://aws.amazon.com/kms/pricing/ (storage) and "Rotating AWS KMS keys" (rotations). */
export function priceOf(draft: KeyDraft): Price {
  const details = ['Charged by the hour from creation until deletion is scheduled.'];
  if (draft.multiRegion) details.push('Each replica in another Region costs the same again.');
  if (draft.rotationPeriodDays !== undefined) {
    details.push('The first and the second rotation each add $1.00 a month; later ones add nothing.');
  }
  if (draft.origin === 'AWS_CLOUDHSM') details.push('The CloudHSM cluster is charged separately.');
  details.push(
    typeOf(draft.spec) === 'Symmetric'
      ? 'Requests are charged separately, with a free allowance each month.'
      : 'Requests are charged separately: the free allowance is not for asymmetric keys.',
  );
  return { monthly: '$1.00', details, url: 'https://aws.amazon.com/kms/pricing/' };
}
