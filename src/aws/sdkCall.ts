/** The names of the operations of an SDK module: it has a class `EnableKeyCommand` for EnableKey. */
export type OperationOf<Sdk> = {
  [Name in keyof Sdk]: Name extends `${infer Operation}Command` ? Operation : never;
}[keyof Sdk];

type CommandClass<Sdk, Operation extends string> = Sdk[`${Operation}Command` & keyof Sdk];

/** What an operation takes. */
export type InputOf<Sdk, Operation extends string> =
  CommandClass<Sdk, Operation> extends new (input: never) => { input: infer Input } ? Input : never;

/** What an operation answers. */
export type OutputOf<Sdk, Operation extends string> =
  CommandClass<Sdk, Operation> extends new (input: never) => { resolveMiddleware: infer Resolve }
    ? Resolve extends (...given: never[]) => (request: never) => Promise<{ output: infer Output }>
      ? Output
      : never
    : never;

/** One operation somewhere: a name, so that the request and what is told of its failure cannot differ. */
export type SdkCall<Sdk, Where> = <Operation extends OperationOf<Sdk>>(
  operation: Operation,
  input: InputOf<Sdk, Operation>,
  where: Where,
  signal?: AbortSignal,
) => Promise<OutputOf<Sdk, Operation>>;

/** An SDK module and a client of it. */
export interface Service<Sdk> {
  sdk: Sdk;
  client: { send(command: never, options: { abortSignal: AbortSignal }): Promise<unknown> };
}

/** Sends the request of one operation. */
export function send<Sdk, Operation extends OperationOf<Sdk>>(
  { sdk, client }: Service<Sdk>,
  operation: Operation,
  input: InputOf<Sdk, Operation>,
  abortSignal: AbortSignal,
): Promise<OutputOf<Sdk, Operation>> {
  const Command = sdk[`${operation}Command` as keyof Sdk] as new (given: typeof input) => never;
  return client.send(new Command(input), { abortSignal }) as Promise<OutputOf<Sdk, Operation>>;
}
