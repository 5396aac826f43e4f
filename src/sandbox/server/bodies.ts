import type { IncomingMessage } from 'node:http';

/** Larger than any request that AWS takes: an attestation document of 256 KB, in base64. */
const MOST_BYTES = 1024 * 1024;
/** What all bodies on their way in may take together. */
const MOST_BYTES_TOGETHER = 64 * 1024 * 1024;
/** An exported sandbox comes back as one body. */
const MOST_IMPORT_BYTES = 256 * 1024 * 1024;

export class BodyTooLargeError extends Error {
  override readonly name = 'BodyTooLargeError';
}

/** The other side went away in the middle of its request: there is nobody to answer. */
export class ConnectionLostError extends Error {
  override readonly name = 'ConnectionLostError';
}

/** The bodies of one sandbox's requests on their way in. */
export class Bodies {
  #together = 0;

  /** The whole body. Throws BodyTooLargeError before it takes more memory than a request may. */
  async read(request: IncomingMessage, large = false): Promise<Buffer> {
    const most = large ? MOST_IMPORT_BYTES : MOST_BYTES;
    if (Number(request.headers['content-length'] ?? 0) > most) throw new BodyTooLargeError();
    const chunks: Buffer[] = [];
    let size = 0;
    try {
      for await (const chunk of request as AsyncIterable<Buffer>) {
        size += chunk.length;
        if (!large) this.#together += chunk.length;
        if (size > most || (!large && this.#together > MOST_BYTES_TOGETHER)) throw new BodyTooLargeError();
        chunks.push(chunk);
      }
      return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, size);
    } catch (error) {
      throw error instanceof BodyTooLargeError ? error : new ConnectionLostError('', { cause: error });
    } finally {
      if (!large) this.#together -= size;
    }
  }
}
