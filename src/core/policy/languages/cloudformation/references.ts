import type { Here, Value } from '../../document';
import { memberOf } from './intrinsics';
import { resourcesIn } from './resources';

/** `${AWS::AccountId}`, `${Role.Arn}`, `${Parameter}`: what Fn::Sub fills in; policy variables have one colon. */
const reference = /\$\{(AWS::[A-Za-z]+|[A-Za-z0-9]+(?:\.[A-Za-z0-9.]+)?)\}/;
const pseudo = /\$\{AWS::[A-Za-z]+\}/;
const alone = new RegExp(`^${reference.source}$`);

/** A policy variable within Fn::Sub, which would take it for its own. */
const variable = /\$\{(?=[^!}]*(?:(?<!:):(?!:)|[*?$]))/g;

/** Whether Fn::Sub would fill something in. Other programs have a use for names in braces, but not for `AWS::…`. */
export function namesSomething(text: string, pseudoOnly = false): boolean {
  return (pseudoOnly ? pseudo : reference).test(text);
}

/** A text that names something of the template, as JSON; any other text as a string. */
export function jsonText(text: string): string {
  const [, name] = alone.exec(text) ?? [];
  if (name === undefined)
    return namesSomething(text) ? `{"Fn::Sub": ${JSON.stringify(subText(text))}}` : JSON.stringify(text);
  const [resource = '', ...attribute] = name.split('.');
  if (attribute.length === 0) return `{"Ref": "${name}"}`;
  return `{"Fn::GetAtt": ["${resource}", "${attribute.join('.')}"]}`;
}

/** The same in YAML's short form; undefined for a text that names nothing. */
export function yamlText(text: string): string | undefined {
  const [, name] = alone.exec(text) ?? [];
  if (name !== undefined) return name.includes('.') ? `!GetAtt ${name}` : `!Ref ${name}`;
  return namesSomething(text) ? `!Sub '${subText(text).replaceAll("'", "''")}'` : undefined;
}

/** The text for Fn::Sub, which leaves `${!name}` as `${name}`. */
export function subText(text: string): string {
  return text.replace(variable, '${!');
}

/** The account, Region and partition of the stack, and the roles and users that the template makes. */
export function hereIn(root: Value | undefined): Here {
  const identities = resourcesIn(root).filter(({ value }) => {
    const type = memberOf(value, 'Type')?.value;
    return type?.kind === 'string' && /^AWS::IAM::(Role|User)$/.test(type.value);
  });
  return {
    account: '${AWS::AccountId}',
    region: '${AWS::Region}',
    partition: '${AWS::Partition}',
    principals: identities.map(({ key }) => ({ name: key.value, text: `\${${key.value}.Arn}` })),
  };
}
