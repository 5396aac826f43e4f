/** The SM3 hash (GB/T 32905). OpenSSL has it, Electron's BoringSSL has not. */

export const sm3Bytes = 32;
const blockBytes = 64;
const initial = [
  0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e,
];

/** The hash over parts of a message that come one after the other. */
export class Sm3 {
  #state: Uint32Array<ArrayBuffer> = Uint32Array.from(initial);
  #rest: Buffer = Buffer.alloc(0);
  #length = 0;

  update(part: Uint8Array): this {
    this.#length += part.length;
    const all = Buffer.concat([this.#rest, part]);
    const whole = all.length - (all.length % blockBytes);
    for (let at = 0; at < whole; at += blockBytes)
      this.#state = compress(this.#state, all.subarray(at, at + blockBytes));
    this.#rest = all.subarray(whole);
    return this;
  }

  digest(): Buffer {
    const zeros = (blockBytes * 2 - 9 - (this.#length % blockBytes)) % blockBytes;
    const tail = Buffer.alloc(1 + zeros + 8);
    tail[0] = 0x80;
    tail.writeBigUInt64BE(BigInt(this.#length) * 8n, 1 + zeros);
    this.update(tail);
    const result = Buffer.alloc(sm3Bytes);
    this.#state.forEach((word, index) => result.writeUInt32BE(word, index * 4));
    return result;
  }
}

export function sm3(...parts: Uint8Array[]): Buffer {
  const hash = new Sm3();
  for (const part of parts) hash.update(part);
  return hash.digest();
}

function compress(state: Uint32Array<ArrayBuffer>, block: Buffer): Uint32Array<ArrayBuffer> {
  const words = expandBlock(block);
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let round = 0; round < 64; round++) {
    const early = round < 16;
    const constant = rotate(early ? 0x79cc4519 : 0x7a879d8a, round % 32);
    const ss1 = rotate((rotate(a, 12) + e + constant) | 0, 7);
    const ss2 = ss1 ^ rotate(a, 12);
    const ff = early ? a ^ b ^ c : (a & b) | (a & c) | (b & c);
    const gg = early ? e ^ f ^ g : (e & f) | (~e & g);
    const word = words[round] ?? 0;
    const tt1 = (ff + d + ss2 + (word ^ (words[round + 4] ?? 0))) | 0;
    const tt2 = (gg + h + ss1 + word) | 0;
    [a, b, c, d] = [tt1, a, rotate(b, 9), c];
    [e, f, g, h] = [tt2 ^ rotate(tt2, 9) ^ rotate(tt2, 17), e, rotate(f, 19), g];
  }
  return state.map((word, index) => word ^ ([a, b, c, d, e, f, g, h][index] ?? 0));
}

function expandBlock(block: Buffer): Uint32Array {
  const words = new Uint32Array(68);
  for (let index = 0; index < 16; index++) words[index] = block.readUInt32BE(index * 4);
  const word = (index: number) => words[index] ?? 0;
  for (let index = 16; index < 68; index++) {
    const mixed = word(index - 16) ^ word(index - 9) ^ rotate(word(index - 3), 15);
    words[index] =
      mixed ^ rotate(mixed, 15) ^ rotate(mixed, 23) ^ rotate(word(index - 13), 7) ^ word(index - 6);
  }
  return words;
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
