import type { AnyStatement } from '../../src/protocol/access';
import { codeBlock } from '../ui/codeBlock';
import { button } from '../ui/controls';
import { h } from '../ui/h';
import type { Access } from './app';

/** A statement to copy, or to add to the key policy in the editor. */
export function statementBlock(access: Access, statement: AnyStatement, addable: boolean): HTMLElement {
  const code = codeBlock('the statement');
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
