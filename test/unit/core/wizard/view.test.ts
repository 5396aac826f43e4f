import fc from '../../properties';
import { describe, expect, it } from 'vitest';
import { generatedPolicy } from '../../../../src/core/wizard/policyText';
import { viewOf } from '../../../../src/core/wizard/view';
import { samplePolicies } from '../policy/samples';
import { mutatedPolicy } from '../policy/mutations';
import { anyDraft, draft, place, user } from './drafts';

describe('the view of a draft', () => {
  it('is there while somebody types a policy, and says that it is not whole yet', () => {
    const whole = generatedPolicy(draft({ administrators: [user('alice')] }), place);
    for (let length = 0; length < whole.length; length += 7) {
      const view = viewOf(draft({ editedPolicy: whole.slice(0, length) }), place, {});
      const errors = view.problems.filter(({ severity }) => severity === 'error');
      expect(
        errors.map(({ step }) => step),
        whole.slice(0, length),
      ).toContain('policy');
    }
  });

  it.each([
    ['a string where statements belong', '{"Statement": "x"}'],
    ['a statement that is a number', '{"Statement": [1]}'],
    ['a principal that is a list', '{"Statement": [{"Effect": "Allow", "Principal": ["a"], "Action": 1}]}'],
    ['a condition without an object', '{"Statement": [{"Effect": "Deny", "Condition": {"Bool": []}}]}'],
    ['null', 'null'],
  ])('has problems, and claims nothing that it cannot know, with %s', (_, editedPolicy) => {
    const view = viewOf(draft({ editedPolicy }), place, {});
    expect(view.problems.some(({ severity }) => severity === 'error')).toBe(true);
    const answers = view.access.flatMap(({ can }) => Object.values(can));
    expect(answers).not.toContain('yes');
  });

  it('never throws, whatever is typed', () => {
    const policies = mutatedPolicy([...samplePolicies().values()]);
    fc.assert(
      fc.property(anyDraft, policies, (one, editedPolicy) => {
        const view = viewOf({ ...one, editedPolicy }, place, {});
        expect(view.policy).toBe(editedPolicy);
      }),
      { numRuns: 60 },
    );
  });
});
