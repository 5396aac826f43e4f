import ts from 'typescript';

/**
 * Forbids `table[name]` and `name in table` where `name` may be any string and `table` has the prototype of all
 * objects: a document or a server that writes `constructor`, `valueOf` or `__proto__` would be given what stands
 * there. Allowed are a `Map`, `ownValue(table, name)`, and whatever runs only after `Object.hasOwn(table, name)` was true.
 * Names of a closed set (unions of literals, templates) are no concern, nor are lists, strings and deletions. A cast
 * does not close a set: what counts is the type of the string itself.
 *
 * @type {import('eslint').Rule.RuleModule}
 */
export const foreignLookup = {
  meta: {
    type: 'problem',
    docs: { description: 'Forbids lookups by any string on objects that have a prototype.' },
    schema: [],
    messages: {
      read: '`{{table}}` also answers names of its prototype, such as `constructor`: use a Map, ownValue() or Object.hasOwn.',
      write: 'Writing `__proto__` changes the prototype of `{{table}}`: use a Map or Object.fromEntries.',
    },
  },
  create(context) {
    const { sourceCode } = context;
    const services = sourceCode.parserServices;
    const checker = services.program.getTypeChecker();
    const textOf = (node) => sourceCode.getText(uncast(node));
    const typesOf = (node) => constituents(checker, services.getTypeAtLocation(uncast(node)));
    const isForeign = (name) =>
      typesOf(name).some(({ flags }) => (flags & (ts.TypeFlags.String | ts.TypeFlags.Any)) !== 0);
    const isTable = (table) =>
      typesOf(table).some(
        (type) =>
          (type.flags & ts.TypeFlags.Object) !== 0 &&
          !checker.isArrayType(type) &&
          !checker.isTupleType(type),
      );
    const check = (node, table, name, messageId) => {
      if (!isForeign(name) || !isTable(table)) return;
      const proof = { table: textOf(table), name: textOf(name), textOf };
      if (!isGuarded(node, proof)) context.report({ node, messageId, data: { table: textOf(table) } });
    };
    return {
      'MemberExpression[computed=true]'(node) {
        const { object, property, parent } = node;
        if (property.type === 'Literal') return;
        if (parent.type === 'UnaryExpression' && parent.operator === 'delete') return;
        const isWritten = parent.type === 'AssignmentExpression' && parent.left === node;
        check(node, object, property, isWritten ? 'write' : 'read');
      },
      "BinaryExpression[operator='in'][left.type!='PrivateIdentifier'][left.type!='Literal']"(node) {
        check(node, node.right, node.left, 'read');
      },
    };
  },
};

const casts = new Set(['TSAsExpression', 'TSNonNullExpression', 'TSSatisfiesExpression', 'ChainExpression']);

/** `name as Name`, `name!` and `name satisfies Name` are the same string at run time. */
function uncast(node) {
  return casts.has(node.type) ? uncast(node.expression) : node;
}

function constituents(checker, type) {
  const whole = checker.getBaseConstraintOfType(type) ?? type;
  return whole.isUnion() ? whole.types.flatMap((part) => constituents(checker, part)) : [whole];
}

/** Whether the node runs only where the table was asked for the name before, in the same function or a callback in it. */
function isGuarded(node, proof) {
  for (let [child, at] = [node, node.parent]; at; [child, at] = [at, at.parent]) {
    const { type, operator, left, right, test, consequent, alternate, body } = at;
    if (type === 'ConditionalExpression' || type === 'IfStatement') {
      if (consequent === child && holds(test, proof)) return true;
      if (alternate === child && fails(test, proof)) return true;
    }
    if (type === 'LogicalExpression' && right === child)
      if (operator === '&&' ? holds(left, proof) : operator === '||' && fails(left, proof)) return true;
    if (type === 'BlockStatement' && leavesBefore(body, child, proof)) return true;
  }
  return false;
}

/** `if (!Object.hasOwn(table, name)) return;` somewhere before in the block. */
function leavesBefore(body, child, proof) {
  return body
    .slice(0, body.indexOf(child))
    .some(({ type, test, consequent }) => type === 'IfStatement' && leaves(consequent) && fails(test, proof));
}

function leaves(statement) {
  if (statement.type === 'BlockStatement') return statement.body.some(leaves);
  return /^(?:Return|Throw|Continue|Break)Statement$/.test(statement.type);
}

/** Whether the table holds the name wherever the test is true. */
function holds(test, proof) {
  if (test.type === 'LogicalExpression' && test.operator === '&&')
    return holds(test.left, proof) || holds(test.right, proof);
  if (test.type === 'UnaryExpression' && test.operator === '!') return fails(test.argument, proof);
  if (test.type !== 'CallExpression' || proof.textOf(test.callee) !== 'Object.hasOwn') return false;
  const [table, name] = test.arguments.map(proof.textOf);
  return table === proof.table && name === proof.name;
}

/** Whether the table holds the name wherever the test is false. */
function fails(test, proof) {
  if (test.type === 'LogicalExpression' && test.operator === '||')
    return fails(test.left, proof) || fails(test.right, proof);
  return test.type === 'UnaryExpression' && test.operator === '!' && holds(test.argument, proof);
}
