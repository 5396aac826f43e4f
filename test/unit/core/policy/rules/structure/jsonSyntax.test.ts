import { jsonSyntax } from '../../../../../../src/core/policy/rules/structure/jsonSyntax';
import { describeRule, policyWith } from '../describeRule';

describeRule(jsonSyntax, {
  finds: [
    {
      when: 'a no-break space between tokens',
      policy: '{ "Version":«\u00A0»«"2012-10-17"», "Statement": [] }',
      fixed: '{ "Version": "2012-10-17", "Statement": [] }',
    },
    {
      when: 'a comment on a line of its own',
      policy: '{\n  «// why»\n  "Version": "2012-10-17"\n}',
      fixed: '{\n  "Version": "2012-10-17"\n}',
    },
    {
      when: 'a comment behind a value',
      policy: '{ "Version": "2012-10-17" «/* why */»\n}',
      fixed: '{ "Version": "2012-10-17"\n}',
    },
    { when: 'a trailing comma', policy: '{"Version": "2012-10-17"«,»}', fixed: '{"Version": "2012-10-17"}' },
    { when: 'a name that is there twice', policy: '{"Id": "a", «"Id"»: "b"}', fixed: '{"Id": "b"}' },
    {
      when: 'a missing comma',
      policy: '{"Version": "2012-10-17"« »"Id": "a"}',
      fixed: '{"Version": "2012-10-17", "Id": "a"}',
    },
    { when: 'a bare word', policy: '{"Effect": «Allow»}' },
  ],
  passes: [
    { when: 'plain JSON', policy: policyWith({}) },
    { when: 'what looks like a comment in a string', policy: policyWith({ Sid: '"see // and /* */"' }) },
  ],
});
