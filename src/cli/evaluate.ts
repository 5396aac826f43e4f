import { evaluate } from '../core/access/evaluate';
import type { Described } from './describedRequest';
import { readRequests } from './describedRequest';
import type { CliIo } from './io';

const usage = `Usage: evaluate FILE…   (- reads standard input)

Decides the requests that the files describe and prints a line of JSON for each:
{"name","decision","reasons":[…]}, with "warnings" where a request cannot be in AWS
(an action that KMS does not have, a principal that is none). A file holds one request or a list of them:

  {"name": "the app may decrypt", "expect": "Allowed",
   "principal": "arn:aws:iam::111122223333:role/App", "action": "kms:Decrypt",
   "resource": "arn:aws:kms:us-east-1:111122223333:key/…", "keyPolicy": {…},
   "identityPolicies": […], "grants": […], "context": {"aws:SourceIp": "203.0.113.7"}}

Policies may also be what the AWS CLI prints: get-key-policy, get-role-policy,
get-policy-version, describe-policy and the like.

Exits with 0 if every "expect" is met, 1 if one is not, 2 if a file or any part of a
policy cannot be read.
`;

/** `evaluate FILE…`: answers the exit code. */
export async function evaluateCommand(args: readonly string[], io: CliIo): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    io.out(usage);
    return 0;
  }
  const wrong = args.find((argument) => argument.startsWith('-') && argument !== '-');
  if (wrong !== undefined || args.length === 0) {
    io.err(wrong === undefined ? usage : `Unknown option ${wrong}.\n\n${usage}`);
    return 2;
  }
  let exit = 0;
  for (const file of args) exit = Math.max(exit, await evaluateFile(file, io));
  return exit;
}

async function evaluateFile(file: string, io: CliIo): Promise<number> {
  let text: string;
  try {
    text = await io.read(file);
  } catch (error) {
    io.err(`${file}: cannot be read: ${error instanceof Error ? error.message : String(error)}\n`);
    return 2;
  }
  const { requests, errors, warnings } = readRequests(text, file === '-' ? 'standard input' : file, io.now());
  for (const line of [...warnings, ...errors]) io.err(`${line}\n`);
  let exit = errors.length > 0 ? 2 : 0;
  for (const described of requests) exit = Math.max(exit, report(described, io));
  return exit;
}

function report({ name, expect, request, warnings }: Described, io: CliIo): number {
  const { decision, reasons } = evaluate(request);
  io.out(`${JSON.stringify({ name, decision, reasons, ...(warnings.length > 0 && { warnings }) })}\n`);
  if (expect === undefined || expect === decision) return 0;
  io.err(
    `${name}: expected ${expect}, but it is ${decision}. ${reasons.map((reason) => reason.text).join(' ')}\n`,
  );
  return 1;
}
