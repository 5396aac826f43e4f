import type { AssistContext } from '../complete/completion';
import { catalog } from '../../keys/catalog';
import { partitions } from '../../partitions';
import type { FoundConditionKey } from '../vocabulary/conditionKeys';
import type { FoundOperator } from '../vocabulary/operators';
import { parseViaService } from '../vocabulary/services';
import { conditionKeyMarkdown } from './conditionKey';
import { principalMarkdown, servicePrincipalMarkdown } from './principal';

/** What a value of a condition means, by its key. */
export function valueMarkdown(
  operator: FoundOperator | undefined,
  found: FoundConditionKey | undefined,
  text: string,
  context: AssistContext,
): string | undefined {
  if (operator?.operator.family === 'Null') return nullText(text, found);
  if (!found) return undefined;
  const special = bySource(found, text, context) ?? byName(found.key.name, text);
  const variable = /\$\{[^}]*\}/.exec(text)?.[0];
  const note = variable === undefined ? '' : `\n\n\`${variable}\` is replaced by its value in the request.`;
  return (special ?? `\`${text}\` for this key:\n\n${conditionKeyMarkdown(found)}`) + note;
}

function nullText(text: string, found: FoundConditionKey | undefined): string | undefined {
  const name = found ? `\`${found.key.name.replace(/\$\{.*\}$/, found.part ?? '…')}\`` : 'the key';
  if (text === 'true') return `Holds where the request does **not** have ${name}.`;
  return text === 'false' ? `Holds where the request has ${name}, whatever its value.` : undefined;
}

function bySource({ key }: FoundConditionKey, text: string, context: AssistContext): string | undefined {
  switch (key.source) {
    case 'via-service':
      return viaServiceText(text);
    case 'account':
      return accountText(text, context);
    case 'principal':
      return principalMarkdown(text, context.accountId === undefined ? {} : { accountId: context.accountId });
    case 'service-principal':
      return servicePrincipalMarkdown(text);
    case 'region':
      return regionText(text);
    case 'alias':
      return aliasText(text, context);
    default:
      return undefined;
  }
}

function viaServiceText(text: string): string {
  const via = parseViaService(text);
  if (!via) return 'Not a value of kms:ViaService, which has the form `service.region.amazonaws.com`.';
  const region = /[*?]/.test(via.region) ? 'any Region that matches' : regionName(via.region);
  return `Requests that **${via.title ?? via.prefix}** in ${region} makes on behalf of the principal. Direct requests to KMS do not match.`;
}

function regionName(id: string): string {
  const name = partitions.flatMap(({ regions }) => regions[id] ?? [])[0];
  return name === undefined ? id : `${name} (${id})`;
}

function regionText(text: string): string {
  return `Region ${regionName(text)}`;
}

function accountText(text: string, { accountId }: AssistContext): string {
  if (!/^\d{12}$/.test(text)) return 'An account id has 12 digits.';
  return text === accountId ? `**The key's own account** ${text}` : `Account ${text}`;
}

function aliasText(text: string, { aliases }: AssistContext): string {
  if (!text.startsWith('alias/')) return 'The name of an alias begins with `alias/`.';
  const known = aliases === undefined ? '' : aliases.includes(text) ? ', which exists' : '';
  return `Requests that name the key by the alias \`${text.slice('alias/'.length)}\`${known}.`;
}

const usages: Readonly<Record<string, string>> = {
  ENCRYPT_DECRYPT: 'encrypt and decrypt',
  SIGN_VERIFY: 'sign and verify',
  GENERATE_VERIFY_MAC: 'generate and verify MACs',
  KEY_AGREEMENT: 'derive shared secrets',
  ENCAPSULATE_DECAPSULATE: 'encapsulate and decapsulate keys (ML-KEM)',
};

const words: Readonly<Record<string, string>> = {
  AWS_KMS: 'KMS made the key material.',
  EXTERNAL: 'The key material was imported.',
  AWS_CLOUDHSM: 'The key material is in an AWS CloudHSM cluster.',
  EXTERNAL_KEY_STORE: 'The key material is in a key manager outside of AWS.',
  PRIMARY: 'The primary key of a multi-Region key.',
  REPLICA: 'A replica of a multi-Region key.',
  RAW: 'The message itself; KMS makes the digest.',
  DIGEST: 'The digest of the message, made by the caller.',
  EXTERNAL_MU: 'The value μ of an ML-DSA signature, made by the caller.',
  KEY_MATERIAL_EXPIRES: 'The imported key material expires, and the key then stops working.',
  KEY_MATERIAL_DOES_NOT_EXPIRE: 'The imported key material stays.',
};

function byName(name: string, text: string): string | undefined {
  if (/KeySpec$|KeyPairSpec$|CustomerMasterKeySpec$/.test(name)) return specText(text);
  if (/KeyUsage$/.test(name)) return usages[text] && `Keys that ${usages[text]}.`;
  return Object.hasOwn(words, text) ? words[text] : undefined;
}

function specText(text: string): string | undefined {
  const rows = catalog.filter(({ spec }) => spec === text);
  const [first] = rows;
  if (!first) return undefined;
  const uses = rows.map(({ usage, algorithms }) => `- ${usages[usage] ?? usage}: ${algorithms.join(', ')}`);
  const china = first.chinaRegionsOnly ? ' (China Regions only)' : '';
  return [`**${text}** · ${first.type.toLowerCase()}${china}`, '', ...uses].join('\n');
}
