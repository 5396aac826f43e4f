import { bracketed } from '../json/notation';
import type { Notation } from '../notation';
import { yamlBlockNotation } from '../yaml/notation';

/** `${AWS::AccountId}`, `${Role.Arn}`, `${Parameter}`: what Fn::Sub fills in; policy variables have one colon. */
const reference = /\$\{([A-Za-z0-9]+(?:::[A-Za-z]+)?(?:\.[A-Za-z0-9.]+)?)\}/;
const alone = new RegExp(`^${reference.source}$`);

/** A policy variable within Fn::Sub, which would take it for its own. */
const variable = /\$\{(?=[^!}]*(?::[^:]|[*?$]))/g;

/** A text that names something of the template, as JSON; any other text as a string. */
function jsonText(text: string): string {
  const [, name] = alone.exec(text) ?? [];
  if (name === undefined) {
    if (!reference.test(text)) return JSON.stringify(text);
    return `{"Fn::Sub": ${JSON.stringify(text.replace(variable, '${!'))}}`;
  }
  const [resource, ...attribute] = name.split('.');
  if (attribute.length === 0) return `{"Ref": "${name}"}`;
  return `{"Fn::GetAtt": ["${resource ?? ''}", "${attribute.join('.')}"]}`;
}

/** The same in YAML's short form; undefined for a text that names nothing. */
function yamlText(text: string): string | undefined {
  const [, name] = alone.exec(text) ?? [];
  if (name !== undefined) return name.includes('.') ? `!GetAtt ${name}` : `!Ref ${name}`;
  if (!reference.test(text)) return undefined;
  return `!Sub '${text.replace(variable, '${!').replaceAll("'", "''")}'`;
}

/** Values in a template of JSON. */
export const cloudFormationJson: Notation = bracketed(jsonText);

/** Values in a template of YAML that stand in brackets. */
export const yamlFlow: Notation = bracketed((text) => yamlText(text) ?? JSON.stringify(text));

/** Values in a template of YAML. */
export const yamlBlock: Notation = yamlBlockNotation(yamlText);
