import { parseIpRange } from '../parts/ipRange';
import { analyzerLink } from '../parts/links';
import type { Rule } from '../parts/rule';
import { checkValues } from '../parts/values';
import { show } from '../parts/words';

export const typeMismatchIpRange: Rule = {
  code: 'TYPE_MISMATCH_IP_RANGE',
  severity: 'warning',
  summary: 'The value of an address operator is no address and no range.',
  link: analyzerLink('general-warning', 'TYPE_MISMATCH_IP_RANGE'),
  check: (policy) =>
    checkValues(
      policy,
      ({ operator: { operator } }) => operator.family === 'IpAddress',
      (text, { block }) => {
        if (parseIpRange(text) || /^\$\{.+\}$/.test(text)) return undefined;
        const message = `${show(block.key.value)} takes an address or a range in CIDR form, such as "203.0.113.0/24", not ${show(text)}.`;
        return { message, meant: mended(text) };
      },
    ),
};

/** Blanks around it, a netmask in the place of a prefix, or an asterisk for the rest. */
function mended(text: string): string | undefined {
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
