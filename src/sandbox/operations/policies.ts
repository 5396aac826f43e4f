import { notFound } from '../errors';
import { pageOf } from '../paging';
import { checkKeyPolicy } from '../policyChecks';
import { pages } from '../../core/kms/quotas';
import type { Operations } from './call';

/** The only name a key policy can have. */
const POLICY_NAME = 'default';

export const policies = {
  GetKeyPolicy(call) {
    const key = call.use(call.input.KeyId);
    checkPolicyName(call.input.PolicyName);
    return { Policy: key.policy, PolicyName: POLICY_NAME };
  },

  PutKeyPolicy(call) {
    const { input, store } = call;
    const key = call.use(input.KeyId);
    checkPolicyName(input.PolicyName);
    checkKeyPolicy(input.Policy, key, call, input.BypassPolicyLockoutSafetyCheck);
    store.commit({ keys: [{ ...key, policy: input.Policy }] });
    return undefined;
  },

  ListKeyPolicies(call) {
    call.use(call.input.KeyId);
    const { items, end } = pageOf([POLICY_NAME], (name) => name, call.input, pages.policies.default);
    return { PolicyNames: items, ...end };
  },
} satisfies Operations;

function checkPolicyName(name: string | undefined): void {
  if (name !== undefined && name !== POLICY_NAME) throw notFound('No such policy exists');
}
