import { emptyResource } from '../../../../../../src/core/policy/rules/structure/emptyResource';
import { describeRule, policyWith } from '../describeRule';

describeRule(emptyResource, {
  finds: [
    {
      when: 'an empty list',
      policy: policyWith({ Resource: '«[]»' }),
      fixed: policyWith({ Resource: '"*"' }),
    },
  ],
  passes: [{ when: 'a list', policy: policyWith({ Resource: '["*"]' }) }],
});
