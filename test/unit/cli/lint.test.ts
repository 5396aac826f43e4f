import Ajv from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CliIo } from '../../../src/cli/io';
import { processIo } from '../../../src/cli/io';
import { regionsIn } from '../../../src/cli/lines';
import { main } from '../../../src/cli/main';
import validateReport from '../../../src/generated/lint-report.validate.js';

const good = readFileSync(join(import.meta.dirname, '../../fixtures/policies/console-default.json'), 'utf8');
const bad = good.replace('kms:Decrypt', 'kms:Decrpt');
const weak = good.replace('"Version": "2012-10-17",', '');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lint-'));
  mkdirSync(join(folder, 'more deeply'));
  for (const [name, text] of Object.entries({
    'good.json': good,
    'bad.json': bad,
    'weak.json': weak,
    'more deeply/bad #1.json': bad,
    'template.yaml': template,
    'template.json': JSON.stringify({
      Resources: { Key: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: JSON.parse(bad) as unknown } } },
    }),
  }))
    writeFileSync(join(folder, name), text);
});
afterAll(() => rmSync(folder, { recursive: true }));

const template = `Resources:
  Key:
    Type: AWS::KMS::Key
    Properties:
      KeyPolicy:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Principal: { AWS: !Sub "arn:aws:iam::\${AWS::AccountId}:root" }
            Action: kms:*
            Resource: "*"
          - Effect: allow
            Principal: { AWS: !GetAtt Role.Arn }
            Action: kms:Decrypt
            Resource: "*"
`;

async function run(args: string[], stdin = ''): Promise<{ exit: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const io: CliIo = {
    ...processIo,
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    read: (path) => (path === '-' ? Promise.resolve(stdin) : processIo.read(path)),
  };
  const exit = await main(args, io);
  return { exit, out, err };
}

const at = (name: string): string => join(folder, name);
const sarifSchema = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../fixtures/sarif/sarif-2.1.0.schema.json'), 'utf8'),
) as object;

/** Nobody had the permission before, so that the title says who gets it. */
const fix = 'Write "kms:Decrypt" (allows role/Payments and user/maria kms:Decrypt)';

describe('lint', () => {
  it('exits with 0 where there is no error, and counts what there is', async () => {
    expect(await run(['lint', at('good.json'), at('weak.json')])).toMatchObject({ exit: 0, err: '' });
    expect((await run(['lint', at('weak.json')])).out).toContain(
      '0 errors, 1 warning and 0 suggestions in 1 file.',
    );
  });

  it('exits with 1 on an error, and says where it is', async () => {
    const { exit, out } = await run(['lint', at('bad.json')]);
    expect(exit).toBe(1);
    expect(out).toContain(
      `${at('bad.json')}:16:33: error: There is no action "kms:Decrpt". Did you mean "kms:Decrypt"? [INVALID_ACTION]`,
    );
  });

  it('exits with 2 where a file cannot be read, and checks the others', async () => {
    const { exit, out, err } = await run(['lint', '--format', 'json', at('none.json'), at('bad.json')]);
    expect(exit).toBe(2);
    expect(err).toMatch(/none\.json: cannot be read: ENOENT/);
    expect((JSON.parse(out) as { file: string }[]).map(({ file }) => file)).toEqual([at('bad.json')]);
  });

  it('takes a file that is no UTF-8 for one that cannot be read, and says what it is', async () => {
    const utf16 = join(folder, 'utf-16.txt');
    writeFileSync(utf16, Buffer.from(`\uFEFF${good}`, 'utf16le'));
    const latin1 = join(folder, 'latin-1.txt');
    writeFileSync(latin1, Buffer.from(good.replace('Allow', 'Allow é'), 'latin1'));
    const { exit, out, err } = await run(['lint', utf16, latin1, join(folder, 'good.json')]);
    expect(exit).toBe(2);
    expect(err).toMatch(
      /utf-16\.txt: cannot be read: it is UTF-16; save it as UTF-8.*\n.*latin-1\.txt: .*not UTF-8/,
    );
    expect(out).toMatch(/^0 errors, .* in 1 file\.$/m);
  });

  it('checks a file with a byte order mark, and says that KMS takes none', async () => {
    const mark = join(folder, 'mark.txt');
    writeFileSync(mark, `\uFEFF${bad}`);
    const { out } = await run(['lint', mark]);
    expect(out).toContain('mark.txt:1:1: error');
    expect(out).toContain('INVALID_ACTION');
  });

  it('prints JSON that keeps to its schema', async () => {
    const { out } = await run(['lint', '--format', 'json', at('bad.json')]);
    const report: unknown = JSON.parse(out);
    expect(validateReport(report), JSON.stringify(validateReport.errors)).toBe(true);
    expect(report).toEqual([
      {
        file: at('bad.json'),
        findings: [
          {
            code: 'INVALID_ACTION',
            severity: 'error',
            message: 'There is no action "kms:Decrpt". Did you mean "kms:Decrypt"?',
            line: 16,
            column: 33,
            endLine: 16,
            endColumn: 45,
            fixes: [fix],
          },
        ],
      },
    ]);
  });

  it('prints SARIF that keeps to the standard, with rules and fixes', async () => {
    const { out } = await run(['lint', '--format=sarif', `${folder}/**/*.json`]);
    const ajv = new Ajv({ allErrors: true, strict: false });
    addFormats(ajv);
    const validate = ajv.compile(sarifSchema);
    const report = JSON.parse(out) as {
      runs: [
        {
          tool: { driver: { rules: { id: string }[] } };
          results: {
            ruleId: string;
            ruleIndex: number;
            level: string;
            locations: object[];
            fixes: object[];
          }[];
        },
      ];
    };
    expect(validate(report), JSON.stringify(validate.errors)).toBe(true);
    const [{ tool, results }] = report.runs;
    const invalid = results.filter(({ ruleId }) => ruleId === 'INVALID_ACTION');
    expect(invalid).toHaveLength(3);
    for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
    expect(JSON.stringify(invalid)).toContain('more%20deeply/bad%20%231.json');
    expect(invalid[0]).toMatchObject({
      level: 'error',
      fixes: [{ description: { text: fix }, properties: { kind: 'addition' } }],
    });
  });

  it('expands patterns itself, and says where none matches', async () => {
    const { exit, out, err } = await run([
      'lint',
      '--format',
      'json',
      `${folder}/*.json`,
      `${folder}/*.nothing`,
    ]);
    expect(exit).toBe(2);
    expect(err).toMatch(/no file matches/);
    expect(JSON.parse(out)).toHaveLength(4);
  });

  it('takes a name with the characters of a pattern for the file of that name', async () => {
    writeFileSync(at('[a].json'), good);
    expect(await run(['lint', at('[a].json')])).toMatchObject({ exit: 0, err: '' });
    rmSync(at('[a].json'));
  });

  it('reads standard input', async () => {
    expect((await run(['lint', '-'], bad)).out).toMatch(/^-:16:33: error/);
    expect((await run(['lint', '-'], template)).out).toContain('-:12:21: error');
    expect(await run(['lint', '-'], '')).toMatchObject({ exit: 1 });
  });

  it('checks the key policies of templates, and nothing else of them', async () => {
    const yaml = await run(['lint', at('template.yaml')]);
    expect(yaml.out).toContain('template.yaml:12:21: error: "allow" is not a valid Effect');
    expect(yaml.out).toContain('1 error, 0 warnings and 0 suggestions');
    expect((await run(['lint', at('template.json')])).out).toContain('[INVALID_ACTION]');
    const without = await run(['lint', '-'], '{"Resources": {"Topic": {"Type": "AWS::SNS::Topic"}}}');
    expect(without.out).toBe('0 errors, 0 warnings and 0 suggestions in 1 file.\n');
  });

  it.each([
    [['lint']],
    [['lint', '--format', 'xml', 'x.json']],
    [['lint', '--nope', 'x.json']],
    [['lint', '--format', '__proto__', 'x']],
  ])('explains itself on %j', async (args) => {
    const { exit, err } = await run(args);
    expect(exit).toBe(2);
    expect(err).toContain('Usage: lint');
  });
});

describe('the commands', () => {
  it('explain themselves', async () => {
    expect(await run(['--help'])).toMatchObject({ exit: 0, err: '' });
    expect((await run(['lint', '--help'])).out).toContain('Usage: lint');
    expect(await run([])).toMatchObject({ exit: 2, out: '' });
    expect((await run(['frobnicate'])).err).toContain('Unknown command frobnicate.');
    expect((await run(['constructor'])).exit).toBe(2);
  });

  it('tell the version', async () => {
    const { version } = JSON.parse(
      readFileSync(join(import.meta.dirname, '../../../package.json'), 'utf8'),
    ) as { version: string };
    expect(await run(['--version'])).toMatchObject({ exit: 0, out: `${version}\n` });
  });
});

describe('regionsIn', () => {
  it('counts lines by all three line ends', () => {
    const regionOf = regionsIn('a\nb\r\nc\rd');
    expect(
      [0, 2, 3, 5, 6, 7, 8]
        .map((start) => regionOf({ start, end: start }))
        .map(({ line, column }) => [line, column]),
    ).toEqual([
      [1, 1],
      [2, 1],
      [2, 2],
      [3, 1],
      [3, 2],
      [4, 1],
      [4, 2],
    ]);
  });
});
