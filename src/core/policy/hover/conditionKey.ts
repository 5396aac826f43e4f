import type { Markdown, Piece } from '../../markdown';
import { bold, code, joined, link, list, md, prose } from '../../markdown';
import type { ConditionKey } from '../vocabulary/conditionKey';
import type { FoundConditionKey } from '../vocabulary/conditionKeys';
import { actionsWith } from '../vocabulary/conditionKeys';
import { findServiceContext } from '../vocabulary/encryptionContexts';

/** All that there is to say of a condition key. */
export function conditionKeyMarkdown({ key, part }: FoundConditionKey): Markdown {
  const several = key.multivalued ? ', several values: needs ForAllValues or ForAnyValue' : '';
  const name = part === undefined ? key.name : key.name.replace(/\$\{.*\}$/, () => part);
  return joined(
    [
      md`${bold(name)} · ${key.type}${several}`,
      prose(key.description),
      sender(key, part),
      key.note && prose(key.note),
      key.replacement && md`⚠ Deprecated: use ${code(key.replacement)}.`,
      key.iamOnly && '⚠ Only of use in IAM policies.',
      list(facts(key)),
      link('AWS documentation', key.link),
    ].map((piece) => piece || undefined),
    '\n\n',
  );
}

/** Which AWS service sends a pair of the encryption context of that name. */
function sender(key: ConditionKey, part: string | undefined): Markdown | undefined {
  const context = key.name.startsWith('kms:EncryptionContext:') ? findServiceContext(part ?? '') : undefined;
  return context && md`AWS sends ${code(context.name)} itself: ${prose(context.title)}.`;
}

function facts(key: ConditionKey): Markdown[] {
  const rows = [md`Carried by: ${carriers(key)}`];
  if (key.values) rows.push(md`Values: ${joined(key.values.map(code), ', ')}`);
  if (key.range)
    rows.push(md`Values: ${key.range[0]}${key.range[1] === undefined ? ' or more' : ` to ${key.range[1]}`}`);
  if (key.operators) rows.push(md`Operators: ${joined(key.operators.map(code), ', ')}`);
  return rows;
}

function carriers(key: ConditionKey): Piece {
  const carrying = actionsWith(key).filter((action) => action.inKeyPolicy);
  if (key.global && carrying.length > 40) return 'requests to any service, where the value is known';
  if (carrying.length > 40) return 'all actions on a key';
  return joined(
    carrying.map((action) => code(action.name)),
    ', ',
  );
}
