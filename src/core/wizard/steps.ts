/** The console's steps, in its order. */
export const steps = [
  { id: 'configure', title: 'Configure key', short: 'Configure key' },
  { id: 'labels', title: 'Add labels', short: 'Labels' },
  { id: 'administrators', title: 'Define key administrative permissions', short: 'Administrators' },
  { id: 'users', title: 'Define key usage permissions', short: 'Users' },
  { id: 'policy', title: 'Edit key policy', short: 'Key policy' },
  { id: 'review', title: 'Review', short: 'Review' },
] as const;

export type StepId = (typeof steps)[number]['id'];

export function isStepId(value: unknown): value is StepId {
  return steps.some(({ id }) => id === value);
}
