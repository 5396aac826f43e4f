import type { AssistContext } from '../complete/completion';
import { catalog } from '../../keys/catalog';
import { partitions } from '../../partitions';
import type { Markdown } from '../../markdown';
import { bold, code, joined, list, md, prose } from '../../markdown';
import type { FoundConditionKey } from '../vocabulary/conditionKeys';
import type { FoundOperator } from '../vocabulary/operators';
import { parseViaService } from '../vocabulary/services';
import { conditionKeyMarkdown } from './conditionKey';
import { principalMarkdown, servicePrincipalMarkdown } from './principal';
import { ownValue } from '../../ownValue';

/** What a value of a condition means, by its key. */
export function valueMarkdown(
  operator: FoundOperator | undefined,
  found: FoundConditionKey | undefined,
  text: string,
  context: AssistContext,
): Markdown | undefined {
  if (operator?.operator.family === 'Null') return nullText(text, found);
  if (!found) return undefined;
  const special = bySource(found, text, context) ?? byName(found.key.name, text);
  const variable = firstVariable(text);
  const note =
    variable === undefined ? undefined : md`${code(variable)} is replaced by its value in the request.`;
  const meaning = special ?? joined([md`${code(text)} for this key:`, conditionKeyMarkdown(found)], '\n\n');
  return joined([meaning, note], '\n\n');
}

/** `${…}`, the first that is closed: looked for once, however many are open. */
function firstVariable(text: string): string | undefined {
  const end = text.indexOf('}', text.indexOf('${'));
  const start = end < 0 ? -1 : text.lastIndexOf('${', end);
  return start < 0 ? undefined : text.slice(start, end + 1);
}

function nullText(text: string, found: FoundConditionKey | undefined): Markdown | undefined {
  const part = found?.part ?? '…';
  const name = found ? code(found.key.name.replace(/\$\{.*\}$/, () => part)) : 'the key';
  if (text === 'true') return md`Holds where the request does **not** have ${name}.`;
  return text === 'false' ? md`Holds where the request has ${name}, whatever its value.` : undefined;
}

function bySource({ key }: FoundConditionKey, text: string, context: AssistContext): Markdown | undefined {
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
      return md`Region ${regionName(text)}`;
    case 'alias':
      return aliasText(text, context);
    default:
      return undefined;
  }
}

function viaServiceText(text: string): Markdown {
  const via = parseViaService(text);
  if (!via) return prose('Not a value of kms:ViaService, which has the form `service.region.amazonaws.com`.');
  const region = /[*?]/.test(via.region) ? 'any Region that matches' : regionName(via.region);
  return md`Requests that ${bold(via.title ?? via.prefix)} in ${region} makes on behalf of the principal. Direct requests to KMS do not match.`;
}

function regionName(id: string): string {
  const name = partitions.flatMap(({ regions }) => ownValue(regions, id) ?? [])[0];
  return name === undefined ? id : `${name} (${id})`;
}

function accountText(text: string, { accountId }: AssistContext): Markdown {
  if (!/^\d{12}$/.test(text))
    return md`
An account id has 12 digits.
    `;
  return text === accountId ? md`**The key's own account** ${text}` : md`Account ${text}`;
}

function aliasText(text: string, { aliases }: AssistContext): Markdown {
  if (!text.startsWith('alias/')) return prose('The name of an alias begins with `alias/`.');
  const known = aliases === undefined ? '' : aliases.includes(text) ? ', which exists' : '';
  return md`Requests that name the key by the alias ${code(text.slice('alias/'.length))}${known}.`;
}

const usages = new Map<string, string>(
  Object.entries({
    ENCRYPT_DECRYPT: 'encrypt and decrypt',
    SIGN_VERIFY: 'sign and verify',
    GENERATE_VERIFY_MAC: 'generate and verify MACs',
    KEY_AGREEMENT: 'derive shared secrets',
    ENCAPSULATE_DECAPSULATE: 'encapsulate and decapsulate keys (ML-KEM)',
  }),
);

const words = new Map<string, string>(
  Object.entries({
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
  }),
);

function byName(name: string, text: string): Markdown | undefined {
  if (/KeySpec$|KeyPairSpec$|CustomerMasterKeySpec$/.test(name)) return specText(text);
  if (/KeyUsage$/.test(name)) {
    const usage = usages.get(text);
    return usage === undefined ? undefined : md`Keys that ${usage}.`;
  }
  const meaning = words.get(text);
  return meaning === undefined ? undefined : md`${meaning}`;
}

function specText(text: string): Markdown | undefined {
  const rows = catalog.filter(({ spec }) => spec === text);
  const [first] = rows;
  if (!first) return undefined;
  const uses = rows.map(
    ({ usage, algorithms }) => md`${usages.get(usage) ?? usage}: ${algorithms.join(', ')}`,
  );
  const china = first.chinaRegionsOnly ? ' (China Regions only)' : '';
  return joined([md`${bold(text)} · ${first.type.toLowerCase()}${china}`, list(uses)], '\n\n');
}
