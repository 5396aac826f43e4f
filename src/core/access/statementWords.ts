import { parseArn, shortNameOf, type Arn } from '../arn';
import { plural } from '../keys/labels';
import { actions as allActions, type Action } from '../policy/vocabulary/actions';
import { matchActions } from '../policy/vocabulary/match';
import { findServicePrincipal } from '../policy/vocabulary/services';
import type { CompiledStatement, PrincipalPattern, UnreadPart } from './compiled';
import type { PolicySource } from './model';
import { readPolicy } from './readPolicy';
import { problemsInWords } from './unread';
import { conditionInWords } from './words';

/** One statement of a key policy in plain English. */
export interface StatementWords {
  /** "Statement 2 “Allow use”", or "The policy" for what stands beside the statements. */
  title: string;
  effect: 'Allows' | 'Denies' | 'Cannot be read';
  /** Who, what, under which conditions: each with at least one value. */
  rows: { label: string; values: string[] }[];
}

/** The key whose policy it is; the text as it stands where it is no ARN. */
type Key = Arn | string;

/**
 * Each statement of a key policy in words, in its order. What cannot be read is said to be so, with what is wrong: it is
 * never left out, as it may be a Deny.
 */
export function policyInWords(policy: PolicySource, keyArn: string): StatementWords[] {
  const key = parseArn(keyArn) ?? keyArn;
  const { statements, unread = [] } = readPolicy(policy, 'key');
  return [
    ...statements.map((statement) => ({ at: statement.index, words: wordsOf(statement, key) })),
    ...unread.map((part) => ({ at: part.statement ?? -1, words: unreadWords(part) })),
  ]
    .sort((a, b) => a.at - b.at)
    .map(({ words }) => words);
}

function titleOf(index: number | undefined, sid: string | undefined): string {
  if (index === undefined) return 'The policy';
  return `Statement ${index + 1}${sid === undefined ? '' : ` “${sid}”`}`;
}

function unreadWords(part: UnreadPart): StatementWords {
  const { statement, sid, effect, principals, notPrincipals } = part;
  const verb = effect === undefined ? 'allow or deny' : effect === 'Allow' ? 'allow' : 'deny';
  const known = principals ?? notPrincipals;
  const named = { effect: effect ?? 'Deny', principals, notPrincipals };
  return {
    title: titleOf(statement, sid),
    effect: 'Cannot be read',
    rows: [
      { label: 'Why', values: [problemsInWords(part)] },
      ...(known === undefined ? [] : whoRows(named)),
      {
        label: 'So',
        values: [`It may ${verb} anything until that is put right. KMS refuses to save such a policy.`],
      },
    ],
  };
}

function wordsOf(statement: CompiledStatement, key: Key): StatementWords {
  const { index, sid, effect, conditions } = statement;
  const isAllow = effect === 'Allow';
  const notes = notesOn(statement, key);
  return {
    title: titleOf(index, sid),
    effect: isAllow ? 'Allows' : 'Denies',
    rows: [
      ...whoRows(statement, accountOf(key)),
      ...whatRows(statement),
      ...(conditions.length === 0
        ? []
        : [{ label: isAllow ? 'Only if' : 'If', values: conditions.map(conditionInWords) }]),
      ...(notes.length === 0 ? [] : [{ label: 'But', values: notes }]),
    ],
  };
}

function accountOf(key: Key): string | undefined {
  return typeof key === 'string' ? undefined : key.account;
}

interface Naming {
  effect: 'Allow' | 'Deny';
  principals?: readonly PrincipalPattern[] | undefined;
  notPrincipals?: readonly PrincipalPattern[] | undefined;
}

function whoRows({ effect, principals, notPrincipals }: Naming, own?: string): StatementWords['rows'] {
  const say = (pattern: PrincipalPattern, how: Naming['effect'] | 'except') =>
    principalInWords(pattern, how, own);
  if (notPrincipals)
    return [
      { label: 'Who', values: ['Everyone'] },
      ...(notPrincipals.length === 0
        ? []
        : [{ label: 'Except', values: notPrincipals.map((pattern) => say(pattern, 'except')) }]),
    ];
  const named = (principals ?? []).map((pattern) => say(pattern, effect));
  return [
    { label: 'Who', values: named.length === 0 ? ['Nobody: the statement names no principal'] : named },
  ];
}

function principalInWords(
  pattern: PrincipalPattern,
  how: Naming['effect'] | 'except',
  own: string | undefined,
): string {
  switch (pattern.kind) {
    case 'everyone':
      return 'Everyone, of any account';
    case 'account':
      return accountInWords(pattern.account, how, own);
    case 'arn':
      return arnInWords(pattern.arn, own);
    case 'unique-id':
      return `A deleted user or role (${pattern.id}), so nobody`;
    case 'service': {
      const title = findServicePrincipal(pattern.name)?.service.title;
      return title === undefined ? `The service ${pattern.name}` : `${title} (${pattern.name})`;
    }
    case 'federated':
      return `Whoever has signed in through ${pattern.provider}`;
    case 'never':
      return `“${pattern.text}”, which is no principal, so nobody`;
  }
}

/** An Allow for an account leaves it to the account's IAM policies; a Deny hits everyone in it. */
function accountInWords(account: string, how: Naming['effect'] | 'except', own: string | undefined): string {
  const name = own === account ? `this account (${account})` : `account ${account}`;
  return how === 'Allow' ? `Whoever IAM policies of ${name} allow it to` : `Everyone of ${name}`;
}

/** Kinds of principals by the first part of their resource. Source: IAM user guide, "AWS JSON policy elements: Principal". */
const kinds = new Map([
  ['user', 'User'],
  ['role', 'Role'],
  ['assumed-role', 'Session'],
  ['federated-user', 'Federated user'],
]);

function arnInWords(arn: Arn, own: string | undefined): string {
  const [kind = '', ...path] = arn.resource.split('/');
  const word = kinds.get(kind);
  if (word === undefined) return arn.text;
  const name = kind === 'assumed-role' ? path.join('/') : shortNameOf(arn.text);
  const where = own === undefined || own === arn.account ? '' : ` of account ${arn.account}`;
  return `${word} ${name}${where}`;
}

function whatRows({ effect, actions, notAction }: CompiledStatement): StatementWords['rows'] {
  const label = effect === 'Allow' ? 'May' : 'May not';
  const said = actions.map(actionInWords);
  if (notAction)
    return [
      { label, values: [anything] },
      { label: 'Apart from', values: orNothing(said) },
    ];
  return [{ label, values: orNothing(said) }];
}

const anything = 'Do anything with the key';

function orNothing(said: string[]): string[] {
  return said.length === 0 ? ['Nothing: no action is named'] : said;
}

/** Longer lists of what a wildcard stands for are told by their names alone. */
const mostTold = 3;

function actionInWords(pattern: string): string {
  const matched = matchActions(pattern === '*' ? 'kms:*' : pattern);
  if (matched.length === allActions().length) return anything;
  const useful = matched.filter(({ inKeyPolicy }) => inKeyPolicy);
  // Whoever names one alone is told that it is of no use here; a wildcard covers some by the way.
  const found = useful.length === 0 ? matched : useful;
  const [first, ...more] = found;
  if (first === undefined)
    return /^kms:/i.test(pattern)
      ? `${pattern}: KMS has no such action`
      : `${pattern}: says nothing about a key`;
  if (more.length === 0) return `${upper(first.allows)} (${first.name})${beyond(first)}`;
  const names = found.map(({ name }) => name.replace(/^kms:/, '')).join(', ');
  return found.length > mostTold
    ? `${plural(found.length, 'action')} that ${pattern} stands for: ${names}`
    : `${upper(found.map(({ allows }) => allows).join('; '))} (${pattern}: ${names})`;
}

function beyond({ inKeyPolicy }: Action): string {
  return inKeyPolicy ? '' : ', which a key policy cannot allow';
}

function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What makes a statement do less than its words say. */
function notesOn(statement: CompiledStatement, key: Key): string[] {
  const { effect, resource, notResource, notPrincipals = [], conditions } = statement;
  const notes: string[] = [];
  if (resource === undefined || notResource) notes.push('It has no Resource, and so it does nothing.');
  else if (!resource(key, noContext)) notes.push('Its Resource may not be this key; then it does nothing.');
  if (
    effect === 'Deny' &&
    notPrincipals.some((pattern) => pattern.kind === 'arn' && pattern.role !== undefined)
  )
    notes.push('Sessions of a role are spared only where they are listed themselves.');
  if (conditions.length > 1) notes.push('All of these conditions have to hold together.');
  return notes;
}

/** Policy variables stay open: nothing is known of a request here. */
const noContext = { get: () => undefined };
