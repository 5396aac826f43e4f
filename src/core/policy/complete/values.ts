import type { ConditionKey, ValueSource } from '../vocabulary/conditionKey';
import { findConditionKey } from '../vocabulary/conditionKeys';
import type { ServiceContext } from '../vocabulary/encryptionContexts';
import { findServiceContext } from '../vocabulary/encryptionContexts';
import type { FoundOperator } from '../vocabulary/operators';
import { findOperator } from '../vocabulary/operators';
import {
  findServicePrincipal,
  servicePrincipals,
  viaServices,
  viaServiceValue,
} from '../vocabulary/services';
import type { AssistContext, Offer } from './completion';
import { accountOffers, awsPrincipalOffers, serviceOffers } from './principalOffers';
import type { Subject } from './subject';
import type { CursorContext } from './cursorContext';
import { ownValue } from '../../ownValue';

/** What the values of a condition depend on. */
export interface ValueInputs {
  found: FoundOperator | undefined;
  context: AssistContext;
  around: CursorContext;
  subject?: Subject;
}

/** Values for a condition: what the key can hold, by enum, by Region, by account, by what is there. */
export function conditionValueOffers(
  operatorText: string,
  keyName: string,
  present: readonly string[],
  subject: Subject,
  context: AssistContext,
  around: CursorContext,
): Offer[] {
  const found = findOperator(operatorText);
  const written = new Set(present);
  if (found?.operator.family === 'Null')
    return [
      { text: 'true', kind: 'value' as const, detail: 'the request does not have the key', rank: 0 },
      { text: 'false', kind: 'value' as const, detail: 'the request has the key', rank: 1 },
    ].filter(({ text }) => !written.has(text));
  const known = findConditionKey(keyName);
  if (!known) return [];
  const pair = /^kms:EncryptionContext:/i.test(keyName) ? findServiceContext(known.part ?? '') : undefined;
  const offers = pair
    ? [{ text: contextValue(pair, found, around), kind: 'value' as const, detail: pair.title, rank: 0 }]
    : valuesOf(known.key, { found, context, around, subject });
  return offers.filter(({ text }) => !written.has(text));
}

/** The value with which a new condition begins. */
export function firstValue(key: ConditionKey, inputs: ValueInputs): string {
  const { around } = inputs;
  if (key.values) return key.values[0] ?? '';
  // The long lists begin with these: they need not be made for one value.
  if (key.source === 'via-service') return viaServiceValue('s3', around.region);
  if (key.source === 'region') return around.region;
  const [first] = valuesOf(key, inputs);
  return first?.text ?? exampleFor(key, around);
}

/** What a service sends as the value of a pair of the encryption context. */
export function contextValue(
  pair: ServiceContext,
  found: FoundOperator | undefined,
  around: CursorContext,
): string {
  return inPlace(pair.value, around, found);
}

/** A pattern with what is known put in; under StringEquals an asterisk is only an asterisk. */
function inPlace(pattern: string, around: CursorContext, found: FoundOperator | undefined): string {
  const { partition, region, account } = around;
  const names = pattern.replace('{partition}', partition).replace('{account}', account);
  if (!found || found.operator.wildcards) return names.replace('{region}', region);
  return names.replace('{region}', region).replace(':*:', `:${region}:`).replace('*', 'example');
}

function exampleFor(key: ConditionKey, { partition, region, account }: CursorContext): string {
  if (key.type === 'IPAddress') return '203.0.113.0/24';
  if (/InstanceArn$/.test(key.name))
    return `arn:${partition}:ec2:${region}:${account}:instance/i-0123456789abcdef0`;
  if (key.type === 'ARN') return `arn:${partition}:signin:${region}:${account}:session/example`;
  if (/OrgPaths/.test(key.name)) return 'o-exampleorgid/*';
  return 'value';
}

function valuesOf(key: ConditionKey, inputs: ValueInputs): Offer[] {
  if (key.values) return key.values.map((text, rank) => ({ text, kind: 'value', rank }));
  if (key.source) return sources[key.source](key, inputs);
  if (key.range) return numbers(key, key.range);
  if (key.type === 'Date') return dates(inputs.found);
  return [];
}

function numbers(key: ConditionKey, [least, most]: readonly [number, number | undefined]): Offer[] {
  const usual: Readonly<Record<string, readonly number[]>> = {
    'kms:TrailingDaysWithoutKeyUsage': [90, 30, 180, 365],
    'kms:RotationPeriodInDays': [365, 90, 180],
    'kms:ScheduleKeyDeletionPendingWindowInDays': [30, 7, 14],
    'aws:MultiFactorAuthAge': [3600, 900, 28800],
  };
  const list = ownValue(usual, key.name) ?? (most === undefined ? [least] : [least, most]);
  return list.map((value, rank) => ({ text: String(value), kind: 'value', rank }));
}

function dates(found: FoundOperator | undefined): Offer[] {
  if (found?.operator.family === 'Numeric')
    return [{ text: '1798761599', kind: 'value', detail: 'seconds since 1970', rank: 0 }];
  return [{ text: '2026-12-31T23:59:59Z', kind: 'value', detail: 'UTC', rank: 0 }];
}

const sources: Readonly<Record<ValueSource, (key: ConditionKey, inputs: ValueInputs) => Offer[]>> = {
  account: (_key, { around }) => accountOffers(around),
  alias: (_key, { context, found }) => aliasOffers(context, found),
  organization: (_key, { around }) => [
    { text: around.organization, kind: 'value', detail: 'the organization', rank: 0 },
  ],
  principal: (_key, { context, around, found }) => principalArns(context, around, found),
  region: (_key, { around }) =>
    around.regions.map(([text, detail], rank) => ({ text, kind: 'value', detail, rank })),
  'service-principal': (_key, { around }) => serviceOffers([], around),
  'source-arn': (_key, { around, found, subject }) => sourceArns(around, found, subject?.services ?? []),
  'via-service': (_key, { around, found }) => viaServiceOffers(around, found),
  vpc: () => [{ text: 'vpc-0123456789abcdef0', kind: 'value', detail: 'example', rank: 0 }],
  'vpc-endpoint': () => [{ text: 'vpce-0123456789abcdef0', kind: 'value', detail: 'example', rank: 0 }],
  digest: () => [{ text: '0'.repeat(96), kind: 'value', detail: 'SHA-384, 96 hexadecimal digits', rank: 0 }],
};

function aliasOffers(context: AssistContext, found: FoundOperator | undefined): Offer[] {
  const known = (context.aliases ?? []).map((text): Offer => ({ text, kind: 'value', rank: 1 }));
  const pattern: Offer = { text: 'alias/example*', kind: 'value', detail: 'pattern', rank: 500 };
  const example: Offer = { text: 'alias/example', kind: 'value', detail: 'example', rank: 500 };
  return [...known, found?.operator.wildcards ? pattern : example];
}

function principalArns(
  context: AssistContext,
  around: CursorContext,
  found: FoundOperator | undefined,
): Offer[] {
  const offers = awsPrincipalOffers([], context, around).filter(
    ({ text, caution }) => text.includes(':role/') || (text.includes(':user/') && caution === undefined),
  );
  const wildcard = `arn:${around.partition}:iam::${around.account}:role/*`;
  const pattern: Offer = { text: wildcard, kind: 'principal', detail: 'every role', rank: 800 };
  const example: Offer = {
    text: `arn:${around.partition}:iam::${around.account}:role/ExampleRole`,
    kind: 'principal',
    detail: 'example',
    rank: 900,
  };
  return [
    ...offers,
    ...(found?.operator.wildcards ? [pattern] : []),
    ...(offers.length === 0 ? [example] : []),
  ];
}

/** What AWS's guides compare aws:SourceArn with: first for the services of the statement. */
function sourceArns(
  around: CursorContext,
  found: FoundOperator | undefined,
  services: readonly string[],
): Offer[] {
  const here = new Set(services.map((name) => findServicePrincipal(name)?.service));
  const named = servicePrincipals.flatMap((service, index): Offer[] => {
    if (service.sourceArn === undefined) return [];
    return [
      {
        text: inPlace(`arn:{partition}:${service.sourceArn}`, around, found),
        kind: 'value',
        detail: service.title,
        rank: here.has(service) ? index : 100 + index,
      },
    ];
  });
  const sorted = named.sort((one, other) => one.rank - other.rank);
  // Two services of one family name the same.
  return sorted.filter(({ text }, index) => sorted.findIndex((other) => other.text === text) === index);
}

/** First those that most keys are for. */
const usualServices = ['s3', 'ec2', 'rds', 'secretsmanager', 'lambda', 'dynamodb', 'sqs', 'sns', 'ssm'];

function viaServiceOffers(around: CursorContext, found: FoundOperator | undefined): Offer[] {
  const usual = new Map(usualServices.map((prefix, index) => [prefix, index]));
  const offers = viaServices.map(({ prefix, title }): Offer => ({
    text: viaServiceValue(prefix, around.region),
    kind: 'service',
    detail: title,
    rank: usual.get(prefix) ?? 100,
  }));
  if (found?.operator.wildcards)
    for (const { prefix, title } of viaServices)
      offers.push({
        text: viaServiceValue(prefix, '*'),
        kind: 'service',
        detail: `${title}, every Region`,
        rank: 200 + (usual.get(prefix) ?? 100),
      });
  return offers.sort((a, b) => a.rank - b.rank);
}
