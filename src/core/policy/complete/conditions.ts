import { conditionKeyMarkdown } from '../hover/conditionKey';
import { operatorMarkdown } from '../hover/operator';
import { appliesTo, conditionKeys, findConditionKey } from '../vocabulary/conditionKeys';
import type { ConditionKey } from '../vocabulary/conditionKey';
import { serviceContexts } from '../vocabulary/encryptionContexts';
import type { FoundOperator, Operator } from '../vocabulary/operators';
import { findOperator, operatorName, operators, operatorSuits } from '../vocabulary/operators';
import { keysForServices } from '../vocabulary/services';
import type { AssistContext, Offer } from './completion';
import { placeholder } from './snippetText';
import type { Subject } from './subject';
import type { CursorContext } from './cursorContext';
import type { ValueInputs } from './values';
import { contextValue, firstValue } from './values';

/**
 * Operators for the members of `Condition`, without those that are there.
 * @param under names of the condition keys that the operator is to compare, where they are written already
 */
export function operatorOffers(
  present: readonly string[],
  subject: Subject,
  under: readonly string[] = [],
): Offer[] {
  const fixed = under.flatMap((name) => findConditionKey(name)?.key ?? []);
  const written = new Set(present.map((name) => name.toLowerCase()));
  const fitting = fittingKeys(subject).filter(({ caution }) => caution === undefined);
  return variants()
    .filter(({ name }) => !written.has(name.toLowerCase()))
    .filter(({ found }) => fixed.every((key) => takes(found, key)))
    .filter(({ found }) => fixed.length > 0 || fitting.some(({ key }) => takes(found, key)))
    .map(({ name, found, rank }) => ({
      text: name,
      kind: 'operator',
      detail: found.operator.family === 'Null' ? 'is the key there?' : found.operator.family,
      documentation: () => operatorMarkdown(found).source,
      value: '{\n\t$0\n}',
      retrigger: true,
      rank,
    }));
}

interface Variant {
  name: string;
  found: FoundOperator;
  rank: number;
}

/** As AWS's own key policies use them; the others follow in the order of the reference. */
const usualOperators: readonly string[] = [
  'StringEquals',
  'StringLike',
  'ArnLike',
  'ArnEquals',
  'Bool',
  'StringNotEquals',
  'StringNotLike',
  'ArnNotLike',
  'Null',
];

const setFamilies = new Set<Operator['family']>(['String', 'Arn']);
let allVariants: readonly Variant[] | undefined;

/** Every operator as it is, with IfExists, and with the set qualifiers. */
function variants(): readonly Variant[] {
  allVariants ??= operators.flatMap((operator, place) => {
    const usual = usualOperators.indexOf(operator.name);
    const index = usual < 0 ? usualOperators.length + place : usual;
    const forms: [FoundOperator, number][] = [[{ operator, ifExists: false }, index]];
    if (operator.family !== 'Null') forms.push([{ operator, ifExists: true }, 200 + index]);
    if (setFamilies.has(operator.family) && !operator.negated)
      forms.push(
        [{ operator, qualifier: 'ForAnyValue', ifExists: false }, 100 + index],
        [{ operator, qualifier: 'ForAllValues', ifExists: false }, 150 + index],
      );
    return forms.map(([found, rank]) => ({ name: operatorName(found), found, rank }));
  });
  return allVariants;
}

/** Whether the operator, with or without its set qualifier, can compare the key. */
function takes({ operator, qualifier }: FoundOperator, key: ConditionKey): boolean {
  if (operator.family === 'Null') return true;
  return operatorSuits(operator, key) && key.multivalued === (qualifier !== undefined);
}

interface Fitting {
  key: ConditionKey;
  caution?: string;
}

/**
 * A service acts as itself: nothing passes its call on, it has no account, organization, user or session of its own,
 * and comes from none of the caller's networks (IAM user guide, "AWS global condition context keys").
 */
const notOfServices =
  /^(kms:(ViaService|CallerAccount|RequestAlias|RecipientAttestation)|lambda:|aws:(Principal(Org|Tag|Arn|Account|Type)|MultiFactor|ViaAWSService|CalledVia|userid|username|FederatedProvider|TokenIssueTime|AssumedRoot|SourceIdentity|SourceIp|SourceVpc|Vpc|Ec2Instance|UserAgent|Referer|ChatbotSourceArn|RequestTag|TagKeys))/;

/** The keys that the requests of the statement's actions carry; with a word of caution where only some do. */
function fittingKeys(subject: Subject): Fitting[] {
  const byService = subject.services.length > 0 && subject.awsPrincipals.length === 0;
  const wanted = new Set(keysForServices(subject.services, subject.via));
  return conditionKeys().flatMap((key): Fitting[] => {
    if (key.iamOnly || key.replacement !== undefined) return [];
    if (byService && notOfServices.test(key.name) && !wanted.has(key.name)) return [];
    if (subject.covered.length === 0) return [{ key }];
    const lacking = subject.covered.find((action) => action.inKeyPolicy && !appliesTo(key, action));
    if (!lacking) return [{ key }];
    if (!subject.covered.some((action) => appliesTo(key, action))) return [];
    return [{ key, caution: `requests of ${lacking.name} do not carry it` }];
  });
}

/** Condition keys for the members of an operator, without those that are there. */
export function conditionKeyOffers(
  operatorText: string,
  present: readonly string[],
  subject: Subject,
  context: AssistContext,
  around: CursorContext,
): Offer[] {
  const written = new Set(present.map((name) => name.toLowerCase()));
  const found = findOperator(operatorText);
  const inputs = { found, context, around, subject };
  const fitting = fittingKeys(subject).filter(({ key }) => !found || takes(found, key));
  const ofServices = fitting
    .filter(({ key }) => key.name === encryptionContext)
    .flatMap((fit) => serviceContextOffers(fit, inputs));
  const general = fitting
    .filter(({ key }) => !written.has(key.name.toLowerCase()))
    .map(({ key, caution }): Offer => ({
      text: nameIn(key),
      label: key.name.replace(/\$\{.*\}$/, '…'),
      kind: 'condition-key',
      detail: key.multivalued ? `${key.type}, several` : key.type,
      documentation: () => conditionKeyMarkdown({ key }).source,
      ...keyInsertion(key, inputs),
      rank: keyRank(key, subject),
      ...(rankForService(key.name, subject) !== undefined && { needed: true as const }),
      ...(caution !== undefined && { caution }),
    }));
  return [...general, ...ofServices.filter(({ text }) => !written.has(text.toLowerCase()))];
}

const encryptionContext = 'kms:EncryptionContext:${EncryptionContextKey}';

type KeyInputs = ValueInputs & { subject: Subject };

/** The pairs that AWS services send. */
function serviceContextOffers({ key, caution }: Fitting, inputs: KeyInputs): Offer[] {
  const { found, around, subject } = inputs;
  return serviceContexts.map((context, index) => {
    const name = `kms:EncryptionContext:${context.name}`;
    const value = found?.operator.family === 'Null' ? 'false' : contextValue(context, found, around);
    const needed = rankForService(name, subject);
    return {
      text: name,
      kind: 'condition-key',
      detail: context.title,
      documentation: () => conditionKeyMarkdown({ key, part: context.name }).source,
      value: `"${placeholder(1, value)}"`,
      rank: needed ?? 70 + index,
      ...(needed !== undefined && { needed: true as const }),
      ...(caution !== undefined && { caution }),
    };
  });
}

/** The place of a key among those that the services of the statement need. */
function rankForService(name: string, { services, via }: Subject): number | undefined {
  const place = keysForServices(services, via).indexOf(name);
  return place < 0 ? undefined : place;
}

/** A template with an example for its part. */
function nameIn(key: ConditionKey): string {
  return key.name.replace(/\$\{.*\}$/, () => partExample(key));
}

function partExample(key: ConditionKey): string {
  if (key.name.endsWith('${n}')) return '0';
  return key.name.startsWith('kms:') ? 'AppName' : 'Department';
}

function keyInsertion(key: ConditionKey, inputs: KeyInputs): Pick<Offer, 'snippet' | 'value'> {
  const prefix = /^(.*)\$\{/.exec(key.name)?.[1];
  const first = prefix === undefined ? 1 : 2;
  const written = inputs.found?.operator.family === 'Null' ? 'true' : firstValue(key, inputs);
  const value = `"${placeholder(first, written)}"`;
  return prefix === undefined
    ? { value }
    : { value, snippet: `"${prefix}${placeholder(1, partExample(key))}"` };
}

function keyRank(key: ConditionKey, subject: Subject): number {
  const wanted = rankForService(key.name, subject);
  if (wanted !== undefined) return wanted;
  const service = subject.services.length > 0;
  const ofSource = /^aws:Source(Arn|Account|OrgID)$/.test(key.name);
  if (service && ofSource) return 20;
  const own = !key.global && subject.covered.length > 0 && subject.covered.length < 12;
  const rank = 100 - (key.rank ?? 0) * 20 + (key.global ? 5 : 0);
  // What only these actions carry is the likeliest.
  const specific =
    own && key.name.startsWith('kms:') && !/KeySpec|KeyUsage|KeyOrigin|MultiRegion/.test(key.name);
  if (!service && ofSource) return rank + 30;
  return rank - (specific ? 15 : 0);
}
