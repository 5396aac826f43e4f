import type { Member, NotationName, StringValue, Value } from '../../document';
import { dynamicText, holeText, isDynamic, isServerlessVariable, serverlessText } from './holes';
import { intrinsicOf } from './intrinsics';
import { namesSomething } from './references';

/** Where the values of a policy stand. */
export interface Around {
  /** Of values that do not say how they are written. */
  notation?: NotationName;
  /** In a file of the Serverless Framework, which fills in its own variables. */
  serverless?: true;
  /** Names in texts are filled in, by a loop around the resource. */
  repeated?: true;
}

/**
 * The values of a policy as its rules see them: what CloudFormation fills in is a hole, what says a plain text after
 * all is that text.
 */
export function withHoles(value: Value, around: Around = {}): Value {
  const intrinsic = intrinsicOf(value);
  if (intrinsic) return plainText(intrinsic, around) ?? hole(value, intrinsic);
  switch (value.kind) {
    case 'array':
      return written({ ...value, items: value.items.map((item) => withHoles(item, around)) }, around);
    case 'object':
      return written({ ...value, members: value.members.map((one) => memberOf(one, around)) }, around);
    case 'string':
      return textValue(value, around);
    default:
      return value;
  }
}

function textValue(value: StringValue, around: Around): Value {
  const { span, value: text } = value;
  if (isDynamic(text)) return { kind: 'hole', span, name: 'resolve', known: dynamicText(text) };
  if (around.serverless && isServerlessVariable(text))
    return { kind: 'hole', span, name: 'variable', known: serverlessText(text) };
  const string = written(value, around);
  if (around.repeated || !namesSomething(text, around.serverless)) return string;
  const says = `!Sub is missing: without it CloudFormation leaves ${JSON.stringify(text)} as it stands. Write !Sub before the text (in JSON {"Fn::Sub": "…"}).`;
  const fix = string.notation === 'cloudformation-json' ? 'Write Fn::Sub' : 'Write !Sub';
  return { ...string, forgotten: { says, fix } };
}

function written<T extends { notation?: NotationName }>(value: T, { notation }: Around): T {
  return notation === undefined || value.notation !== undefined ? value : { ...value, notation };
}

function memberOf(member: Member, around: Around): Member {
  return member.value ? { ...member, value: withHoles(member.value, around) } : member;
}

function hole({ span }: Value, intrinsic: Member): Value {
  return { kind: 'hole', span, name: intrinsic.key.value, known: holeText(intrinsic) };
}

/** `!Sub` without a variable is the text itself. */
function plainText({ key, value }: Member, around: Around): Value | undefined {
  return key.value === 'Fn::Sub' &&
    value?.kind === 'string' &&
    !value.value.includes('${') &&
    !isDynamic(value.value)
    ? written(value, around)
    : undefined;
}
