import type { Member, Value } from '../../document';
import { memberOf } from './intrinsics';

/** The resources of a template: in `Resources`, or in the `resources` of a Serverless Framework file. */
export function resourcesIn(root: Value | undefined): Member[] {
  const serverless = memberOf(root, 'resources')?.value;
  const parts = serverless?.kind === 'array' ? serverless.items : [serverless];
  return [root, ...parts].flatMap((template) => entries(memberOf(template, 'Resources')?.value));
}

/** The members of `Resources`, those that `Fn::ForEach::Name: [variable, list, { … }]` makes included. */
function entries(value: Value | undefined): Member[] {
  if (value?.kind !== 'object') return [];
  return value.members.flatMap((member) => {
    if (!member.key.value.startsWith('Fn::ForEach::')) return [member];
    return member.value?.kind === 'array' ? entries(member.value.items[2]) : [];
  });
}
