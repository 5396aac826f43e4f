import { describe, expect, it } from 'vitest';
import { explainError } from '../../../../../src/core/access/explainError';
import { keyArn } from '../builders';

const session = 'arn:aws:sts::111122223333:assumed-role/deployer/pipeline';
const sentence = `AccessDeniedException: User: ${session} is not authorized to perform: kms:GenerateDataKey on resource: ${keyArn} because no identity-based policy allows the kms:GenerateDataKey action`;
const plain = explainError(sentence);

/** Breaks between words, as most tools do. */
function wrapped(width: number): string[] {
  const lines = [''];
  for (const word of sentence.split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last !== '' && last.length + word.length >= width) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines;
}

/** Breaks anywhere, as terminals do. */
function cut(width: number): string[] {
  return Array.from({ length: Math.ceil(sentence.length / width) }, (_, line) =>
    sentence.slice(line * width, (line + 1) * width),
  );
}

const before =
  (prefix: string | ((line: number) => string), after = '') =>
  (lines: string[]): string =>
    lines
      .map((line, index) => `${typeof prefix === 'string' ? prefix : prefix(index)}${line}${after}`)
      .join('\n');

describe('an error text is read as if it stood alone', () => {
  it('which says what it says', () => {
    expect(plain).toMatchObject({ principal: session, action: 'kms:GenerateDataKey', resource: keyArn });
    expect(plain?.layer).toBe('identity-policy');
  });

  it.each([
    ['the bars of Terraform', before('│ ')],
    ['the gutter of SOPS and Flux', before('    | ')],
    ['a quoted mail', before('> ')],
    ['a mail quoted twice', before('> > ')],
    ['a frame on both sides', before('│ ', '   │')],
    ['a bulleted list of Go', (lines: string[]) => `1 error occurred:\n\t* ${lines.join('\n\t  ')}`],
    ['comments of a script', before('# ')],
    ['comments of a program', before('// ')],
    ['times of GitHub Actions', before('2026-01-31T12:00:00.1234567Z ')],
    ['times and levels', before('[2026-01-31 12:00:00,123] ERROR ')],
    ['a clock', before('12:00:01 ')],
    ['syslog', before('Jan 31 12:00:00 ip-10-0-0-1 app[4711]: ')],
    ['klog of Kubernetes', before('E0131 12:00:00.000000       1 reconciler.go:80] ')],
    ['a container of Docker Compose', before('web-1  | ')],
    ['a pod', before('[pod/app-5d9c/app] ')],
    ['steps of BuildKit', before('#12 0.345 ')],
    ['Azure Pipelines', before('##[error]')],
    ['numbers of lines', before((line) => `${String(line + 97).padStart(4)} | `)],
    ['numbers and tabs', before((line) => `${String(line + 1).padStart(6)}\t`)],
    ['colours', (lines: string[]) => `\u001b[1m\u001b[31m${lines.join('\u001b[0m\n\u001b[31m')}\u001b[0m`],
    ['colours that lost their escape', before('[31m', '[0m')],
    ['lines that end as on Windows', (lines: string[]) => lines.join('\r\n')],
    ['lines that go on with a backslash', (lines: string[]) => lines.join(' \\\n')],
    ['strings put together in JavaScript', (lines: string[]) => `"${lines.join(' " +\n  "')}"`],
    ['strings put together in Python', (lines: string[]) => `('${lines.join(" '\n '")}')`],
  ])('over lines, with %s', (_, frame) => {
    for (const width of [40, 60, 80, 132]) expect(explainError(frame(wrapped(width)))).toEqual(plain);
  });

  it('over lines that are cut within words and names', () => {
    for (let width = 30; width <= 140; width++) {
      expect(explainError(cut(width).join('\n')), `at ${width}`).toEqual(plain);
      expect(explainError(before('│ ')(cut(width))), `in a frame at ${width}`).toEqual(plain);
    }
  });

  it.each([
    ['JSON', JSON.stringify({ errorMessage: sentence })],
    ['JSON in JSON', JSON.stringify({ body: JSON.stringify({ Message: wrapped(50).join('\n') }) })],
    ['JSON of PHP, which escapes slashes', JSON.stringify({ message: sentence }).replaceAll('/', '\\/')],
    ['an XML answer', `<Error><Code>AccessDenied</Code><Message>${sentence}</Message></Error>`],
    ['a web page', `<p>${sentence.replace(session, `<code>${session}</code>`)}</p>`],
    ['HTML entities', sentence.replace(keyArn, `&quot;${keyArn}&quot;`)],
    ['an address', `https://example.com/?error=${encodeURIComponent(sentence)}`],
    [
      'backticks around the names',
      sentence.replace(session, `\`${session}\``).replace(keyArn, `\`${keyArn}\``),
    ],
    ['a fence', `\`\`\`\n${sentence}\n\`\`\``],
    ['bold names', sentence.replace('kms:GenerateDataKey', '**kms:GenerateDataKey**')],
    ['typographic quotes', sentence.replace(keyArn, `\u201c${keyArn}\u201d`)],
    ['spaces that do not break', sentence.replaceAll(' ', '\u00a0')],
    ['invisible characters', sentence.replaceAll('/', '/\u200b')],
    ['Rust', `ServiceError { source: AccessDeniedException { message: Some(${JSON.stringify(sentence)}) } }`],
  ])('in %s', (_, text) => {
    expect(explainError(text)).toEqual(plain);
  });

  it('with the name of a session that a chat made a link of', () => {
    const text = sentence.replace('pipeline', '<mailto:jo@example.com|jo@example.com>');
    expect(explainError(text)?.principal).toBe(
      'arn:aws:sts::111122223333:assumed-role/deployer/jo@example.com',
    );
  });

  it('with what a tool writes around it', () => {
    const terraform = `╷\n${before('│ ')(['Error: creating KMS Key:', ...wrapped(70)])}\n│ \n│   with aws_kms_key.this,\n│   on main.tf line 1, in resource "aws_kms_key" "this":\n│    1: resource "aws_kms_key" "this" {\n│ \n╵`;
    expect(explainError(terraform)).toEqual(plain);
    const sops = `Failed to get the data key required to decrypt the SOPS file.\n\nGroup 0: FAILED\n  ${keyArn}: FAILED\n${before('    | ')([`- ${wrapped(60)[0] ?? ''}`, ...wrapped(60).slice(1)])}\n\nRecovery failed because no master key was able to decrypt the file.`;
    expect(explainError(sops)).toEqual(plain);
  });
});
