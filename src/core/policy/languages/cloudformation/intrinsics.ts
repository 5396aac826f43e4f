import type { Member, ObjectValue, Value } from '../../document';
import { ownValue } from '../../../ownValue';

/**
 * CloudFormation's intrinsic functions in their long form, by the name after the `!` of the short form.
 * Source: CloudFormation User Guide, "Intrinsic function reference".
 */
const shortForms: Record<string, string> = { Ref: 'Ref', Condition: 'Condition' };

/** The long form of a YAML tag: `!Sub` is `Fn::Sub`, `!Ref` is `Ref`. */
export function longForm(tag: string): string {
  const name = tag.slice(1);
  return ownValue(shortForms, name) ?? `Fn::${name}`;
}

/** The one member of an object that stands for a value of its own: `{"Ref": …}`, `{"Fn::Sub": …}`. */
export function intrinsicOf(value: Value | undefined): Member | undefined {
  if (value?.kind !== 'object' || value.members.length !== 1) return undefined;
  const [member] = value.members;
  return member && isIntrinsicName(member.key.value) ? member : undefined;
}

/** What `Fn::If` may turn out to be; the value itself where it is no `Fn::If`. */
export function branches(value: Value | undefined): Value[] {
  if (!value) return [];
  const intrinsic = intrinsicOf(value);
  if (intrinsic?.key.value !== 'Fn::If') return [value];
  const both = intrinsic.value?.kind === 'array' ? intrinsic.value.items.slice(1) : [];
  return both.flatMap(branches);
}

/** The same without what only CloudFormation can fill in. */
export function alternatives(value: Value | undefined): Value[] {
  return branches(value).filter((branch) => !intrinsicOf(branch));
}

function isIntrinsicName(name: string): boolean {
  return name === 'Ref' || name.startsWith('Fn::');
}

/** The member of that name; the last where there are several, as a JSON reader takes it. */
export function memberOf(value: Value | undefined, name: string): Member | undefined {
  return value?.kind === 'object' ? value.members.findLast(({ key }) => key.value === name) : undefined;
}

/** An object made of other values, at the place of one of them. */
export function objectAt(place: ObjectValue, members: Member[]): ObjectValue {
  return { kind: 'object', span: place.span, members };
}
