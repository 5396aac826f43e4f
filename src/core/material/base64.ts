/** Decoders that work on bytes: a string of JavaScript cannot be overwritten after use, a buffer can. */

/** The bytes of base64 text, line breaks allowed; undefined where it is none. */
export function fromBase64(text: Uint8Array): Buffer | undefined {
  const decoded = Buffer.alloc(Math.ceil(text.length / 4) * 3);
  let bits = 0;
  let pending = 0;
  let length = 0;
  let padding = 0;
  for (const code of text) {
    if (isSpace(code)) continue;
    if (code === 0x3d) {
      padding++;
      continue;
    }
    const value = sextet(code);
    if (value === undefined || padding > 0) return undefined;
    bits = ((bits << 6) | value) & 0xffff;
    pending += 6;
    if (pending < 8) continue;
    pending -= 8;
    decoded[length++] = (bits >> pending) & 0xff;
  }
  // What is left over is padding bits: fewer than six, all zero.
  if (pending >= 6 || padding > 2 || (bits & ((1 << pending) - 1)) !== 0) return undefined;
  return decoded.subarray(0, length);
}

/** The bytes of hexadecimal text, spaces and colons between them allowed; undefined where it is none. */
export function fromHex(text: Uint8Array): Buffer | undefined {
  const decoded = Buffer.alloc(Math.ceil(text.length / 2));
  let digits = 0;
  for (const code of text) {
    if (isSpace(code) || code === 0x3a) continue;
    const value = nibble(code);
    if (value === undefined) return undefined;
    const at = digits >> 1;
    decoded[at] = ((decoded[at] ?? 0) << 4) | value;
    digits++;
  }
  return digits % 2 === 0 ? decoded.subarray(0, digits / 2) : undefined;
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d;
}

function sextet(code: number): number | undefined {
  if (code >= 0x41 && code <= 0x5a) return code - 0x41;
  if (code >= 0x61 && code <= 0x7a) return code - 0x61 + 26;
  if (code >= 0x30 && code <= 0x39) return code - 0x30 + 52;
  if (code === 0x2b) return 62;
  return code === 0x2f ? 63 : undefined;
}

function nibble(code: number): number | undefined {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x61 + 10 : undefined;
}
