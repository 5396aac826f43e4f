import type { Member, Value } from '../../document';
import { memberOf } from './intrinsics';

/** A resource of a template, and what is around it. */
export interface Resource extends Member {
  /** In the `resources` of a file of the Serverless Framework. */
  serverless?: true;
  /** In a loop, Fn::ForEach. */
  repeated?: true;
}

/** The resources of a template: in `Resources`, or in the `resources` of a Serverless Framework file. */
export function resourcesIn(root: Value | undefined): Resource[] {
  const serverless = memberOf(root, 'resources')?.value;
  const parts = serverless?.kind === 'array' ? serverless.items : [serverless];
  return [
    ...entries(memberOf(root, 'Resources')?.value),
    ...parts
      .flatMap((template) => entries(memberOf(template, 'Resources')?.value))
      .map((resource): Resource => ({ ...resource, serverless: true })),
  ];
}

/** The members of `Resources`, those that `Fn::ForEach::Name: [variable, list, { … }]` makes included. */
function entries(value: Value | undefined): Resource[] {
  if (value?.kind !== 'object') return [];
  return value.members.flatMap((member): Resource[] => {
    if (!member.key.value.startsWith('Fn::ForEach::')) return [member];
    const body = member.value?.kind === 'array' ? entries(member.value.items[2]) : [];
    return body.map((resource) => ({ ...resource, repeated: true }));
  });
}
