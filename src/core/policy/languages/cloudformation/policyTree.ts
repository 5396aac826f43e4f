import type { Member, NotationName, Value } from '../../document';
import { dynamicText, holeText, isDynamic } from './holes';
import { intrinsicOf } from './intrinsics';

/**
 * The values of a policy as its rules see them: what CloudFormation fills in is a hole, what says a plain text after
 * all is that text.
 * @param notation of values that do not say how they are written
 */
export function withHoles(value: Value, notation?: NotationName): Value {
  const intrinsic = intrinsicOf(value);
  if (intrinsic) return plainText(intrinsic, notation) ?? hole(value, intrinsic);
  switch (value.kind) {
    case 'array':
      return written({ ...value, items: value.items.map((item) => withHoles(item, notation)) }, notation);
    case 'object':
      return written({ ...value, members: value.members.map((one) => memberOf(one, notation)) }, notation);
    case 'string':
      return isDynamic(value.value)
        ? { kind: 'hole', span: value.span, name: 'resolve', known: dynamicText(value.value) }
        : written(value, notation);
    default:
      return value;
  }
}

function written<T extends Value & { notation?: NotationName }>(
  value: T,
  notation: NotationName | undefined,
): T {
  return notation === undefined || value.notation !== undefined ? value : { ...value, notation };
}

function memberOf(member: Member, notation: NotationName | undefined): Member {
  return member.value ? { ...member, value: withHoles(member.value, notation) } : member;
}

function hole({ span }: Value, intrinsic: Member): Value {
  return { kind: 'hole', span, name: intrinsic.key.value, known: holeText(intrinsic) };
}

/** `!Sub` without a variable is the text itself. */
function plainText({ key, value }: Member, notation: NotationName | undefined): Value | undefined {
  return key.value === 'Fn::Sub' &&
    value?.kind === 'string' &&
    !value.value.includes('${') &&
    !isDynamic(value.value)
    ? written(value, notation)
    : undefined;
}
