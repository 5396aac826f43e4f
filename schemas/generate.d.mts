/** File name → text of everything that is generated from the schemas. */
export function generated(): Promise<Record<string, string>>;
/** Writes it to src/generated. */
export function generate(): Promise<void>;
