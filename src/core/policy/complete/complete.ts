import { prose } from '../../markdown';
import type { Member, PolicyDocument, Span } from '../document';
import { stringsOf } from '../locate';
import { policySkeletons, policySkeletonText, statementSnippets, statementSnippetText } from '../snippets';
import { actionOffers } from './actions';
import type { AssistContext, Completion, Offer } from './completion';
import { conditionKeyOffers, operatorOffers } from './conditions';
import {
  effectOffers,
  policyElementOffers,
  principalShapeOffers,
  principalTypeOffers,
  resourceOffers,
  sidOffers,
  statementElementOffers,
  versionOffers,
} from './elements';
import { awsPrincipalOffers, serviceOffers } from './principalOffers';
import { notationOf } from '../languages/notations';
import { toCompletions } from './render';
import type { Site } from './site';
import { nameOfMember, siteAt } from './site';
import { subjectOf } from './subject';
import type { Subject } from './subject';
import { cursorContextOf } from './cursorContext';
import type { CursorContext } from './cursorContext';
import { conditionValueOffers } from './values';
import { variableCompletions } from './variables';

/** What a source of completions is told. */
interface Inputs {
  site: Site;
  subject: Subject;
  context: AssistContext;
  around: CursorContext;
  /** Strings beside the place, which are not offered again. */
  siblings: readonly string[];
}

/** Everything that may be written at the offset, the likeliest first. Never throws, whatever the text. */
export function complete(
  document: PolicyDocument,
  offset: number,
  context: AssistContext = {},
): Completion[] {
  const around = cursorContextOf(document, context);
  const empty = emptySpan(document, offset);
  if (empty)
    return toCompletions(skeletonOffers(around), { span: empty, text: document.text }, document.root);
  const found = siteAt(document, offset);
  if (!found) return [];
  const sites = notationOf(found.container ?? found.current).wordsAreNames ? namesAndValues(found) : [found];
  return sites.flatMap((site) => completionsAt(site, context, around));
}

function completionsAt(site: Site, context: AssistContext, around: CursorContext): Completion[] {
  const { document, offset } = site;
  const variables = variableCompletions(site);
  if (variables) return variables;
  const subject = subjectOf(site.statement, offset);
  const inputs: Inputs = { site, subject, context, around, siblings: siblingsOf(site) };
  const beside = site.container ?? document.root;
  return toCompletions(offersAt(inputs), { ...site, text: document.text }, beside);
}

/** Where a word stands for itself: the name that it may be, and what may stand there as a whole. */
function namesAndValues(found: Site): Site[] {
  const name = nameOfMember(found);
  const empty = withoutStandIn(found);
  if (name === found) return [empty];
  return empty !== found && found.role === 'item' ? [name, empty] : [name];
}

function withoutStandIn(site: Site): Site {
  const { current, ...others } = site;
  return current && current.span.start === site.document.standIn?.start ? others : site;
}

/** The place of the policy where it holds nothing, or one word only: there a policy can begin. */
function emptySpan(document: PolicyDocument, offset: number): Span | undefined {
  const { root, text, embedded } = document;
  if (!root) return text.trim() === '' ? { start: offset, end: offset } : undefined;
  const alone =
    root.kind === 'string' && (embedded ?? text.trim().length === root.span.end - root.span.start);
  const inside = root.span.start <= offset && offset <= root.span.end;
  return alone && inside && !/[\r\n]/.test(text.slice(root.span.start, root.span.end))
    ? root.span
    : undefined;
}

function skeletonOffers(around: CursorContext): Offer[] {
  return policySkeletons.map((skeleton, rank) => {
    const snippet = policySkeletonText(skeleton, around);
    return {
      text: skeleton.name,
      label: skeleton.label,
      kind: 'snippet',
      detail: skeleton.name,
      documentation: () => prose(skeleton.description).source,
      snippet,
      rank,
    };
  });
}

function siblingsOf({ role, container, current, offset }: Site): string[] {
  if (role !== 'item') return [];
  return stringsOf(container)
    .filter((item) => item !== current && (offset < item.span.start || offset > item.span.end))
    .map(({ value }) => value);
}

function offersAt(inputs: Inputs): Offer[] {
  const { site } = inputs;
  const [element, ...rest] = site.path;
  if (element === undefined)
    return site.role === 'key' ? policyElementOffers(objectOf(site), site.member) : [];
  if (element === 'Version') return site.role === 'value' ? versionOffers() : [];
  if (element !== 'Statement') return [];
  const inList = typeof rest[0] === 'number';
  if (rest.length === 0 && site.role === 'value') return statementOffers(inputs, true);
  if (site.role === 'item' && (rest.length === 0 || (inList && rest.length === 1)))
    return statementOffers(inputs, false);
  return statementPartOffers(inputs, inList ? rest.slice(1) : rest);
}

function statementOffers({ around, site }: Inputs, asList: boolean): Offer[] {
  const offers = statementSnippets.map((snippet, rank): Offer => {
    const text = statementSnippetText(snippet, around);
    return {
      text: snippet.name,
      label: snippet.label,
      kind: 'snippet',
      detail: snippet.name,
      documentation: () => prose(snippet.description).source,
      snippet: asList ? `[\n\t${text.replace(/\n/g, '\n\t')}\n]` : text,
      rank: rank + 1,
    };
  });
  const blank: Offer = {
    text: 'statement',
    label: 'Statement',
    kind: 'snippet',
    detail: 'an empty one, to be filled in',
    snippet: asList ? '[\n\t{\n\t\t$0\n\t}\n]' : '{\n\t$0\n}',
    retrigger: true,
    rank: 0,
  };
  return site.current?.kind === 'object' ? [] : [blank, ...offers];
}

type Part = (inputs: Inputs, path: readonly (string | number)[]) => Offer[];

function statementPartOffers(inputs: Inputs, path: readonly (string | number)[]): Offer[] {
  const [element, ...rest] = path;
  const { site, subject, around } = inputs;
  if (element === undefined)
    return site.role === 'key' ? statementElementOffers(objectOf(site), subject, around, site.member) : [];
  const part = typeof element === 'string' && Object.hasOwn(parts, element) ? parts[element] : undefined;
  return part ? part(inputs, rest) : [];
}

const actionPart: Part = ({ site, subject, context }, path) => {
  if (site.role === 'key' || path.length > 1) return [];
  return listable(site, actionOffers(subject, context));
};

const principalPart: Part = (inputs, path) => {
  const { site, around, context, siblings } = inputs;
  const [type] = path;
  if (type === undefined)
    return site.role === 'key'
      ? principalTypeOffers(objectOf(site), around, site.member)
      : inString(site)
        ? [everyone]
        : principalShapeOffers(around);
  if (site.role === 'key' || path.length > 2) return [];
  if (type === 'AWS') return awsPrincipalOffers(siblings, context, around);
  return type === 'Service' ? serviceOffers(siblings, around) : [];
};

const everyone: Offer = {
  text: '*',
  kind: 'value',
  detail: 'everyone',
  caution: 'everyone in any account, unless a condition narrows it',
  rank: 0,
};

const conditionPart: Part = (inputs, path) => {
  const { site, subject, context, around, siblings } = inputs;
  const [operator, key] = path;
  const present = siblingKeys(site);
  if (operator === undefined) {
    if (site.role === 'key') return operatorOffers(present, subject, keysUnder(site.member));
    return site.role === 'value' && !inString(site) ? [conditionObject] : [];
  }
  if (typeof operator !== 'string') return [];
  if (key === undefined) {
    if (site.role === 'key') return conditionKeyOffers(operator, present, subject, context, around);
    return site.role === 'value' && !inString(site) ? [conditionObject] : [];
  }
  if (typeof key !== 'string' || site.role === 'key' || path.length > 3) return [];
  return conditionValueOffers(operator, key, siblings, subject, context, around);
};

const conditionObject: Offer = {
  text: '{}',
  label: '{ … }',
  kind: 'snippet',
  detail: 'conditions',
  snippet: '{\n\t$0\n}',
  retrigger: true,
  rank: 0,
};

const parts: Readonly<Record<string, Part>> = {
  Sid: ({ site, subject, around }, path) =>
    site.role === 'value' && path.length === 0 ? sidOffers(subject, around) : [],
  Effect: ({ site }, path) => (site.role === 'value' && path.length === 0 ? effectOffers() : []),
  Principal: principalPart,
  NotPrincipal: principalPart,
  Action: actionPart,
  NotAction: actionPart,
  Resource: ({ site, siblings }, path) =>
    site.role === 'key' || path.length > 1 || siblings.includes('*') ? [] : resourceOffers(),
  Condition: conditionPart,
};

/** Where the value is not begun yet, a list comes first. */
function listable(site: Site, offers: Offer[]): Offer[] {
  if (site.role !== 'value' || site.current) return offers;
  const list: Offer = {
    text: '[]',
    label: '[ … ]',
    kind: 'snippet',
    detail: 'a list',
    snippet: '[\n\t$0\n]',
    retrigger: true,
    rank: 0,
  };
  return [list, ...offers];
}

const inString = (site: Site) => site.current?.kind === 'string';
const objectOf = (site: Site) => (site.container?.kind === 'object' ? site.container : undefined);

/** The condition keys that stand under an operator already. */
function keysUnder(member: Member | undefined): string[] {
  return member?.value?.kind === 'object' ? member.value.members.map(({ key }) => key.value) : [];
}

function siblingKeys(site: Site): string[] {
  const members = objectOf(site)?.members ?? [];
  return members.filter((member) => member !== site.member).map(({ key }) => key.value);
}
