import { sourceKeyNotSent } from '../../../../../../src/core/policy/rules/principals/sourceKeyNotSent';
import { condition, describeRule, policyWith } from '../describeRule';

const eventBridge = '{ "Service": "events.amazonaws.com" }';

describeRule(sourceKeyNotSent, {
  finds: [
    {
      when: 'the ARN of a rule, which EventBridge does not send to a topic',
      policy: policyWith({
        Principal: eventBridge,
        Condition: condition('ArnLike', 'aws:SourceArn', '«"arn:aws:events:eu-west-1:111122223333:rule/*"»'),
      }),
      says: /event-bus/,
    },
    {
      when: 'an account alone, which no delivery of a rule names either',
      policy: policyWith({
        Principal: eventBridge,
        Condition: '{ "StringEquals": { «"aws:SourceAccount"»: "111122223333" } }',
      }),
      says: /aws:SourceAccount/,
    },
  ],
  passes: [
    {
      when: 'an account beside the ARN of an event bus',
      policy: policyWith({
        Principal: eventBridge,
        Condition:
          '{ "StringEquals": { "aws:SourceAccount": "111122223333" }, "ArnEquals": { "aws:SourceArn": "arn:aws:events:eu-west-1:111122223333:event-bus/a" } }',
      }),
    },
    {
      when: 'the ARN of an event bus, whose key it is',
      policy: policyWith({
        Principal: eventBridge,
        Condition: condition(
          'ArnLike',
          'aws:SourceArn',
          '"arn:aws:events:eu-west-1:111122223333:event-bus/*"',
        ),
      }),
    },
    {
      when: 'a rule as the source of another service',
      policy: policyWith({
        Principal: '{ "Service": "sns.amazonaws.com" }',
        Condition: condition('ArnLike', 'aws:SourceArn', '"arn:aws:events:eu-west-1:111122223333:rule/a"'),
      }),
    },
  ],
});
