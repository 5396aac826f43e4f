import { fromBase64 } from './base64';

/** The first block of a PEM file that may hold a private key, else its first block. */
export interface PemBlock {
  /** `PRIVATE KEY`, `CERTIFICATE` and so on. */
  label: string;
  /** Undefined where what stands between the markers is not base64. */
  der: Buffer | undefined;
  /** OpenSSL's own encryption, from before PKCS#8, told in headers. */
  legacyEncryption: boolean;
}

/** Reads PEM (RFC 7468) from its bytes, so that no copy of a key remains in a string. Undefined where there is none. */
export function pemBlock(file: Uint8Array): PemBlock | undefined {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const blocks: PemBlock[] = [];
  let at = 0;
  for (;;) {
    const begin = bytes.indexOf('-----BEGIN ', at);
    if (begin < 0) break;
    const labelAt = begin + '-----BEGIN '.length;
    const labelEnd = bytes.indexOf('-----', labelAt);
    if (labelEnd < 0) break;
    const label = bytes.subarray(labelAt, labelEnd).toString('latin1');
    const bodyAt = labelEnd + '-----'.length;
    const end = bytes.indexOf(`-----END ${label}-----`, bodyAt);
    blocks.push(blockOf(label, bytes.subarray(bodyAt, end < 0 ? bytes.length : end), end >= 0));
    at = end < 0 ? bytes.length : end + 1;
  }
  return blocks.find(({ label }) => label.endsWith('PRIVATE KEY')) ?? blocks[0];
}

function blockOf(label: string, body: Buffer, isWhole: boolean): PemBlock {
  const legacyEncryption = body.includes('Proc-Type: 4,ENCRYPTED');
  return { label, legacyEncryption, der: isWhole && !legacyEncryption ? fromBase64(body) : undefined };
}
