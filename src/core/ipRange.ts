import ipaddr, { type IPv4, type IPv6 } from 'ipaddr.js';

/** Addresses that begin alike: one alone, or a block in CIDR form. */
export interface IpRange {
  address: IPv4 | IPv6;
  /** How many bits are fixed. */
  prefix: number;
}

/** An address with or without `/prefix` (CIDR), IPv4 or IPv6; undefined where the text is neither. */
export function parseIpRange(text: string): IpRange | undefined {
  const [, written = '', digits] = /^([0-9a-fA-F:.]+)(?:\/(0|[1-9]\d{0,2}))?$/.exec(text) ?? [];
  const address = parseIpAddress(written);
  if (address === undefined) return undefined;
  const bits = address.kind() === 'ipv4' ? 32 : 128;
  const prefix = digits === undefined ? bits : Number(digits);
  return prefix <= bits ? { address, prefix } : undefined;
}

/** Whether all addresses of a range are in another. IPv4 addresses are in no range of IPv6, nor the reverse. */
export function containsRange(outer: IpRange, inner: IpRange): boolean {
  if (outer.address.kind() !== inner.address.kind() || inner.prefix < outer.prefix) return false;
  return inner.address.match(outer.address, outer.prefix);
}

/** How many bits a netmask (`255.255.255.0`) fixes; undefined where the text is none. */
export function prefixOfNetmask(text: string): number | undefined {
  return isDottedDecimal(text)
    ? (ipaddr.IPv4.parse(text).prefixLengthFromSubnetMask() ?? undefined)
    : undefined;
}

/** The library also takes octal and hexadecimal numbers, fewer than four of them, and zones; no policy means those. */
function parseIpAddress(text: string): IPv4 | IPv6 | undefined {
  if (!text.includes(':')) return isDottedDecimal(text) ? ipaddr.IPv4.parse(text) : undefined;
  const last = text.slice(text.lastIndexOf(':') + 1);
  const embedded = !last.includes('.') || isDottedDecimal(last);
  return embedded && ipaddr.IPv6.isValid(text) ? ipaddr.IPv6.parse(text) : undefined;
}

function isDottedDecimal(text: string): boolean {
  return ipaddr.IPv4.isValidFourPartDecimal(text);
}
