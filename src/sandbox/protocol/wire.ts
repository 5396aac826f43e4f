/** An answer as JSON 1.1 has it: bytes in base64, dates in seconds, no undefined members. */
export function encodeJson(output: object | undefined): string {
  // AWS answers operations without output with an empty body.
  return output === undefined ? '' : JSON.stringify(wireValue(output));
}

function wireValue(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return value.getTime() / 1000;
  if (value instanceof Uint8Array)
    return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64');
  if (Array.isArray(value)) return value.map(wireValue);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, wireValue(member)]));
}
