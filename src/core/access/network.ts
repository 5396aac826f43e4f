/** An address block as bits: 32 of them for IPv4, 128 for IPv6. */
interface Block {
  bits: 32 | 128;
  value: bigint;
  prefix: number;
}

/** A test of `IpAddress`: one address or a CIDR block, IPv4 or IPv6. Undefined where the text is neither. */
export function blockTest(text: string): ((address: string) => boolean) | undefined {
  const block = blockOf(text);
  if (block === undefined) return undefined;
  const shift = BigInt(block.bits - block.prefix);
  const network = block.value >> shift;
  return (address) => {
    const actual = blockOf(address);
    return actual?.bits === block.bits && actual.prefix >= block.prefix && actual.value >> shift === network;
  };
}

function blockOf(text: string): Block | undefined {
  const [address = '', prefixText, ...rest] = text.trim().split('/');
  if (rest.length > 0) return undefined;
  const parsed = address.includes(':') ? ipv6(address) : ipv4(address);
  if (parsed === undefined) return undefined;
  if (prefixText === undefined) return { ...parsed, prefix: parsed.bits };
  if (!/^\d{1,3}$/.test(prefixText) || Number(prefixText) > parsed.bits) return undefined;
  return { ...parsed, prefix: Number(prefixText) };
}

function ipv4(text: string): { bits: 32; value: bigint } | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256))
    return undefined;
  return { bits: 32, value: parts.reduce((sum, part) => (sum << 8n) | BigInt(part), 0n) };
}

function ipv6(text: string): { bits: 128; value: bigint } | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const head = groups(halves[0] ?? '');
  const tail = halves.length === 2 ? groups(halves[1] ?? '') : [];
  if (head === undefined || tail === undefined) return undefined;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const all = [...head, ...Array.from({ length: halves.length === 2 ? missing : 0 }, () => 0n), ...tail];
  return { bits: 128, value: all.reduce((sum, group) => (sum << 16n) | group, 0n) };
}

/** Groups of 16 bits; the last two may be written as an IPv4 address. */
function groups(text: string): bigint[] | undefined {
  if (text === '') return [];
  const parts = text.split(':');
  const last = parts.at(-1) ?? '';
  const embedded = last.includes('.') ? ipv4(last) : undefined;
  if (last.includes('.') && embedded === undefined) return undefined;
  const plain = embedded === undefined ? parts : parts.slice(0, -1);
  if (!plain.every((part) => /^[0-9a-f]{1,4}$/i.test(part))) return undefined;
  const values = plain.map((part) => BigInt(`0x${part}`));
  return embedded === undefined ? values : [...values, embedded.value >> 16n, embedded.value & 0xffffn];
}
