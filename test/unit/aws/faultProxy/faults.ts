import type { ServerResponse } from 'node:http';
import type { Reason } from '../../../../src/core/errors';
import { nowhere, overHttp, overTcp, overTls, withScheme, type Faulty, type Request } from './servers';

/** One way in which what answers is not, or not quite, AWS. */
export interface Fault {
  title: string;
  start(): Promise<Faulty>;
  reason: Reason;
  /** It never comes to an end by itself. */
  endless?: true;
  /** Operations that AWS answers with nothing are done: there is nothing that could be missing. */
  doneIfVoid?: true;
  /** So are those of whose answer nothing is needed, and which not every server answers with members. */
  doneIfOptional?: true;
}

/** Content types of AWS's two protocols. */
function typeOf({ query }: Request): string {
  return query ? 'text/xml' : 'application/x-amz-json-1.1';
}

/** An error as AWS words it in the protocol of the request. */
function error(status: number, code: string, message = 'The server said so.') {
  return (request: Request, response: ServerResponse): void => {
    response.writeHead(status, { 'content-type': typeOf(request) });
    response.end(
      request.query
        ? `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>1</RequestId></ErrorResponse>`
        : JSON.stringify({ __type: code, message }),
    );
  };
}

/** A body of the type that the request asks for. */
function body(json: string, xml: string, status = 200) {
  return (request: Request, response: ServerResponse): void => {
    response.writeHead(status, { 'content-type': typeOf(request) }).end(request.query ? xml : json);
  };
}

function page(status: number, headers: Record<string, string> = {}) {
  return (_: Request, response: ServerResponse): void => {
    response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...headers });
    response.end(
      '<!DOCTYPE html><html><head><title>Log in</title></head><body><p>Please log in<br></body></html>',
    );
  };
}

function head(request: Request, response: ServerResponse, length = 1000): void {
  response.writeHead(200, { 'content-type': typeOf(request), 'content-length': String(length) });
  response.flushHeaders();
}

/** Text in place of every list, number and date that an operation answers with, and a number in place of text. */
const wrongTypes = {
  ...{ Keys: 'many', Aliases: 7, Tags: 'none', Grants: {}, Rotations: true, KeyRotationEnabled: 'yes' },
  ...{
    KeyMetadata: [],
    Policy: { Version: 1 },
    PublicKey: 12,
    KeyId: 5,
    DeletionDate: {},
    KeyLastUsage: 'now',
  },
};

/** The faults, each with the reason that a person is told. */
export const faults: readonly Fault[] = [
  { title: 'silent', start: () => overHttp(() => undefined), reason: 'timeout', endless: true },
  {
    title: 'a head without a body',
    start: () => overHttp((request, response) => head(request, response)),
    reason: 'timeout',
    endless: true,
  },
  {
    title: 'a body that drips',
    start: () =>
      overHttp((request, response) => {
        head(request, response, 100_000);
        const drip = setInterval(() => response.write(' '), 500);
        response.on('close', () => clearInterval(drip));
      }),
    reason: 'timeout',
    endless: true,
  },
  { title: 'reset', start: () => overHttp(({ message }) => message.socket.destroy()), reason: 'network' },
  {
    title: 'a body that is cut off',
    start: () =>
      overHttp((request, response) => {
        head(request, response);
        response.write('{', () => request.message.socket.destroy());
      }),
    reason: 'network',
  },
  { title: 'refused', start: nowhere, reason: 'network' },
  {
    title: 'a host that DNS does not know',
    start: async () => ({ ...(await nowhere()), endpoint: 'http://no..host' }),
    reason: 'network',
  },
  {
    title: 'a certificate that is not trusted',
    start: () => overTls(error(400, 'AccessDeniedException')),
    reason: 'certificate',
  },
  {
    title: 'https asked of a server of http',
    start: () => withScheme('https', overHttp(error(400, 'AccessDeniedException'))),
    reason: 'not-aws',
  },
  {
    title: 'http asked of a server of https',
    start: () => overTls(error(400, 'AccessDeniedException'), 'http'),
    reason: 'network',
  },
  {
    title: 'something else than HTTP',
    start: () => overTcp((socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n')),
    reason: 'not-aws',
  },
  { title: 'a page', start: () => overHttp(page(200)), reason: 'not-aws' },
  { title: 'a page that refuses', start: () => overHttp(page(403)), reason: 'not-aws' },
  {
    title: 'a proxy that asks for a password',
    start: () => overHttp(page(407, { 'proxy-authenticate': 'Basic realm="proxy"' })),
    reason: 'not-aws',
  },
  {
    title: 'a redirect',
    start: () => overHttp(page(302, { location: 'http://login.example.com/' })),
    reason: 'not-aws',
  },
  {
    title: 'JSON that is not AWS’s',
    start: () => overHttp(body('{"error":"not found"}', '<error>not found</error>', 404)),
    reason: 'not-aws',
  },
  {
    title: 'an empty answer',
    start: () => overHttp(body('', '')),
    reason: 'not-aws',
    doneIfVoid: true,
    doneIfOptional: true,
  },
  {
    title: 'an empty object',
    start: () => overHttp(body('{}', '<a/>')),
    reason: 'not-aws',
    doneIfVoid: true,
    doneIfOptional: true,
  },
  {
    title: 'a list in place of an object',
    start: () => overHttp(body('[1]', '<a>1</a>')),
    reason: 'not-aws',
    // The SDK hands on only the members that it knows.
    doneIfOptional: true,
  },
  { title: 'a text in place of an object', start: () => overHttp(body('"ok"', 'ok')), reason: 'not-aws' },
  {
    title: 'members of the wrong type',
    start: () => overHttp(body(JSON.stringify(wrongTypes), '<a><b/></a>')),
    reason: 'not-aws',
    doneIfVoid: true,
  },
  {
    title: 'JSON that ends early',
    start: () => overHttp(body('{"Keys":[{"Key', '<a><b>')),
    reason: 'not-aws',
  },
  {
    title: 'an answer longer than any',
    start: () => overHttp((request, response) => head(request, response, 10_000_000_000)),
    reason: 'not-aws',
  },
  { title: 'a page in place of the service', start: () => overHttp(page(502)), reason: 'service' },
  {
    title: 'an internal error',
    start: () => overHttp(error(500, 'KMSInternalException')),
    reason: 'service',
  },
  { title: 'not available', start: () => overHttp(error(503, 'ServiceUnavailable')), reason: 'service' },
  { title: 'not available, without a word', start: () => overHttp(body('', '', 503)), reason: 'service' },
  { title: 'throttled', start: () => overHttp(error(400, 'ThrottlingException')), reason: 'throttled' },
  { title: 'throttled, without a word', start: () => overHttp(body('', '', 429)), reason: 'throttled' },
  { title: 'denied', start: () => overHttp(error(400, 'AccessDeniedException')), reason: 'denied' },
  {
    title: 'a token that has expired',
    start: () => overHttp(error(400, 'ExpiredTokenException')),
    reason: 'credentials-expired',
  },
  {
    title: 'a clock that is wrong',
    start: () =>
      overHttp(error(400, 'InvalidSignatureException', 'Signature expired: 1 is now earlier than 2')),
    reason: 'clock-wrong',
  },
  {
    title: 'a first byte that comes late',
    start: () =>
      overHttp((request, response) => {
        setTimeout(() => error(400, 'NotFoundException')(request, response), 15_000);
      }),
    reason: 'not-found',
  },
];
