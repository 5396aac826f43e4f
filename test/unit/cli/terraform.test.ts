import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import type { CliIo } from '../../../src/cli/io';
import { processIo } from '../../../src/cli/io';
import { main } from '../../../src/cli/main';

const root = join(import.meta.dirname, '../../..');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'module-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const key = 'resource "aws_kms_key" "key" {\n  policy = data.aws_iam_policy_document.key.json\n}\n';
const document = (action: string): string => `data "aws_iam_policy_document" "key" {
  statement {
    actions   = ["kms:*"]
    resources = ["*"]
    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::111122223333:root"]
    }
  }
  statement {
    actions   = ["${action}"]
    resources = ["*"]
    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::111122223333:role/reader"]
    }
  }
}
`;

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

/** Names in the arguments are those of files in the folder. */
async function run(...args: string[]): Promise<{ exit: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const io: CliIo = {
    ...processIo,
    out: (text) => void (out += text),
    err: (text) => void (err += text),
  };
  const exit = await main(
    args.map((argument) => (/[./*]/.test(argument) ? join(folder, argument) : argument)),
    io,
  );
  return { exit, out, err };
}

describe('lint of Terraform', () => {
  it('reads the files beside one, which decide what is a key policy', async () => {
    write({
      'a/document.tf': document('kms:Decrpyt'),
      'a/key.tf': key,
      'b/document.tf': document('kms:Decrpyt'),
    });
    const { exit, out } = await run('lint', '**/*.tf');
    expect(exit).toBe(1);
    expect(out.split('\n').filter((line) => line.includes('INVALID_ACTION'))).toEqual([
      expect.stringContaining(`${join('a', 'document.tf')}:11:18: error:`),
    ]);
    expect(out).toContain('1 error, 0 warnings and 0 suggestions in 3 files.');
  });

  it('is quiet about files without a key policy, and ends with 0', async () => {
    write({
      'main.tf': 'resource "aws_s3_bucket" "kms" {\n}\n',
      'key.tf': key,
      'document.tf': document('kms:Decrypt'),
    });
    expect(await run('lint', '*.tf')).toEqual({
      exit: 0,
      out: '0 errors, 0 warnings and 0 suggestions in 3 files.\n',
      err: '',
    });
  });

  it('names a file in which a policy is not complete, and ends with 2', async () => {
    write({ 'key.tf': key + document('kms:Decrypt').replace(/\}\n\}\n$/, '') });
    const { exit, err } = await run('lint', 'key.tf');
    expect(exit).toBe(2);
    expect(err).toMatch(/key\.tf:\d+:\d+: cannot be read: not all of a key policy there was checked\.\n$/);
    write({ 'other.tf': `resource "a" "b" {\n  c = [\n\n${key}`, 'document.tf': document('kms:Decrypt') });
    expect((await run('lint', 'other.tf')).exit).toBe(0);
  });
});

describe('What README says of CI', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const examples = [...readme.matchAll(/```yaml\n([^]*?)```/g)].map(([, text = '']) => text);
  /** The arguments of the command line in a command. */
  const argumentsOf = (command: string): string[] => {
    const [, rest] = /^node \S+\/dist\/cli\.mjs (.*)$/.exec(command) ?? [];
    if (rest === undefined) throw new Error(`not a command of ours: ${command}`);
    return rest.split(' ').map((word) => word.replace(/^'|'$/g, ''));
  };

  it('the workflow fails where a policy has an error, and only there', async () => {
    const steps = examples
      .filter((text) => text.startsWith('- uses'))
      .flatMap((text) => parse(text) as { run?: string }[]);
    const command = steps.find((step) => step.run !== undefined)?.run ?? '';
    const good = document('kms:Decrypt');
    write({
      'infra/key/main.tf': key + good,
      'policies/a.json':
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"kms:*","Resource":"*"}]}',
    });
    expect((await run(...argumentsOf(command))).exit).toBe(0);
    write({ 'infra/key/main.tf': key + document('kms:Decrpyt') });
    expect((await run(...argumentsOf(command))).exit).toBe(1);
  });

  it('the hook is given the files that its pattern fits', async () => {
    const text = examples.find((example) => example.startsWith('repos:')) ?? '';
    const { repos } = parseAllDocuments(text)[0]?.toJS() as {
      repos: { hooks: { entry: string; files: string }[] }[];
    };
    const hook = repos[0]?.hooks[0];
    const pattern = new RegExp(hook?.files ?? '(?!)');
    expect(
      ['a.tf', 'a/b.tofu', 'c.tf.json', 'd.tfvars', 'e.json'].filter((name) => pattern.test(name)),
    ).toEqual(['a.tf', 'a/b.tofu', 'c.tf.json']);
    write({ 'key.tf': key, 'document.tf': document('kms:Decrpyt') });
    const { exit } = await run(...argumentsOf(hook?.entry ?? ''), 'key.tf', 'document.tf');
    expect(exit).toBe(1);
  });
});
