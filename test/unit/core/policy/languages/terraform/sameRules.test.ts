import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../../../../src/core/policy/fixes/fix';
import type { Json } from '../../../../../../src/core/policy/fixes/layout';
import { findingsIn } from '../../../../../../src/core/policy/languages/findings';
import type { HostedFinding } from '../../../../../../src/core/policy/languages/findings';
import { documentSource, encodedPolicy } from '../../../../../../src/core/policy/languages/terraform/print';
import { corpusPolicies } from '../../corpus';
import { samplePolicies } from '../../samples';
import { readingOf } from '../read';
import { moduleFindings, moduleReading } from './terraform';

/** Policies that are JSON, each with at least one statement. */
const policies = [
  ...samplePolicies(),
  ...corpusPolicies().map(({ file, text }) => [file, text] as const),
].flatMap(([name, text]) => {
  const json = parsed(text);
  return json === undefined ? [] : [[name, json] as const];
});

function parsed(text: string): Json | undefined {
  try {
    const json = JSON.parse(text) as Json;
    return typeof json === 'object' && json !== null && 'Statement' in json ? json : undefined;
  } catch {
    return undefined;
  }
}

const key = (policy: string): string => `resource "aws_kms_key" "key" {\n  policy = ${policy}\n}\n`;

/** What the checks say of the policy in a template, which knows what it cannot see as well. */
async function baseline(policy: Json): Promise<string[]> {
  const template = { Resources: { Key: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: policy } } } };
  return codes(findingsIn(await readingOf(JSON.stringify(template), 'json')));
}

const codes = (findings: readonly HostedFinding[]): string[] => findings.map(({ code }) => code).sort();

/** What the data source says by itself, or cannot say at all. */
const ofDocuments = new Set([
  'MISSING_EFFECT',
  'MISSING_VERSION',
  'UNIQUE_SIDS_RECOMMENDED',
  'DATA_TYPE_MISMATCH',
]);
/** A list of one is how Terraform wants it; in JSON it is spelled out as a suggestion. */
const known = (all: string[]): string[] => all.filter((code) => !ofDocuments.has(code));

describe.each(policies)('%s', (_, policy) => {
  it('is told the same in jsonencode() and in a heredoc', async () => {
    const expected = await baseline(policy);
    expect(codes(await moduleFindings(key(encodedPolicy(policy, '  '))))).toEqual(expected);
    const text = JSON.stringify(policy, null, 2).replaceAll('${', '$${').replaceAll('%{', '%%{');
    expect(codes(await moduleFindings(key(`<<EOF\n${text}\nEOF`)))).toEqual(expected);
  });

  it('is told the same as a document, where it can be one', async () => {
    const source = documentSource(policy, 'key');
    if (source === undefined) return;
    const text = source + key('data.aws_iam_policy_document.key.json');
    expect(known(codes(await moduleFindings(text)))).toEqual(known(await baseline(policy)));
  });

  it('is mended by each fix in both forms: the finding is gone, and the text can be read', async () => {
    const source = documentSource(policy, 'key');
    const texts = [key(encodedPolicy(policy, '  '))];
    if (source !== undefined) texts.push(source + key('data.aws_iam_policy_document.key.json'));
    for (const text of texts) {
      const before = await moduleFindings(text);
      for (const finding of before.slice(0, 40))
        for (const fix of finding.fixes()) {
          const after = applyEdits(text, fix.edits);
          const label = `${finding.code}: ${fix.title}\n${after}`;
          expect((await moduleReading(after)).unread, label).toBeUndefined();
          const left = codes(await moduleFindings(after)).filter((code) => code === finding.code);
          expect(left.length, label).toBeLessThan(
            codes(before).filter((code) => code === finding.code).length,
          );
        }
    }
  });
});
