import { ownValue } from '../../../ownValue';
import type { HoleText, Member, Value } from '../../document';
import { intrinsicOf } from './intrinsics';

/** Source: CloudFormation Template Reference, "Pseudo parameters". */
const pseudoParameters: Readonly<Record<string, string>> = {
  'AWS::AccountId': 'The id of the account in which the stack is created.',
  'AWS::NoValue': 'Nothing: the property or the entry is left out.',
  'AWS::NotificationARNs': 'The ARNs of the topics that the stack notifies.',
  'AWS::Partition': 'The partition in which the stack is created, such as aws or aws-cn.',
  'AWS::Region': 'The Region in which the stack is created.',
  'AWS::StackId': 'The ARN of the stack.',
  'AWS::StackName': 'The name of the stack.',
  'AWS::URLSuffix': 'The domain of AWS in the partition, such as amazonaws.com.',
};

/** What each function gives. Source: CloudFormation Template Reference, "Intrinsic functions". */
const functions: Readonly<Record<string, string>> = {
  Condition: 'Whether a condition of the template holds.',
  'Fn::Base64': 'A text in Base64.',
  'Fn::Cidr': 'A list of address ranges.',
  'Fn::FindInMap': 'A value of a mapping of the template.',
  'Fn::ForEach': 'A part that is repeated for each value of a list.',
  'Fn::GetAZs': 'The Availability Zones of a Region.',
  'Fn::If': 'One of two values, as a condition of the template decides.',
  'Fn::ImportValue': 'A value that another stack exports.',
  'Fn::Length': 'The length of a list.',
  'Fn::Select': 'One value of a list.',
  'Fn::Split': 'A list of the parts of a text.',
  'Fn::ToJsonString': 'A value as JSON text.',
  'Fn::Transform': 'What a macro makes of it.',
};

/** What is known of a value that only CloudFormation can fill in. */
export function holeText({ key: { value: name }, value }: Member): HoleText {
  const text = textOf(name, value);
  const says = ownValue(functions, name) ?? referencesSay(text) ?? 'A value that CloudFormation fills in.';
  return { says, ...(text !== undefined && { text }) };
}

/** A dynamic reference, `{{resolve:ssm:name}}`, takes a value from Parameter Store or Secrets Manager. */
export function isDynamic(text: string): boolean {
  return text.includes('{{resolve:');
}

/** What is known of a text with dynamic references in it. */
export function dynamicText(text: string): HoleText {
  return {
    text: text.replace(/\{\{resolve:[^}]*\}\}/g, '${…}'),
    says: 'A dynamic reference: CloudFormation takes the value from Parameter Store or Secrets Manager.',
  };
}

const serverless = /\$\{(?:self|opt|env|param|file|sls|aws|ssm|s3|cf|git|strToBool)[:(]/;

/**
 * Whether the Serverless Framework fills something in: `${self:custom.name}`.
 * Source: Serverless Framework documentation, "Variables".
 */
export function isServerlessVariable(text: string): boolean {
  return serverless.test(text);
}

/** What is known of a text with such variables in it. */
export function serverlessText(text: string): HoleText {
  return { text, says: 'The Serverless Framework fills in its variables.' };
}

/** A text with `${…}` where something is filled in; undefined where its form is not known. */
function textOf(name: string, value: Value | undefined): string | undefined {
  const [first, second] = value?.kind === 'array' ? value.items : [];
  const plain = value?.kind === 'string' ? value.value : undefined;
  switch (name) {
    case 'Ref':
      return plain === undefined ? undefined : `\${${plain}}`;
    case 'Fn::GetAtt': {
      const parts = value?.kind === 'array' ? value.items.map(partText).join('.') : plain;
      return parts === undefined ? undefined : `\${${parts}}`;
    }
    case 'Fn::Sub':
      return plain ?? (first?.kind === 'string' ? first.value : undefined);
    case 'Fn::Join':
      return first?.kind === 'string' && second?.kind === 'array'
        ? second.items.map(partText).join(first.value)
        : undefined;
    default:
      return undefined;
  }
}

function partText(value: Value): string {
  if (value.kind === 'string') return value.value;
  const intrinsic = intrinsicOf(value);
  return (intrinsic && textOf(intrinsic.key.value, intrinsic.value)) ?? '${…}';
}

/** What the names in a text stand for, each once. */
function referencesSay(text: string | undefined): string | undefined {
  const names = [...(text ?? '').matchAll(/\$\{([^!}…][^}]*)\}/g)].map(([, name = '']) => name.trim());
  const [only, ...more] = [...new Set(names)];
  if (only === undefined) return undefined;
  if (more.length === 0 && text === `\${${only}}`) return referenceSays(only);
  return [only, ...more].map((name) => `${name}: ${lowerFirst(referenceSays(name))}`).join(' ');
}

function referenceSays(name: string): string {
  const pseudo = ownValue(pseudoParameters, name);
  if (pseudo !== undefined) return pseudo;
  const [resource = name, ...attribute] = name.split('.');
  return attribute.length > 0
    ? `The attribute ${attribute.join('.')} of the resource ${resource}.`
    : `The value of the parameter ${name}, or what identifies the resource ${name}.`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
