import type { Place } from '../../src/core/access/model';
import type { AccessMethods, AccessView, AnyStatement } from '../../src/protocol/access';
import type { PageParts } from '../ui/startPage';

/** What the parts of the page can ask for. */
export interface Access {
  call: PageParts<AccessMethods>['call'];
  reveal(place: Place): void;
  add(statement: AnyStatement): void;
  /** Puts a request to "Try a request". */
  ask(principal: string, action: string): void;
  fail(error: unknown): void;
  /** Absent before the first answer. */
  view(): AccessView | undefined;
}
