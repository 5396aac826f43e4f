import type { AnyStatement } from '../../src/protocol/access';
import { codeBlock } from '../ui/codeBlock';
import { button } from '../ui/controls';
import { h } from '../ui/h';
import type { Access } from './access';

let count = 0;

/** A statement to copy, or to add to the key policy in the editor. */
export function statementBlock(access: Access, statement: AnyStatement, addable: boolean): HTMLElement {
  // Several may be on the page: each region needs a name of its own.
  count += 1;
  const code = codeBlock(`proposed statement ${count}`);
  code.update(JSON.stringify(statement, undefined, 2));
  return h(
    'div',
    { class: 'stack-tight' },
    code.element,
    addable &&
      h(
        'div',
        { class: 'row' },
        button('Add this statement to the policy', () => access.add(statement)),
      ),
  );
}
