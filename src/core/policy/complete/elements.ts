import { md } from '../../markdown';
import { elementMarkdown } from '../hover/element';
import type { Member, ObjectValue } from '../document';
import { stringsOf } from '../locate';
import type { Offer } from './completion';
import { placeholder } from './snippetText';
import type { Subject } from './subject';
import { untakenSid } from './cursorContext';
import type { CursorContext } from './cursorContext';
import { ownValue } from '../../ownValue';

const namesIn = (object: ObjectValue | undefined) => new Set(object?.members.map(({ key }) => key.value));

/** What follows the name of an element, and how many come before it. */
interface Template {
  name: string;
  value: string;
  retrigger?: true;
  rank: number;
}

function elementOffer({ name, value, retrigger, rank }: Template): Offer {
  return {
    text: name,
    kind: 'element',
    documentation: () => (elementMarkdown(name) ?? md`${name}`).source,
    value,
    ...(retrigger && { retrigger }),
    rank,
  };
}

/** Names that the object has already, without the one that is being typed. */
function othersIn(object: ObjectValue | undefined, typed: Member | undefined): Set<string> {
  const present = namesIn(object);
  if (typed) present.delete(typed.key.value);
  return present;
}

/** The kinds of JSON that an element can be, for a name that is changed before its value. */
const shapes: Readonly<Record<string, string>> = {
  Version: 'string',
  Id: 'string',
  Statement: 'array object',
  Sid: 'string',
  Effect: 'string',
  Principal: 'object',
  NotPrincipal: 'object',
  Condition: 'object',
};

function suits(name: string, typed: Member | undefined): boolean {
  const kind = typed?.value?.kind;
  return kind === undefined || (ownValue(shapes, name) ?? 'string array').includes(kind);
}

/** Elements of the policy that it does not have yet. */
export function policyElementOffers(object: ObjectValue | undefined, typed?: Member): Offer[] {
  const present = othersIn(object, typed);
  const all: Template[] = [
    { name: 'Version', value: '"2012-10-17"', rank: 0 },
    { name: 'Id', value: `"${placeholder(1, 'key-policy')}"`, rank: 20 },
    { name: 'Statement', value: '[\n\t$0\n]', retrigger: true, rank: 10 },
  ];
  return all.filter(({ name }) => !present.has(name) && suits(name, typed)).map(elementOffer);
}

/** Elements that exclude each other. */
const rivals: Readonly<Record<string, string>> = {
  Principal: 'NotPrincipal',
  NotPrincipal: 'Principal',
  Action: 'NotAction',
  NotAction: 'Action',
  Resource: 'NotResource',
};

/** Elements of the statement that it does not have yet, in the order in which AWS writes them. */
export function statementElementOffers(
  object: ObjectValue | undefined,
  subject: Subject,
  around: CursorContext,
  typed?: Member,
): Offer[] {
  const present = othersIn(object, typed);
  const root = `arn:${around.partition}:iam::${around.account}:root`;
  const all: Template[] = [
    { name: 'Sid', value: `"${placeholder(1, untakenSid(suggestedSid(subject), around))}"`, rank: 0 },
    { name: 'Effect', value: '"${1|Allow,Deny|}"', rank: 10 },
    { name: 'Principal', value: `{\n\t"AWS": "${placeholder(1, root)}"\n}`, rank: 20 },
    { name: 'Action', value: '[\n\t$0\n]', retrigger: true, rank: 30 },
    { name: 'Resource', value: '"*"', rank: 40 },
    { name: 'Condition', value: '{\n\t$0\n}', retrigger: true, rank: 50 },
    { name: 'NotAction', value: '[\n\t$0\n]', retrigger: true, rank: 60 },
    { name: 'NotPrincipal', value: `{\n\t"AWS": "${placeholder(1, root)}"\n}`, rank: 70 },
  ];
  return all
    .filter(
      ({ name }) => !present.has(name) && !present.has(ownValue(rivals, name) ?? name) && suits(name, typed),
    )
    .map(elementOffer)
    .map((offer) => withCaution(offer, subject));
}

/** With Allow, both let in more than they say, and future actions and principals too. */
function withCaution(offer: Offer, { effect }: Subject): Offer {
  if (!offer.text.startsWith('Not') || effect === 'Deny') return offer;
  return { ...offer, caution: 'with Allow it covers everything else, what comes later too' };
}

/** A Sid that says what the statement does, as the console's do. */
export function suggestedSid(subject: Subject): string {
  const verb = subject.effect === 'Deny' ? 'Deny' : 'Allow';
  const groups = new Set(subject.covered.map(({ group }) => group));
  if (subject.covered.length === 0) return `${verb} use of the key`;
  if (subject.entries.includes('kms:*')) return 'Enable IAM User Permissions';
  if (groups.has('administer')) return `${verb} access for Key Administrators`;
  if (groups.size === 1 && groups.has('grants')) return `${verb} attachment of persistent resources`;
  return `${verb} use of the key`;
}

/** Sids in the manner of the console, without those of other statements. */
export function sidOffers(subject: Subject, { sids }: CursorContext): Offer[] {
  const first = suggestedSid(subject);
  const usual = [
    'Enable IAM User Permissions',
    'Allow access for Key Administrators',
    'Allow use of the key',
    'Allow attachment of persistent resources',
  ];
  return [...new Set([first, ...usual])]
    .filter((sid) => sid === subject.sid || !sids.has(sid))
    .map((text, rank) => ({
      text,
      kind: 'value',
      detail: usual.includes(text) ? "the console's name" : 'by its actions',
      rank,
    }));
}

/** Allow and Deny. */
export function effectOffers(): Offer[] {
  return ['Allow', 'Deny'].map((text, rank) => ({
    text,
    kind: 'value',
    documentation: () => (elementMarkdown(text) ?? md`${text}`).source,
    rank,
  }));
}

/** The version that a policy should have; the other one knows no variables. */
export function versionOffers(): Offer[] {
  return [
    { text: '2012-10-17', kind: 'value', detail: 'the current version of the language', rank: 0 },
    { text: '2008-10-17', kind: 'value', detail: 'without policy variables', rank: 1 },
  ];
}

/** `*`: in a key policy the key itself, and the only thing that KMS takes. */
export function resourceOffers(): Offer[] {
  return [
    {
      text: '*',
      kind: 'value',
      detail: 'this key',
      documentation: () => elementMarkdown('Resource')?.source ?? '',
      rank: 0,
    },
  ];
}

/** What `Principal` may be. */
export function principalShapeOffers(around: CursorContext): Offer[] {
  const root = `arn:${around.partition}:iam::${around.account}:root`;
  return [
    shape('AWS', 'accounts, users, roles', `{\n\t"AWS": "${placeholder(1, root)}"\n}`, 0),
    shape('Service', 'an AWS service', '{\n\t"Service": "${1:cloudtrail.amazonaws.com}"\n}', 1),
    {
      ...shape('Everyone', '{"AWS": "*"}', '{\n\t"AWS": "*"\n}', 2),
      caution: 'everyone in any account, unless a condition narrows it',
    },
  ];
}

function shape(text: string, detail: string, snippet: string, rank: number): Offer {
  return { text, label: text, kind: 'snippet', detail, snippet, rank };
}

/** The keys of `Principal` that a key policy takes, and that suit the names behind the one that is typed. */
export function principalTypeOffers(
  object: ObjectValue | undefined,
  around: CursorContext,
  typed?: Member,
): Offer[] {
  const present = othersIn(object, typed);
  const root = `arn:${around.partition}:iam::${around.account}:root`;
  const names = stringsOf(typed?.value).map(({ value }) => value);
  const all: Template[] = [
    { name: 'AWS', value: `"${placeholder(1, root)}"`, rank: 0 },
    { name: 'Service', value: '"${1:cloudtrail.amazonaws.com}"', rank: 1 },
  ];
  return all
    .filter(({ name }) => !present.has(name))
    .filter(({ name }) => names.every((text) => text.includes('.amazonaws.') === (name === 'Service')))
    .map(elementOffer);
}
