/** An error as AWS answers it: code, text and HTTP status. No text means that AWS sends no `message` member at all. */
export class AwsError extends Error {
  override readonly name = 'AwsError';
  constructor(
    readonly code: string,
    readonly text?: string,
    /** KMS answers 400 for every error of the caller. */
    readonly status = 400,
  ) {
    super(text ?? code);
  }
}

/** The ValidationException that KMS words by hand, after the model's own constraints hold. */
export function invalid(text: string): AwsError {
  return new AwsError('ValidationException', text);
}

export function notFound(text: string): AwsError {
  return new AwsError('NotFoundException', text);
}

export function unsupported(text?: string): AwsError {
  return new AwsError('UnsupportedOperationException', text);
}

/** What a call with `DryRun` ends in when everything but the act itself went well. */
export function dryRunSucceeded(): AwsError {
  return new AwsError(
    'DryRunOperationException',
    'The request would have succeeded, but the DryRun option is set.',
  );
}
