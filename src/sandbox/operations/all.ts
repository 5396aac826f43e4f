import { aliases } from './aliases';
import type { Operations } from './contract';
import { cryptography } from './cryptography';
import { grants } from './grants';
import { importing } from './importing';
import { keys } from './keys';
import { keyStores } from './keyStores';
import { lifecycle } from './lifecycle';
import { policies } from './policies';
import { replication } from './replication';
import { rotation } from './rotation';
import { tags } from './tags';

/** Every operation the sandbox has. */
export const allOperations: Operations = {
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
