import { AwsError } from '../errors';

/** Error codes differ between services of the JSON and of the Query protocol; the texts are the same. */
export interface SignatureErrors {
  missing: () => AwsError;
  incomplete: (text: string) => AwsError;
  mismatch: (text: string) => AwsError;
  unknownKey: () => AwsError;
  expiredToken: () => AwsError;
}

const jsonErrors: SignatureErrors = {
  missing: () => new AwsError('MissingAuthenticationTokenException', 'Missing Authentication Token'),
  incomplete: (text) => new AwsError('IncompleteSignatureException', text),
  mismatch: (text) => new AwsError('InvalidSignatureException', text),
  unknownKey: () =>
    new AwsError('UnrecognizedClientException', 'The security token included in the request is invalid.'),
  expiredToken: () =>
    new AwsError('ExpiredTokenException', 'The security token included in the request is expired'),
};

const queryErrors: SignatureErrors = {
  missing: () => new AwsError('MissingAuthenticationToken', 'Request is missing Authentication Token', 403),
  incomplete: (text) => new AwsError('IncompleteSignature', text, 400),
  mismatch: (text) => new AwsError('SignatureDoesNotMatch', text, 403),
  unknownKey: () =>
    new AwsError('InvalidClientTokenId', 'The security token included in the request is invalid.', 403),
  expiredToken: () =>
    new AwsError('ExpiredToken', 'The security token included in the request is expired', 403),
};

export function signatureErrors(protocol: 'json' | 'query'): SignatureErrors {
  return protocol === 'json' ? jsonErrors : queryErrors;
}
