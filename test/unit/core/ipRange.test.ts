import { BlockList, isIP } from 'node:net';
import fc from '../properties';
import { describe, expect, it } from 'vitest';
import { containsRange, parseIpRange, prefixOfNetmask } from '../../../src/core/ipRange';

const ipv4 = fc.ipV4();
const ipv6 = fc.ipV6();
/** What people type where an address is asked for: near misses, mostly. */
const almost = fc.oneof(
  ipv4,
  ipv6,
  fc
    .array(fc.constantFrom('0', '1', '10', '010', '0x0a', '255', '256', 'ffff', ':', '::', '.', '%', 'a'))
    .map((parts) => parts.join('')),
  fc
    .array(fc.constantFrom('0', '1', '10', '010', '00', '0x0a', '255', '256'), { minLength: 3, maxLength: 5 })
    .map((parts) => parts.join('.')),
);

describe('a range of addresses', () => {
  it('is an address that Node takes for one, without a zone', () => {
    fc.assert(
      fc.property(almost, (text) => {
        expect(parseIpRange(text) !== undefined).toBe(isIP(text) !== 0 && !text.includes('%'));
      }),
    );
  });

  it('holds the addresses that Node finds in the block', () => {
    const family = (text: string): 'ipv4' | 'ipv6' => (text.includes(':') ? 'ipv6' : 'ipv4');
    const block = fc.oneof(fc.tuple(ipv4, fc.nat(32)), fc.tuple(ipv6, fc.nat(128)));
    fc.assert(
      fc.property(block, fc.oneof(ipv4, ipv6), ([start, prefix], address) => {
        const outer = parseIpRange(`${start}/${prefix}`);
        const inner = parseIpRange(address);
        const list = new BlockList();
        list.addSubnet(start, prefix, family(start));
        const same = family(start) === family(address);
        expect(outer && inner && containsRange(outer, inner)).toBe(
          same && list.check(address, family(address)),
        );
      }),
    );
  });

  it.each([
    '203.0.113.7',
    '203.0.113.7/32',
    '203.0.113.0/24',
    '0.0.0.0/0',
    '::1',
    '::ffff:203.0.113.0/120',
    '2001:DB8::/32',
  ])('can be %s', (text) => {
    expect(parseIpRange(text)).toBeDefined();
  });

  it.each([
    ['octal numbers', '010.0.0.1'],
    ['octal numbers in IPv6', '::ffff:010.0.0.1'],
    ['hexadecimal numbers', '0x0a.0.0.1'],
    ['fewer numbers', '10.1/16'],
    ['one number', '167772161'],
    ['a number that is too large', '256.0.0.1'],
    ['a prefix that is too long', '10.0.0.0/33'],
    ['a prefix with a zero before it', '10.0.0.0/08'],
    ['a netmask', '10.0.0.0/255.0.0.0'],
    ['a zone', 'fe80::1%eth0'],
    ['blanks', ' 10.0.0.1'],
    ['two gaps', '1::2::3'],
    ['nothing', ''],
  ])('has no %s', (_, text) => {
    expect(parseIpRange(text)).toBeUndefined();
  });

  it('of one version holds nothing of the other', () => {
    const ranges = ['0.0.0.0/0', '::/0', '::ffff:0.0.0.0/96'].flatMap((text) => parseIpRange(text) ?? []);
    const address = parseIpRange('203.0.113.7');
    expect(ranges.map((range) => address && containsRange(range, address))).toEqual([true, false, false]);
  });
});

it('a netmask fixes as many bits as it has ones before its zeros', () => {
  expect(
    ['255.255.255.0', '255.0.0.0', '0.0.0.0', '255.0.255.0', '24', '0377.0.0.0'].map(prefixOfNetmask),
  ).toEqual([24, 8, 0, undefined, undefined, undefined]);
});
