import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { quickFixesIn } from '../../../../src/sessions/policy/language/fixes';
import type { TextDocument } from '../../../../src/sessions/policy/language/text';
import { account, document, languageBench } from './languageBench';

type Json = Record<string, unknown>;

const root = { AWS: `arn:aws:iam::${account}:root` };
const role = { AWS: `arn:aws:iam::${account}:role/App` };
const whole = { Sid: 'Root', Effect: 'Allow', Principal: root, Action: 'kms:*', Resource: '*' };
const use = { Effect: 'Allow', Principal: role, Action: ['kms:Decrypt'], Resource: '*' };

/** One fault each, for which there is a fix. */
const faults: [string, Json | Json[]][] = [
  ['a misspelt action', { ...use, Action: ['kms:Decryptt'] }],
  ['an action of another prefix', { ...use, Action: ['Decrypt'] }],
  ['a misspelt element', { ...use, Principl: role, Principal: undefined }],
  ['an effect in lower case', { ...use, Effect: 'allow' }],
  ['a principal key that there is not', { ...use, Principal: { Aws: role.AWS } }],
  ['a missing Resource', { ...use, Resource: undefined }],
  ['a missing Effect', { ...use, Effect: undefined }],
  ['two equal Sids', [{ ...use, Sid: 'Root' }]],
  [
    'a misspelt operator',
    { ...use, Condition: { StringEqual: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' } } },
  ],
];

const nameOfAll = (count: number, code: string): string => `all ${count} ${code}`;

async function titles(file: TextDocument): Promise<string[]> {
  const { language } = languageBench();
  const fixes = await quickFixesIn(language, file, { start: 0, end: file.text.length }, nameOfAll);
  return fixes.map(({ change }) => change.title).sort();
}

function policyWith(fault: Json | Json[]): Json {
  return { Version: '2012-10-17', Statement: [whole, ...(Array.isArray(fault) ? fault : [fault])] };
}

function json(fault: Json | Json[]): TextDocument {
  return document('/repo/orders.key-policy.json', JSON.stringify(policyWith(fault), null, 2));
}

function template(fault: Json | Json[]): TextDocument {
  const Properties = { KeyPolicy: policyWith(fault) };
  const resources = { Key: { Type: 'AWS::KMS::Key', Properties } };
  return document('/repo/stack.yaml', stringify({ Resources: resources }));
}

describe('quick fixes in a YAML template', () => {
  it.each(faults)('are those of a JSON policy: %s', async (_, fault) => {
    const expected = await titles(json(fault));
    expect(expected).not.toEqual([]);
    expect(await titles(template(fault))).toEqual(expected);
  });

  it.each(faults)('leave a template that can be read, with the fault gone: %s', async (_, fault) => {
    const { language } = languageBench();
    const file = template(fault);
    const fixes = await quickFixesIn(language, file, { start: 0, end: file.text.length }, nameOfAll);
    for (const { change, judged } of fixes) {
      if (!judged) continue;
      const text = change.edits
        .toSorted((a, b) => b.span.start - a.span.start)
        .reduce(
          (all, { span, newText }) => all.slice(0, span.start) + newText + all.slice(span.end),
          file.text,
        );
      expect(() => parse(text) as unknown, change.title).not.toThrow();
      const left = await language.findings({ ...file, text, version: 2 });
      const same = left.filter(({ finding }) => finding.code === judged.finding.code);
      expect(
        same.map(({ finding }) => finding.message),
        change.title,
      ).not.toContain(judged.finding.message);
    }
  });
});
