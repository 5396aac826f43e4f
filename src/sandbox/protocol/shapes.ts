/** Builders for the shapes of inputs. A shape is data that validation reads, and a type that operations get. */

interface Typed<T> {
  /** Never there at run time: carries the type to `Decoded`. */
  readonly decoded?: T;
}

export interface TextShape<T extends string = string> extends Typed<T> {
  kind: 'text';
  min?: number;
  max?: number;
  pattern?: RegExp;
  values?: readonly T[];
  /** AWS leaves the value out of its error texts. */
  secret?: true;
}
export interface BlobShape extends Typed<Buffer> {
  kind: 'blob';
  min: number;
  max: number;
  /** AWS does not even say that there is no value. */
  secret?: true;
}
export interface IntegerShape extends Typed<number> {
  kind: 'integer';
  min: number;
  max: number;
}
export interface BooleanShape extends Typed<boolean> {
  kind: 'boolean';
}
/** Seconds since 1970 on the wire, milliseconds when decoded. */
export interface TimestampShape extends Typed<number> {
  kind: 'timestamp';
}
export interface ListShape<T = unknown> extends Typed<T[]> {
  kind: 'list';
  member: Shape;
  min?: number;
  max?: number;
}
export interface MapShape extends Typed<Record<string, string>> {
  kind: 'map';
}
export interface StructureShape<M extends Members = Members> extends Typed<unknown> {
  kind: 'structure';
  members: M;
}

export type Shape =
  | TextShape
  | BlobShape
  | IntegerShape
  | BooleanShape
  | TimestampShape
  | ListShape
  | MapShape
  | StructureShape;

export interface RequiredMember<S extends Shape = Shape> {
  required: S;
}
export type Members = Record<string, Shape | RequiredMember>;

type RequiredNames<M> = { [K in keyof M]: M[K] extends RequiredMember ? K : never }[keyof M];

/** What an operation gets for a shape. */
export type Decoded<S> =
  S extends RequiredMember<infer R>
    ? Decoded<R>
    : S extends StructureShape<infer M>
      ? InputOf<M>
      : S extends Typed<infer T>
        ? T
        : never;

/** What an operation gets for the members of its input. */
export type InputOf<M> = { [K in RequiredNames<M>]: Decoded<M[K]> } & {
  [K in Exclude<keyof M, RequiredNames<M>>]?: Decoded<M[K]>;
};

export const text = (min: number, max: number, pattern?: RegExp): TextShape => ({
  kind: 'text',
  min,
  max,
  ...(pattern && { pattern }),
});
export const oneOf = <const T extends string>(values: readonly T[]): TextShape<T> => ({
  kind: 'text',
  values,
});
export const blob = (min: number, max: number): BlobShape => ({ kind: 'blob', min, max });
export const integer = (min: number, max: number): IntegerShape => ({ kind: 'integer', min, max });
export const boolean: BooleanShape = { kind: 'boolean' };
export const timestamp: TimestampShape = { kind: 'timestamp' };
export const map: MapShape = { kind: 'map' };
export const list = <S extends Shape>(member: S, min?: number, max?: number): ListShape<Decoded<S>> => ({
  kind: 'list',
  member,
  ...(min !== undefined && { min }),
  ...(max !== undefined && { max }),
});
export const structure = <M extends Members>(members: M): StructureShape<M> => ({
  kind: 'structure',
  members,
});
export const required = <S extends Shape>(shape: S): RequiredMember<S> => ({ required: shape });
