import { closeSync, read, readSync } from 'node:fs';
import { promisify } from 'node:util';
import { crc32 } from 'node:zlib';

/** The bytes of a snapshot. What it hands out must not be written to. */
export interface Content {
  slice(from: number, to: number): Buffer;
}

/** Part of the state is not what was written. */
export class DamagedStateError extends Error {
  override readonly name = 'DamagedStateError';
}

const BLOCK_BYTES = 1 << 16;
/** So many blocks are kept in memory: 16 MB. */
const MOST_BLOCKS = 256;
/** So many blocks are read at a time where all are checked. */
const BLOCKS_AT_ONCE = 16;

const readAsync = promisify(read);

/** Checksums of the blocks of a file while it is written. */
export class BlockChecksums {
  readonly #whole: number[] = [];
  #checksum = 0;
  #filled = 0;

  add(bytes: Buffer): void {
    for (let from = 0; from < bytes.length;) {
      const part = bytes.subarray(from, from + BLOCK_BYTES - this.#filled);
      this.#checksum = crc32(part, this.#checksum);
      this.#filled += part.length;
      from += part.length;
      if (this.#filled === BLOCK_BYTES) this.#next();
    }
  }

  /** Once everything was added. */
  take(): Uint32Array {
    if (this.#filled > 0) this.#next();
    return Uint32Array.from(this.#whole);
  }

  #next(): void {
    this.#whole.push(this.#checksum);
    this.#checksum = this.#filled = 0;
  }
}

/** Memory that was checked as a whole. */
export class WholeContent implements Content {
  readonly #bytes: Buffer;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  slice(from: number, to: number): Buffer {
    return this.#bytes.subarray(from, to);
  }
}

/** What an open file is known to hold. */
export interface BlockFile {
  handle: number;
  bytes: number;
  checksums: Uint32Array;
  /** For messages. */
  name: string;
}

/** A large file, read block by block as it is asked for; each block is checked when it is read. */
export class BlockContent implements Content {
  readonly #file: BlockFile;
  /** In order of their last use. */
  readonly #blocks = new Map<number, Buffer>();
  #checking: Promise<void> = Promise.resolve();
  #closed = false;
  #damaged = false;
  /** Hears once of a block that is not what was written. */
  onDamage: () => void = () => undefined;

  constructor(file: BlockFile) {
    this.#file = file;
  }

  slice(from: number, to: number): Buffer {
    const first = Math.floor(from / BLOCK_BYTES);
    const last = Math.max(first, Math.floor((to - 1) / BLOCK_BYTES));
    const start = first * BLOCK_BYTES;
    if (first === last) return this.#block(first).subarray(from - start, to - start);
    const blocks = Array.from({ length: last - first + 1 }, (_, at) => this.#block(first + at));
    return Buffer.concat(blocks).subarray(from - start, to - start);
  }

  /** Resolves once `checkAll` has come to its end. */
  get checked(): Promise<void> {
    return this.#checking;
  }

  /** Checks the whole file, little by little, so that damage is told although nobody asks for what is damaged. */
  checkAll(): void {
    this.#checking = this.#checkAll();
  }

  /** The file is read no more. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#checking;
    closeSync(this.#file.handle);
  }

  #block(at: number): Buffer {
    const known = this.#blocks.get(at);
    const block = known ?? this.#read(at);
    if (known) this.#blocks.delete(at);
    else if (this.#blocks.size === MOST_BLOCKS)
      for (const oldest of this.#blocks.keys()) {
        this.#blocks.delete(oldest);
        break;
      }
    this.#blocks.set(at, block);
    return block;
  }

  #read(at: number): Buffer {
    const { handle } = this.#file;
    const block = Buffer.allocUnsafeSlow(this.#lengthOf(at, 1));
    let filled = 0;
    for (let count = 1; filled < block.length && count > 0; filled += count)
      count = readSync(handle, block, filled, block.length - filled, at * BLOCK_BYTES + filled);
    if (!this.#fits(at, block.subarray(0, filled))) throw this.#damage();
    return block;
  }

  async #checkAll(): Promise<void> {
    const { handle, checksums } = this.#file;
    const buffer = Buffer.allocUnsafeSlow(BLOCKS_AT_ONCE * BLOCK_BYTES);
    for (let at = 0; at < checksums.length && !this.#closed && !this.#damaged; at += BLOCKS_AT_ONCE) {
      const length = this.#lengthOf(at, BLOCKS_AT_ONCE);
      // A short read of a file happens at its end alone.
      const { bytesRead } = await readAsync(handle, buffer, 0, length, at * BLOCK_BYTES).catch(unreadable);
      for (let from = 0; from < length; from += BLOCK_BYTES) {
        const block = buffer.subarray(from, Math.min(from + BLOCK_BYTES, bytesRead));
        if (!this.#fits(at + from / BLOCK_BYTES, block)) {
          this.#damage();
          return;
        }
      }
    }
  }

  #lengthOf(at: number, blocks: number): number {
    return Math.min(blocks * BLOCK_BYTES, this.#file.bytes - at * BLOCK_BYTES);
  }

  #fits(at: number, block: Buffer): boolean {
    return block.length === this.#lengthOf(at, 1) && crc32(block) === this.#file.checksums[at];
  }

  #damage(): DamagedStateError {
    const { name } = this.#file;
    if (!this.#damaged) {
      this.#damaged = true;
      this.onDamage();
    }
    return new DamagedStateError(
      `Part of ${name} was damaged, and this call needs it. What is whole can still be read and exported key by key; at its next start, the sandbox sets the file aside.`,
    );
  }
}

/** A block that the disk does not give is as good as damaged. */
function unreadable(): { bytesRead: number } {
  return { bytesRead: 0 };
}
