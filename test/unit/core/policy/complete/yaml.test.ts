import { describe, expect, it } from 'vitest';
import { complete } from '../../../../../src/core/policy/complete/complete';
import type { Completion } from '../../../../../src/core/policy/complete/completion';
import { plainText } from '../../../../../src/core/policy/complete/snippetText';
import { completableYaml } from '../../../../../src/core/policy/embedded/completable';
import { templatePolicies } from '../../../../../src/core/policy/embedded/template';
import { hoverAt } from '../../../../../src/core/policy/hover/hover';
import { cursor } from './at';

/** A template whose one statement ends in the lines. */
const template = (...lines: string[]) =>
  [
    'Resources:',
    '  Key:',
    '    Type: AWS::KMS::Key',
    '    Properties:',
    '      KeyPolicy:',
    '        Version: "2012-10-17"',
    '        Statement:',
    '          - Effect: Allow',
    ...lines.map((line) => `            ${line}`),
    '',
  ].join('\n');

interface Offered {
  items: Completion[];
  accept: (label: string) => string;
}

async function offered(marked: string): Promise<Offered> {
  const { text, offset } = cursor(marked);
  const empty = await completableYaml(text, offset);
  const policies = empty?.policies ?? (await templatePolicies(text, 'yaml'));
  const policy = policies.findLast(({ span }) => span.start <= offset && offset <= span.end);
  const items = policy
    ? complete(policy.document, offset, { language: 'yaml', accountId: '111122223333', region: 'eu-west-1' })
    : [];
  const accept = (label: string) => {
    const item = items.find((candidate) => candidate.label === label);
    if (!item) throw new Error(`"${label}" is not offered: ${items.map((one) => one.label).join(' · ')}`);
    const span = empty ? empty.back(item.span) : item.span;
    if (!span) throw new Error('not a place that can be written to');
    const inserted = item.snippet ? plainText(item.insertText) : item.insertText;
    return text.slice(0, span.start) + inserted + text.slice(span.end);
  };
  return { items, accept };
}

describe('completion in a YAML template', () => {
  it('writes values without quotes where YAML allows', async () => {
    const { accept } = await offered(template('Action:', '  - kms:De|'));
    expect(accept('kms:Decrypt')).toContain('- kms:Decrypt\n');
    expect((await offered(template('Resource: |'))).accept('*')).toContain('Resource: "*"');
  });

  it('keeps the quotes that are there', async () => {
    expect((await offered(template("Action: 'kms:|'"))).accept('kms:Decrypt')).toContain(
      "Action: 'kms:Decrypt'",
    );
    expect((await offered(template('Action: "kms:|"'))).accept('kms:Decrypt')).toContain(
      'Action: "kms:Decrypt"',
    );
  });

  it('writes entries of lists, also of empty ones', async () => {
    expect((await offered(template('Action:', '  - |'))).accept('kms:Encrypt')).toContain('  - kms:Encrypt');
    expect((await offered(template('Action: [kms:Encrypt, kms:|]'))).accept('kms:Decrypt')).toContain(
      '[kms:Encrypt, "kms:Decrypt"]',
    );
  });

  it('does not take the prefix of an action or a condition key for a name', async () => {
    expect((await offered(template('Action:', '  - kms:|'))).accept('kms:Decrypt')).toContain(
      '  - kms:Decrypt\n',
    );
    expect((await offered(template('Action: kms:|'))).accept('kms:Decrypt')).toContain(
      'Action: kms:Decrypt\n',
    );
    expect(
      (await offered(template('Condition:', '  StringEquals:', '    kms:|'))).accept('kms:CallerAccount'),
    ).toContain('    kms:CallerAccount: "111122223333"\n');
  });

  it('writes names with their colon', async () => {
    expect((await offered(template('Condition:', '  Bo|'))).accept('Bool')).toContain('  Bool:\n');
    expect((await offered(template('Principal:', '  AW|'))).accept('AWS')).toContain(
      '  AWS: "arn:aws:iam::111122223333:root"\n',
    );
    expect((await offered(template('Condition:', '  Bo|: {}'))).accept('Bool')).toContain('Bool: {}');
  });

  it('never offers what would need several lines', async () => {
    for (const marked of [template('Act|: kms:Decrypt'), template('Principal: |'), template('Condition: |')])
      for (const { insertText } of (await offered(marked)).items) expect(insertText).not.toContain('\n');
  });
});

describe('hovers in a YAML template', () => {
  it('say what they say in JSON', async () => {
    const { text, offset } = cursor(template('Action: kms:Dec|rypt'));
    const [policy] = await templatePolicies(text, 'yaml');
    const hover = policy && hoverAt(policy.document, offset, { language: 'yaml' });
    expect(hover?.markdown).toContain('Allows to decrypt');
    expect(hover && text.slice(hover.span.start, hover.span.end)).toBe('kms:Decrypt');
  });
});
