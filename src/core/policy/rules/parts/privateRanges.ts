import type { IpRange } from '../../../ipRange';
import { containsRange, parseIpRange, prefixOfNetmask } from '../../../ipRange';

/** The range that was to be written: with blanks, a netmask for the prefix, or an asterisk for the rest. */
export function plainRange(text: string): string | undefined {
  const [, address = '', mask = ''] = /^([\d.]+)\/([\d.]+)$/.exec(text.trim()) ?? [];
  const prefix = prefixOfNetmask(mask);
  const [, start] = /^((?:\d{1,3}\.){1,3})(?:\*\.?){1,3}$/.exec(text.trim()) ?? [];
  const groups = start?.split('.').filter((group) => group !== '') ?? [];
  const candidates = [
    text.trim().replace(/\s+/g, ''),
    prefix === undefined ? '' : `${address}/${prefix}`,
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

/** Whether the range is private as a whole. */
export function isPrivate(range: IpRange): boolean {
  return privateRanges.some((outer) => containsRange(outer, range));
}
