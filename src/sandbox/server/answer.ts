import type { ServerResponse } from 'node:http';
import type { AwsError } from '../errors';
import { encodeJson } from '../protocol/wire';
import { xmlOf } from '../protocol/xml';

const JSON_TYPE = 'application/x-amz-json-1.1';

/** Answers of the JSON 1.1 protocol. */
export function answerJson(response: ServerResponse, requestId: string, output: object | undefined): void {
  send(response, 200, JSON_TYPE, requestId, encodeJson(output));
}

export function answerJsonError(response: ServerResponse, requestId: string, error: AwsError): void {
  // Some errors carry no text on the wire, and then no member for it either.
  const body = JSON.stringify({
    __type: error.code,
    ...(error.text !== undefined && { message: error.text }),
  });
  send(response, error.status, JSON_TYPE, requestId, body);
}

/** Answers of the Query protocol. */
export function answerXml(
  response: ServerResponse,
  requestId: string,
  { action, namespace, result }: { action: string; namespace: string; result: object | undefined },
): void {
  const body =
    `<${action}Response xmlns="${namespace}">` +
    xmlOf(`${action}Result`, result) +
    `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${action}Response>`;
  send(response, 200, 'text/xml', requestId, body);
}

export function answerXmlError(
  response: ServerResponse,
  requestId: string,
  { error, namespace }: { error: AwsError; namespace: string },
): void {
  const content = {
    Type: error.status < 500 ? 'Sender' : 'Receiver',
    Code: error.code,
    Message: error.text ?? '',
  };
  const body = `<ErrorResponse xmlns="${namespace}">${xmlOf('Error', content)}<RequestId>${requestId}</RequestId></ErrorResponse>`;
  send(response, error.status, 'text/xml', requestId, body);
}

/** Answers of the sandbox's own calls. */
export function answerControl(response: ServerResponse, status: number, content: object): void {
  const body = JSON.stringify(content);
  endWith413(response, status);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}

/** What is left of a body that was too large is not read: the connection goes with it. */
function endWith413(response: ServerResponse, status: number): void {
  if (status === 413) response.shouldKeepAlive = false;
}

function send(response: ServerResponse, status: number, type: string, requestId: string, body: string): void {
  if (response.headersSent || response.destroyed) return;
  endWith413(response, status);
  response.writeHead(status, {
    'x-amzn-RequestId': requestId,
    'content-type': type,
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}
