import { isEndGrant, isGrantDraft, isGrantsAsked, type GrantMethods } from '../../protocol/grants';
import type { Handlers } from '../../protocol/serve';
import { isNothing } from '../../protocol/shape';
import type { GrantsSession } from './session';

/** What the Grants tab asks, answered by a session; ending a grant is asked about by the editor. */
export function grantHandlers(
  session: GrantsSession,
  end: (asked: GrantMethods['endGrant']['in']) => void,
): Handlers<GrantMethods> {
  return {
    showGrants: { accepts: isGrantsAsked, run: (asked) => session.show(asked) },
    readAllGrants: { accepts: isNothing, run: () => (session.readAll(), undefined) },
    suggestGrantees: { accepts: isNothing, run: () => session.suggestions() },
    createGrant: { accepts: isGrantDraft, run: (draft) => session.create(draft) },
    endGrant: { accepts: isEndGrant, run: (asked) => (end(asked), undefined) },
  };
}
