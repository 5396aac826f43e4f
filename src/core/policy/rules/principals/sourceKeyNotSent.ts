import type { StatementFacts } from '../../facts';
import { kmsLink } from '../parts/links';
import type { Rule } from '../parts/rule';
import { show } from '../parts/words';

/** Whether the statement is for EventBridge, alone or among others. */
export function isForEventBridge({ principals }: StatementFacts): boolean {
  return principals.some(({ type, value }) => type === 'Service' && isEventBridge(value.value));
}

/** The service principal under which EventBridge delivers. */
export function isEventBridge(service: string): boolean {
  return /^events\.amazonaws\.com(\.cn)?$/i.test(service);
}

/**
 * EventBridge's deliveries to encrypted topics carry neither aws:SourceArn nor aws:SourceAccount (SNS developer
 * guide, "Managing encryption keys"); requests for an encrypted event bus carry both, and name the bus.
 */
export const sourceKeyNotSent: Rule = {
  code: 'KMS_SOURCE_KEY_NOT_SENT',
  severity: 'info',
  summary: 'EventBridge sends no source with what its rules deliver.',
  link: kmsLink('conditions-kms'),
  *check({ statements }) {
    for (const statement of statements) {
      if (statement.decides !== 'Allow' || !isForEventBridge(statement)) continue;
      const [account, ...others] = statement.conditions;
      // A key of an event bus has the ARN of the bus beside the account.
      if (account && others.length === 0 && account.name.toLowerCase() === 'aws:sourceaccount') {
        const message =
          'EventBridge does not send aws:SourceAccount when a rule delivers to an encrypted topic: events are lost without a word. Remove the condition; for a key of an event bus, add aws:SourceArn with the ARN of the bus.';
        yield { span: account.member.key.span, message };
      }
      for (const { name, values } of statement.conditions) {
        if (name.toLowerCase() !== 'aws:sourcearn') continue;
        for (const value of values) {
          if (value.kind !== 'string' || !value.value.includes(':rule/')) continue;
          const message = `EventBridge does not send aws:SourceArn when a rule delivers to an encrypted topic: events are lost without a word. Remove the condition; only a key of an event bus takes one, with the ARN of the bus (…:event-bus/name) instead of ${show(value.value)}.`;
          yield { span: value.span, message };
        }
      }
    }
  },
};
