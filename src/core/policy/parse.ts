import type { PolicyDocument, Statement, SyntaxProblem, Value } from './document';
import { JsonReader } from './jsonReader';

/** Reads a key policy from any text whatsoever: what is there becomes the tree, what is wrong a problem. */
export function parsePolicy(text: string): PolicyDocument {
  const problems: SyntaxProblem[] = [];
  const root = new JsonReader(text, problems).document();
  const document = policyFrom(root, text);
  document.problems = problems;
  return document;
}

/** A policy that is a part of a bigger document, such as `KeyPolicy` of a template. `text` is the whole text. */
export function policyFromValue(root: Value, text: string): PolicyDocument {
  return { ...policyFrom(root, text), embedded: true };
}

function policyFrom(root: Value | undefined, text: string): PolicyDocument {
  const document: PolicyDocument = { text, statements: [], problems: [] };
  return root ? { ...document, ...policyFromRoot(root) } : document;
}

/** The elements of a policy, whatever text they stand in. */
export function policyFromRoot(
  root: Value,
): Pick<PolicyDocument, 'root' | 'version' | 'id' | 'statement' | 'statements'> {
  const document: Pick<PolicyDocument, 'root' | 'version' | 'id' | 'statement' | 'statements'> = {
    root,
    statements: [],
  };
  if (root.kind !== 'object') return document;
  for (const member of root.members) {
    const element = policyElements.get(member.key.value);
    if (element) document[element] = member;
  }
  document.statements = statementsOf(document.statement?.value);
  return document;
}

const policyElements = new Map<string, 'version' | 'id' | 'statement'>([
  ['Version', 'version'],
  ['Id', 'id'],
  ['Statement', 'statement'],
]);

type StatementElement = Exclude<keyof Statement, 'index' | 'value'>;

const statementElements = new Map<string, StatementElement>([
  ['Sid', 'sid'],
  ['Effect', 'effect'],
  ['Principal', 'principal'],
  ['NotPrincipal', 'notPrincipal'],
  ['Action', 'action'],
  ['NotAction', 'notAction'],
  ['Resource', 'resource'],
  ['NotResource', 'notResource'],
  ['Condition', 'condition'],
]);

function statementsOf(value: Value | undefined): Statement[] {
  const objects = (value?.kind === 'array' ? value.items : [value]).filter((item) => item?.kind === 'object');
  return objects.map((object, index) => {
    const statement: Statement = { index, value: object };
    for (const member of object.members) {
      const element = statementElements.get(member.key.value);
      if (element) statement[element] = member;
    }
    return statement;
  });
}
