import { parseIpRange } from '../../../ipRange';
import type { ConditionFacts } from '../../facts';
import { isPrivate } from '../parts/privateRanges';
import { analyzerLink } from '../parts/links';
import type { Report, Rule } from '../parts/rule';
import { show } from '../parts/words';

export const privateIp: Rule = {
  code: 'PRIVATE_IP_ADDRESS',
  severity: 'error',
  severityVaries: true,
  summary: 'aws:SourceIp is never a private address.',
  link: analyzerLink('error', 'PRIVATE_IP_ADDRESS'),
  *check({ statements }) {
    for (const { conditions } of statements)
      for (const condition of conditions)
        if (condition.name.toLowerCase() === 'aws:sourceip') yield* privateValues(condition);
  },
};

/** Beside public ranges a private one does no harm. */
function* privateValues({ values, operator }: ConditionFacts): Iterable<Report> {
  if (operator?.operator.family !== 'IpAddress') return;
  const found = values.filter((value) => {
    const range = value.kind === 'string' ? parseIpRange(value.value) : undefined;
    return range && isPrivate(range);
  });
  for (const value of found) {
    const text = value.kind === 'string' ? value.value : '';
    const message = `aws:SourceIp is the public address of the caller, never ${show(text)}. For requests through a VPC endpoint write aws:VpcSourceIp, aws:SourceVpc or aws:SourceVpce.`;
    yield { span: value.span, message, severity: found.length === values.length ? 'error' : 'info' };
  }
}
