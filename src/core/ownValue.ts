/**
 * What the table itself holds under a name that somebody else wrote. `table[name]` would also answer what stands on
 * the prototype of all objects, for names such as `constructor` and `valueOf`.
 */
export function ownValue<V>(table: Readonly<Record<string, V>>, name: string): V | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
