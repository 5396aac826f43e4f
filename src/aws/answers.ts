import { Transform, pipeline, type Readable } from 'node:stream';
import type { DeserializeMiddleware, InitializeMiddleware, MiddlewareStack } from '@smithy/types';
import { KmsError } from '../core/errors';

/** More than the longest answer of any operation asked here: a page of 1,000 roles of IAM, each with its trust policy. */
const longestAnswer = 20 * 1024 * 1024;

/**
 * A client that takes no answer for AWS's that is none. Left to itself, the SDK passes on whatever stands in the JSON
 * or XML, a text in place of a list too, and reads an endless page until the memory is full.
 */
export function guarded<Input extends object, Output extends object, Client>(
  client: Client & { middlewareStack: MiddlewareStack<Input, Output> },
): Client {
  // Outside of the SDK's tries: an answer of the wrong type is not asked for again.
  client.middlewareStack.add(checkTypes(), { step: 'initialize', name: 'answerTypes' });
  client.middlewareStack.add(limitSize(), { step: 'deserialize', name: 'answerSize', priority: 'low' });
  return client;
}

function checkTypes<I extends object, O extends object>(): InitializeMiddleware<I, O> {
  return (next, context) => async (args) => {
    const result = await next(args);
    const [{ mismatchIn }, { getSmithyContext }] = await Promise.all([
      import('./answerTypes'),
      import('@smithy/core/transport'),
    ]);
    const mismatch = mismatchIn(result.output, getSmithyContext(context).operationSchema);
    if (mismatch !== undefined) throw new KmsError('not-aws', mismatch);
    return result;
  };
}

function limitSize<I extends object, O extends object>(): DeserializeMiddleware<I, O> {
  return (next) => async (args) => {
    const result = await next(args);
    const response = result.response as { body?: unknown; headers?: Record<string, string> };
    if (!isReadable(response.body)) return result;
    if (Number(response.headers?.['content-length'] ?? 0) > longestAnswer) {
      response.body.destroy();
      throw tooLong();
    }
    response.body = limited(response.body);
    return result;
  };
}

function tooLong(): KmsError {
  return new KmsError('not-aws', `more than ${longestAnswer / 1024 / 1024} MB`);
}

function isReadable(body: unknown): body is Readable {
  return typeof body === 'object' && body !== null && 'pipe' in body;
}

/** The same bytes; fails, and ends the connection, where there are more than any answer has. */
function limited(body: Readable): Readable {
  let length = 0;
  const counter = new Transform({
    transform(chunk: Buffer, _, done) {
      length += chunk.length;
      if (length <= longestAnswer) return done(null, chunk);
      done(tooLong());
    },
  });
  return pipeline(body, counter, () => {
    // Whoever reads the counter gets the failure.
  });
}
