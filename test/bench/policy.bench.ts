import { createRequire } from 'node:module';
import type { JSONSchema } from 'vscode-json-languageservice';
import type * as JsonLanguageService from 'vscode-json-languageservice';
import { complete } from '../../src/core/policy/complete/complete';
import { hoverAt } from '../../src/core/policy/hover/hover';
import { lintPolicy } from '../../src/core/policy/lint';
import { parsePolicy } from '../../src/core/policy/parse';
import { actions } from '../../src/core/policy/vocabulary/actions';
import { conditionKeys } from '../../src/core/policy/vocabulary/conditionKeys';
import { operators } from '../../src/core/policy/vocabulary/operators';
import type { Figure } from './main';

// It is CommonJS, and not every Node finds the names that it exports.
const { getLanguageService, TextDocument } = createRequire(import.meta.url)(
  'vscode-json-languageservice',
) as typeof JsonLanguageService;

/** The largest policy that KMS takes. */
const largest = 32_768;
const rounds = 6;
const times = 80;

/** What an editor does at each key stroke, beside the JSON language service on the same text in the same run. */
export async function run(): Promise<Figure[]> {
  const text = policyOf(largest);
  const place = placesIn(text);
  const document = parsePolicy(text);
  const context = { accountId: '111122223333', region: 'eu-west-1', principals: principals(500) };
  const peer = await peerOn(text);
  return [
    ...timed('parse', () => parsePolicy(text), 2),
    ...timed('lint', () => lintPolicy(document), 5),
    ...timed('complete, action', () => complete(document, place.action, context), 2),
    ...timed('complete, condition key', () => complete(document, place.conditionKey, context), 2),
    ...timed('complete, principal of 500', () => complete(document, place.principal, context), 2),
    ...timed('hover, action', () => hoverAt(document, place.action, context), 2),
    ...timed('hover, condition key', () => hoverAt(document, place.conditionKey, context), 2),
    ...(await timedAsync('JSON service, parse', () => Promise.resolve(peer.parse()))),
    ...(await timedAsync('JSON service, validate', () => peer.validate())),
    ...(await timedAsync('JSON service, complete, action', () => peer.complete(place.action))),
    ...(await timedAsync('JSON service, complete, condition key', () => peer.complete(place.conditionKey))),
    ...(await timedAsync('JSON service, hover', () => peer.hover(place.action))),
    ...[4, 8, 16, 32].flatMap(growth),
    ...hostile('asterisks', '*'),
    ...hostile('unclosed variables', '${'),
    ...hostile('unknown variables', '${a}'),
  ];
}

/** All that a key stroke costs, by the size of the policy: it should grow no faster than that. */
function growth(kilobytes: number): Figure[] {
  const text = policyOf(kilobytes * 1024);
  const { action } = placesIn(text);
  const work = () => {
    const document = parsePolicy(text);
    lintPolicy(document);
    complete(document, action);
  };
  const [median] = timed(`parse, lint and complete, ${kilobytes} KB`, work);
  return median ? [median] : [];
}

/** A key stroke in a policy with one value of 32 KB that is nothing but a sign. */
function hostile(name: string, sign: string): Figure[] {
  const value = sign.repeat(largest / sign.length);
  const Condition = { StringLike: { 'kms:EncryptionContext:AppName': value } };
  const text = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: '*', Action: 'kms:*', Resource: '*', Condition }],
  });
  const offset = text.indexOf(value) + value.length / 2;
  const work = () => {
    const document = parsePolicy(text);
    lintPolicy(document);
    complete(document, offset);
    hoverAt(document, offset);
  };
  return timed(`parse, lint, complete and hover, 32 KB of ${name}`, work, 50);
}

function principals(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `arn:aws:iam::111122223333:role/team-${index}`);
}

/** Statements of the kinds that real policies have, as many as fit. */
function policyOf(size: number): string {
  const statements: object[] = [];
  const text = () => JSON.stringify({ Version: '2012-10-17', Id: 'bench', Statement: statements }, null, 2);
  for (let index = 0; text().length < size; index++)
    statements.push({
      Sid: `Statement ${index}`,
      Effect: index % 7 === 6 ? 'Deny' : 'Allow',
      Principal: { AWS: [`arn:aws:iam::111122223333:role/app-${index}`, 'arn:aws:iam::444455556666:root'] },
      Action: ['kms:Decrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*', 'kms:Encrypt'],
      Resource: '*',
      Condition: {
        StringEquals: {
          'kms:ViaService': ['s3.eu-west-1.amazonaws.com', 'sqs.eu-west-1.amazonaws.com'],
          'kms:EncryptionContext:AppName': `app-${index}`,
        },
        Bool: { 'aws:SecureTransport': 'true' },
      },
    });
  statements.pop();
  return text();
}

/** Offsets in a statement near the end, where a reader of the whole text has come the farthest. */
function placesIn(text: string): { action: number; conditionKey: number; principal: number } {
  const last = (word: string) => text.lastIndexOf(word) + 6;
  return {
    action: last('"kms:Decrypt"'),
    conditionKey: last('"kms:ViaService"'),
    principal: last('"arn:aws:iam::111122223333:role'),
  };
}

function timed(name: string, work: () => unknown, limit?: number): Figure[] {
  for (let warming = 0; warming < 50; warming++) work();
  const all = Array.from({ length: rounds }, () =>
    Array.from({ length: times }, () => {
      const start = performance.now();
      work();
      return performance.now() - start;
    }),
  );
  return percentiles(name, all, limit);
}

async function timedAsync(name: string, work: () => PromiseLike<unknown>): Promise<Figure[]> {
  for (let warming = 0; warming < 20; warming++) await work();
  const all: number[][] = [];
  for (let round = 0; round < rounds; round++) {
    const one: number[] = [];
    for (let time = 0; time < times / 4; time++) {
      const start = performance.now();
      await work();
      one.push(performance.now() - start);
    }
    all.push(one);
  }
  return percentiles(name, all);
}

/** Of the quietest round: what else the machine does at the moment is not ours. */
function percentiles(name: string, all: number[][], limit?: number): Figure[] {
  const at = (sorted: number[], part: number) => sorted[Math.floor(part * (sorted.length - 1))] ?? 0;
  const quietest = all
    .map((round) => round.toSorted((a, b) => a - b))
    .reduce((best, round) => (at(round, 0.95) < at(best, 0.95) ? round : best));
  return [
    { name: `${name}, p50`, value: at(quietest, 0.5), unit: 'ms' },
    { name: `${name}, p95`, value: at(quietest, 0.95), unit: 'ms', ...(limit !== undefined && { limit }) },
  ];
}

interface Peer {
  parse(): unknown;
  validate(): PromiseLike<unknown>;
  complete(offset: number): PromiseLike<unknown>;
  hover(offset: number): PromiseLike<unknown>;
}

/** The JSON language service with all that a schema can say of key policies. */
async function peerOn(text: string): Promise<Peer> {
  const uri = 'file:///bench.key-policy.json';
  const service = getLanguageService({});
  service.configure({
    schemas: [{ uri: 'bench:schema', fileMatch: ['*.key-policy.json'], schema: schema() }],
  });
  const document = TextDocument.create(uri, 'json', 1, text);
  const parsed = service.parseJSONDocument(document);
  await service.doValidation(document, parsed);
  return {
    parse: () => service.parseJSONDocument(document),
    validate: () => service.doValidation(document, parsed),
    complete: (offset) => service.doComplete(document, document.positionAt(offset), parsed),
    hover: (offset) => service.doHover(document, document.positionAt(offset), parsed),
  };
}

function schema(): JSONSchema {
  const oneOrMore = (item: JSONSchema): JSONSchema => ({ anyOf: [item, { type: 'array', items: item }] });
  const names = actions().map(({ name, allows }) => ({ const: name, markdownDescription: allows }));
  const keys = conditionKeys().map(({ name, description }) => [name, { markdownDescription: description }]);
  const block = {
    type: 'object',
    properties: Object.fromEntries(keys) as Record<string, JSONSchema>,
  } as const;
  const action = oneOrMore({ anyOf: [...names, { type: 'string', pattern: '\\*' }] });
  return {
    type: 'object',
    properties: {
      Version: { enum: ['2012-10-17', '2008-10-17'] },
      Id: { type: 'string' },
      Statement: oneOrMore({
        type: 'object',
        required: ['Effect', 'Resource'],
        properties: {
          Sid: { type: 'string' },
          Effect: { enum: ['Allow', 'Deny'] },
          Principal: { anyOf: [{ const: '*' }, { type: 'object' }] },
          Action: action,
          NotAction: action,
          Resource: oneOrMore({ type: 'string' }),
          Condition: {
            type: 'object',
            properties: Object.fromEntries(operators.map(({ name }) => [name, block])),
          },
        },
      }),
    },
  };
}
