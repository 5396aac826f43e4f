import type { FailedCondition, Outcome, Step } from './model';
import { compileCondition } from './conditions';
import { conditionInWords } from './words';
import { placeInWords } from './reasons';

const outcomes: Readonly<Record<Exclude<Outcome, 'condition' | 'dead' | 'matched'>, string>> = {
  delegated: 'leaves it to the IAM policies of the account',
  principal: 'is not about this caller',
  action: 'is not about this action',
  resource: 'is not about this key',
};

/** One step of the reasoning as a sentence: `Statement 2 (“Allow use”) of the key policy allows.` */
export function stepInWords(step: Step): string {
  const place = placeInWords(step);
  return `${place.charAt(0).toUpperCase()}${place.slice(1)} ${outcomeInWords(step)}.`;
}

function outcomeInWords(step: Step): string {
  switch (step.outcome) {
    case 'matched':
      return step.effect === 'Allow' ? 'allows' : 'denies';
    case 'dead':
      return `has no ${step.detail ?? 'such element'} and so never matches`;
    case 'condition':
      if (step.detail === 'Operations') return 'gives fewer operations than the new grant would';
      return step.condition === undefined
        ? `is held back by its constraint ${step.detail ?? ''}`.trimEnd()
        : `would ${step.effect === 'Allow' ? 'allow' : 'deny'} if ${failedInWords(step.condition)}`;
    default:
      return outcomes[step.outcome];
  }
}

/** What a failed condition asks for, and what the request had. */
export function failedInWords({ operator, key, expected, actual }: FailedCondition): string {
  const wanted = conditionInWords(compileCondition(operator, key, expected, false));
  return `${wanted} (the request has ${actual === undefined ? 'no such value' : actual.join(', ')})`;
}
