import type { Asked } from './ask';
import { isNamed, principalMatch, readInputs } from './ask';
import { evaluateIn } from './evaluate';
import type { AccessRequest, PolicyInput, Verdict } from './model';
import { readPolicy } from './readPolicy';
import type { Situation } from './situation';
import { situationOf } from './situation';
import type { Unread } from './unread';
import { placed } from './unread';

/** What can be told of a request, though parts of its policies may be unreadable. */
export interface Told {
  /** By what can be read alone: the decision only where nothing is `unread`. */
  verdict: Verdict;
  /** What cannot be read, may be about this request, and may decide it otherwise. */
  unread: Unread[];
  /** The request without what cannot be read, for what else is to be said of it. */
  readable: AccessRequest;
}

/**
 * Decides a request by its key policy and IAM policies as far as they can be read, and says what of the rest may
 * change the decision. `evaluate` answers nothing at all where anything cannot be read.
 * @throws InvalidPolicyError where a policy of another kind cannot be read.
 */
export function tell(request: AccessRequest): Told {
  const situation = situationOf(request);
  const inKey = request.keyPolicy === undefined ? [] : [keyPolicyOf(request.keyPolicy)];
  const inIam = readInputs(request.identityPolicies, 'identity-policy', 'identityPolicies');
  const readable = withoutUnread(request, inKey, inIam);
  const verdict = evaluateIn({
    ...situation,
    request: { ...readable, resource: situation.request.resource },
  });
  // A Deny wins over whatever else there may be.
  if (verdict.decision === 'ExplicitlyDenied') return { verdict, unread: [], readable };
  const silent = situation.keyless || situation.operation === 'retiregrant';
  const about = [...(silent ? [] : inKey), ...inIam].flatMap((asked) => unreadAbout(asked, situation));
  // An Allow more changes nothing where the request is allowed, nor does a Deny more where it is refused.
  const harmless = verdict.decision === 'Allowed' ? 'Allow' : 'Deny';
  return { verdict, unread: about.filter(({ effect }) => effect !== harmless), readable };
}

function keyPolicyOf(policy: NonNullable<AccessRequest['keyPolicy']>): Asked {
  return { policy: readPolicy(policy, 'key'), kind: 'key', layer: 'key-policy' };
}

function unreadAbout(asked: Asked, situation: Situation): Unread[] {
  return (asked.policy.unread ?? [])
    .filter((part) => {
      if (part.action?.(situation.action) === false) return false;
      const named = asked.kind !== 'identity' && (part.principals ?? part.notPrincipals) !== undefined;
      // A Deny spares fewer than an Allow leaves out: it stands for both where the effect is not known.
      return !named || principalMatch({ effect: 'Deny', ...part }, situation) !== 'none';
    })
    .map((part) => placed(part, asked));
}

function withoutUnread(
  request: AccessRequest,
  inKey: readonly Asked[],
  inIam: readonly Asked[],
): AccessRequest {
  const [key] = inKey;
  const bare = ({ policy: { unread: _unread, ...policy } }: Asked) => policy;
  const names = (request.identityPolicies ?? []).map((input: PolicyInput) =>
    isNamed(input) ? input.name : undefined,
  );
  return {
    ...request,
    ...(key !== undefined && { keyPolicy: bare(key) }),
    ...(request.identityPolicies !== undefined && {
      identityPolicies: inIam.map((asked, index) => {
        const name = names[index];
        return name === undefined ? bare(asked) : { name, document: bare(asked) };
      }),
    }),
  };
}
