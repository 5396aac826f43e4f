import { isRecord } from '../json';
import { closest } from '../policy/vocabulary/match';
import { policyElements, policyLimits } from '../policy/vocabulary/limits';
import { didYouMean, show } from '../policy/rules/parts/words';
import type { CompiledPolicy, CompiledStatement, PolicyKind, PolicyProblem, UnreadPart } from './compiled';
import { duplicateNames, pathInWords } from './duplicateNames';
import type { PolicySource } from './model';
import { readStatement } from './readStatement';

/**
 * Reads whatever of a policy can be read. What has no meaning to AWS, which refuses such policies, becomes an
 * `unread` part: never nothing, for it may be a Deny.
 */
export function readPolicy(policy: PolicySource, kind: PolicyKind): CompiledPolicy {
  if (isCompiled(policy)) return policy;
  const problems: PolicyProblem[] = [];
  const root = typeof policy === 'string' ? parsed(policy, problems) : policy;
  if (problems.length > 0) return unreadable(problems);
  if (!isRecord(root)) return unreadable([{ at: '', message: 'A policy is a JSON object.' }]);
  return read(root, kind, typeof policy === 'string' ? duplicatesIn(policy) : []);
}

function read(
  root: Readonly<Record<string, unknown>>,
  kind: PolicyKind,
  duplicates: readonly PolicyProblem[],
): CompiledPolicy {
  const { Version: version, Statement: statement, Id: id } = root;
  const whole = wholeProblems(root);
  if (statement === undefined) return unreadable(misspelt(root) ? whole : [missingStatement(root)]);
  // Policy variables came with version 2012-10-17; the older version and no version take them as plain text.
  const variables = version === '2012-10-17';
  const list: unknown[] = Array.isArray(statement) ? statement : [statement];
  const statements: CompiledStatement[] = [];
  const unread: UnreadPart[] = [];
  list.forEach((item, index) => {
    const at = `Statement[${index}]`;
    const twice = duplicates.filter((each) =>
      each.at.startsWith(Array.isArray(statement) ? at : 'Statement.'),
    );
    const result = readStatement(item, { index, at, kind, variables, twice });
    if ('problems' in result) unread.push(result);
    else statements.push(result);
  });
  const outside = [...whole, ...duplicates.filter(({ at }) => !/^Statement[[.]/.test(at))];
  if (outside.length > 0) unread.push({ problems: outside });
  return {
    compiled: true,
    statements,
    ...(unread.length > 0 && { unread }),
    ...(typeof id === 'string' && { id }),
  };
}

/** What is wrong beside the statements. */
function wholeProblems(root: Readonly<Record<string, unknown>>): PolicyProblem[] {
  const { Version: version, Id: id } = root;
  const problems: PolicyProblem[] = [];
  const versions: readonly unknown[] = policyLimits.versions;
  if (version !== undefined && !versions.includes(version))
    problems.push({ at: 'Version', message: `Version is ${policyLimits.versions.map(show).join(' or ')}.` });
  if (id !== undefined && typeof id !== 'string') problems.push({ at: 'Id', message: 'Id is a text.' });
  const names: readonly string[] = policyElements;
  for (const [name, value] of Object.entries(root))
    if (!names.includes(name) && value !== undefined)
      problems.push({
        at: name,
        message: `A policy has no element ${show(name)}.${didYouMean(closest(name, policyElements))}`,
      });
  return problems;
}

/** Whether one of the names was to be `Statement`: then that says it all. */
function misspelt(root: Readonly<Record<string, unknown>>): boolean {
  return Object.keys(root).some((name) => closest(name, policyElements) === 'Statement');
}

function missingStatement(root: Readonly<Record<string, unknown>>): PolicyProblem {
  const only = Object.keys(root).map(show);
  return {
    at: '',
    message: `This is no policy: it has no "Statement"${only.length === 0 ? '' : `, only ${only.slice(0, 5).join(', ')}`}.`,
  };
}

function unreadable(problems: readonly PolicyProblem[]): CompiledPolicy {
  return { compiled: true, statements: [], unread: [{ problems }] };
}

function isCompiled(policy: PolicySource): policy is CompiledPolicy {
  return typeof policy === 'object' && policy.compiled === true;
}

function parsed(text: string, problems: PolicyProblem[]): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    problems.push({ at: '', message: `The policy is not JSON: ${cause}` });
    return undefined;
  }
}

function duplicatesIn(text: string): PolicyProblem[] {
  return duplicateNames(text).map(({ path, name }) => ({
    at: pathInWords(path),
    message: `${show(name)} is there twice, and only one of the two would count.`,
  }));
}
