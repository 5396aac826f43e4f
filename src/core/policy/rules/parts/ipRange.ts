/** A range of addresses: the number of its first one, and how many bits are fixed. */
export interface IpRange {
  version: 4 | 6;
  /** Groups of 8 (IPv4) or 16 (IPv6) bits. */
  groups: number[];
  prefix: number;
}

/** An address with or without `/prefix` (CIDR); undefined where it is none. */
export function parseIpRange(text: string): IpRange | undefined {
  const [, address = '', prefix] = /^([0-9a-fA-F:.]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const version = address.includes(':') ? 6 : 4;
  const groups = version === 6 ? groupsOf6(withoutDots(address)) : groupsOf4(address);
  const bits = version === 6 ? 128 : 32;
  const length = prefix === undefined ? bits : Number(prefix);
  return groups && length <= bits ? { version, groups, prefix: length } : undefined;
}

function groupsOf4(address: string): number[] | undefined {
  const groups = address.split('.');
  const fine =
    groups.length === 4 && groups.every((group) => /^\d{1,3}$/.test(group) && Number(group) <= 255);
  return fine ? groups.map(Number) : undefined;
}

/** The last two groups of an IPv6 address may be written as an IPv4 address: `::ffff:203.0.113.1`. */
function withoutDots(address: string): string {
  const last = address.slice(address.lastIndexOf(':') + 1);
  const groups = last.includes('.') ? groupsOf4(last) : undefined;
  if (!groups) return address;
  const [a = 0, b = 0, c = 0, d = 0] = groups;
  const hex = [a * 256 + b, c * 256 + d].map((group) => group.toString(16)).join(':');
  return address.slice(0, -last.length) + hex;
}

function groupsOf6(address: string): number[] | undefined {
  const [head = '', tail, ...more] = address.split('::');
  if (more.length > 0) return undefined;
  const left = hexGroups(head);
  const right = tail === undefined ? [] : hexGroups(tail);
  if (!left || !right) return undefined;
  const missing = 8 - left.length - right.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  return [...left, ...Array.from({ length: missing }, () => 0), ...right];
}

function hexGroups(text: string): number[] | undefined {
  if (text === '') return [];
  const groups = text.split(':');
  return groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))
    ? groups.map((group) => parseInt(group, 16))
    : undefined;
}

/** The range that was to be written: with blanks, a netmask for the prefix, or an asterisk for the rest. */
export function plainRange(text: string): string | undefined {
  const [, address = '', mask = ''] = /^([\d.]+)\/(\d+\.\d+\.\d+\.\d+)$/.exec(text.trim()) ?? [];
  const bits = mask
    .split('.')
    .map((group) => Number(group).toString(2).padStart(8, '0'))
    .join('');
  const [, start] = /^((?:\d{1,3}\.){1,3})(?:\*\.?){1,3}$/.exec(text.trim()) ?? [];
  const groups = start?.split('.').filter((group) => group !== '') ?? [];
  const candidates = [
    text.trim().replace(/\s+/g, ''),
    /^1*0*$/.test(bits) && bits.length === 32 ? `${address}/${bits.replace(/0/g, '').length}` : '',
    groups.length > 0 ? `${[...groups, '0', '0', '0'].slice(0, 4).join('.')}/${groups.length * 8}` : '',
  ];
  return candidates.find((candidate) => candidate !== text && parseIpRange(candidate));
}

/** Ranges that no request from the internet comes from. Sources: RFC 1918, 3927, 6598, 4193, 4291. */
const privateRanges = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '100.64.0.0/10',
  'fc00::/7',
  'fe80::/10',
  '::1/128',
].flatMap((text) => parseIpRange(text) ?? []);

export function isPrivate(range: IpRange): boolean {
  return privateRanges.some((outer) => contains(outer, range));
}

function contains(outer: IpRange, inner: IpRange): boolean {
  if (outer.version !== inner.version || inner.prefix < outer.prefix) return false;
  const width = outer.version === 4 ? 8 : 16;
  return outer.groups.every((group, index) => {
    const bits = Math.max(0, Math.min(width, outer.prefix - index * width));
    const mask = ((1 << bits) - 1) << (width - bits);
    return (group & mask) === ((inner.groups[index] ?? 0) & mask);
  });
}
