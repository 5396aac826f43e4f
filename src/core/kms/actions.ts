import {
  operationNames,
  operations,
  type Carried,
  type Operation,
  type OperationName,
  type OperationRows,
} from './operations';

/** The IAM actions of KMS without `kms:`. SynchronizeMultiRegionKey is a permission for which there is no operation. */
export type ActionName =
  | { [O in OperationName]: OperationRows[O] extends { actions: infer A } ? keyof A : O }[OperationName]
  | 'SynchronizeMultiRegionKey';

/** The operation that needs a permission, and the input that names the key on which it is asked. */
export interface ActionOf {
  /** The IAM action without `kms:`, in AWS's spelling. */
  name: string;
  operation: OperationName;
  key?: string;
}

/** The IAM actions of an operation: its own name, but for ReEncrypt, which has one for each of its keys. */
export function actionsOfOperation(operation: OperationName): readonly ActionOf[] {
  const { actions, key }: Operation = operations[operation];
  if (!actions) return [{ name: operation, operation, ...(key !== undefined && { key }) }];
  return Object.entries(actions).map(([name, input]) => ({ name, operation, key: input }));
}

/** Actions and operations by name in lower case: people ask for `ReEncrypt`, which is no action, as well. */
const byName: ReadonlyMap<string, ActionOf> = new Map(
  operationNames.flatMap((operation) =>
    [{ name: operation, operation }, ...actionsOfOperation(operation)].map(
      (found) => [found.name.toLowerCase(), found] as const,
    ),
  ),
);

/** The action of that name, without `kms:`, whatever its letters' case: IAM ignores case in actions. */
export function findActionOf(name: string): ActionOf | undefined {
  return byName.get(name.toLowerCase());
}

/** What is known of the operation that an action stands for. @param name without `kms:`, in any case */
export function operationOf(name: string): Operation | undefined {
  const found = findActionOf(name);
  return found && operations[found.operation];
}

/** Whether requests for the action bring along such a thing. @param name without `kms:`, in any case */
export function carries(name: string, what: Carried): boolean {
  return operationOf(name)?.carries?.includes(what) === true;
}
