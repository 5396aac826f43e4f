import { aliases } from './aliases';
import type { Handlers } from './call';
import { cryptography } from './cryptography/cryptography';
import { grants } from './grants/grants';
import { importing } from './importing/importing';
import { keys } from './keys';
import { keyStores } from './keyStores/keyStores';
import { lifecycle } from './lifecycle';
import { policies } from './policies';
import { replication } from './replication';
import { rotation } from './rotation';
import { tags } from './tags';

/** Every operation of the API: one that is declared and has no handler does not compile. */
export const allOperations: Handlers = {
  ...keys,
  ...aliases,
  ...tags,
  ...policies,
  ...lifecycle,
  ...rotation,
  ...cryptography,
  ...grants,
  ...importing,
  ...keyStores,
  ...replication,
};
