import { inspect } from 'node:util';
import fc from '../properties';
import { describe, expect, it } from 'vitest';
import { redact } from '../../../src/core/redact';

describe('what reaches the log', () => {
  it.each([
    ['an access key id', 'key AKIAIOSFODNN7EXAMPLE used', 'FODNN7EXAMPLE'],
    ['a secret in a file', 'aws_secret_access_key = wJalrXUtnFEMI', 'wJalrXUtnFEMI'],
    ['a secret in JSON', '{"secretAccessKey":"wJalrXUtnFEMI","x":1}', 'wJalrXUtnFEMI'],
    ['a session token', 'aws_session_token=FwoGZXIvYXdzE', 'FwoGZXIvYXdzE'],
    ['a signature', 'AWS4-HMAC-SHA256 Credential=…, Signature=0123abcd', '0123abcd'],
    ['a bearer token', 'authorization: Bearer c2VjcmV0LXRva2Vu', 'c2VjcmV0LXRva2Vu'],
    ['a bearer token without its header', 'sent Bearer c2VjcmV0LXRva2Vu to it', 'c2VjcmV0LXRva2Vu'],
    ['a plaintext', '{"Plaintext":"aGVsbG8=","KeyId":"x"}', 'aGVsbG8='],
    ['a signed message', '{"Message":"aGVsbG8=","KeyId":"x"}', 'aGVsbG8='],
    ['bytes', inspect({ Plaintext: Buffer.from('hello') }), '68 65 6c 6c 6f'],
    ['bytes of an array', inspect({ SharedSecret: Uint8Array.of(104, 101, 108) }), '104, 101'],
    ['key material', '{"KeyMaterial": "c2VjcmV0"}', 'c2VjcmV0'],
    ['a private key', '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----', 'MIIE'],
    ['a private key that was cut off', '-----BEGIN RSA PRIVATE KEY-----\nMIIE', 'MIIE'],
    ['all of a cookie', 'Cookie: theme=dark; session=c2VjcmV0, x', 'c2VjcmV0'],
    ['a header in a list', "[ 'X-Amz-Security-Token', 'swordfish' ]", 'swordfish'],
    ['the second of two grant tokens', '{"GrantTokens":["one]","swordfish"]}', 'swordfish'],
    ['an option of a command', 'ran tool --key-store-password swordfish', 'swordfish'],
    ['a quoted option with blanks', 'ran tool --password "sword fish" --x', 'fish'],
    ['a value with an escaped quote', '{"Password":"sword\\"fish"}', 'fish'],
    ['a value inside JSON inside JSON', JSON.stringify(JSON.stringify({ Password: 'sword"fish' })), 'fish'],
    ['a value that swallows another', '{"url":"x?token=abc","Password":"sword fish"}', 'fish'],
    ['an XML element', '<SecretAccessKey>sword fish</SecretAccessKey>', 'fish'],
    ['a password in an address', 'proxy http://jane:sword@fish@proxy.example:8080 refused', 'fish'],
    ['a token in an address', 'https://swordfish@git.example/x', 'swordfish'],
    ['a password before a host', 'proxy jane:swordfish@proxy.example refused', 'swordfish'],
    ['arguments', 'Command failed: /opt/creds --id 7 -p swordfish\nexit 1', 'swordfish'],
    ['arguments of a quoted program', 'Command failed: "C:\\My Tools\\c.exe" swordfish', 'swordfish'],
    ['arguments in a file', 'credential_process = /opt/creds -p swordfish', 'swordfish'],
    ['arguments in a dump', inspect({ credential_process: '/opt/creds -p swordfish' }), 'swordfish'],
    ['spawned arguments', inspect({ cmd: 'x -p sword', spawnargs: ['-p', 'swordfish'] }), 'sword'],
    ['a JSON Web Token', 'got eyJhbGciOi.eyJzdWIiOi.c2lnbmF0dXJl back', 'c2lnbmF0dXJl'],
    ['a secret key alone', 'tried wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY twice', 'bPxRfiCYEXAMPLEKEY'],
    ['the sandbox’s secret', 'secret=0123abcd', '0123abcd'],
  ])('holds no %s', (_, text, secret) => {
    expect(text).toContain(secret);
    expect(redact(text)).not.toContain(secret);
  });

  it.each([
    'denied: no [operation=DisableKey requestId=1f24 key=arn:aws:kms:us-east-1:111122223333:key/1]',
    'ExpiredToken: The security token included in the request is expired',
    'Unexpected token: < in JSON at position 0',
    'User: arn:aws:sts::111122223333:assumed-role/Admin/jane@example.com is not authorized to perform: kms:Decrypt',
    'AROAEXAMPLEEXAMPLE123:jane@example.com',
    'at node_modules/@aws-sdk/client-kms/dist-cjs/index.js:120:33',
    '{"message":"The request was rejected","KeyMaterialId":"0123abcd"}',
    'commit 0123456789abcdef0123456789abcdef01234567',
    'https://kms.eu-west-1.amazonaws.com:443/ did not answer',
  ])('keeps what helps: %s', (text) => {
    expect(redact(text)).toBe(text);
  });

  it('keeps the program of a failing credential process', () => {
    expect(redact('Command failed: /opt/creds --password x')).toBe('Command failed: /opt/creds ‹hidden›');
  });

  it('holds no planted secret, however deep and in whatever form', () => {
    fc.assert(
      fc.property(planted, ({ text, secret }) => !redact(text).includes(secret)),
      { numRuns: 2_000 },
    );
  });

  it('changes nothing the second time, whatever the text', () => {
    const texts = fc.oneof(
      fc.string(),
      planted.map(({ text }) => text),
    );
    fc.assert(fc.property(texts, (text) => redact(redact(text)) === redact(text)));
  });
});

const fields = [
  ...['KeyStorePassword', 'GrantToken', 'GrantTokens', 'ImportToken', 'Plaintext', 'PrivateKeyPlaintext'],
  ...['SharedSecret', 'EncryptedKeyMaterial', 'KeyMaterial', 'XksProxyAuthenticationCredential'],
  ...['RawSecretAccessKey', 'SecretAccessKey', 'SessionToken', 'secretAccessKey', 'sessionToken'],
  ...['AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'Authorization', 'X-Amz-Security-Token', 'Cookie'],
  ...['Set-Cookie', 'x-amz-sso_bearer_token', 'clientSecret', 'refreshToken', 'accessToken', 'TokenCode'],
  ...['WebIdentityToken', 'CiphertextBlob', 'password', 'credential_process'],
];

/** Any text, with a core that is found again; no line break, which ends a value without quotes. */
const secrets = fc
  .tuple(fc.string({ unit: 'grapheme-ascii', maxLength: 12 }), fc.stringMatching(/^[a-z0-9]{8}$/))
  .map(([rest, core]) => ({ value: `${rest}q${core}`, core: `q${core}` }));

interface Planted {
  text: string;
  secret: string;
}

/** Texts in which the secret stands as logs have it: dumps, JSON in JSON, lists of headers, lines, addresses. */
const planted: fc.Arbitrary<Planted> = fc
  .record({
    field: fc.constantFrom(...fields),
    secret: secrets,
    path: fc.array(fc.constantFrom('request', 'headers', 'Input', 'cause', '0'), { maxLength: 4 }),
    shape: fc.constantFrom('text', 'list', 'record', 'bytes'),
    form: fc.constantFrom(
      'json',
      'pretty',
      'json in json',
      'json³',
      'inspect',
      'line',
      'pair',
      'option',
      'xml',
    ),
    before: fc.string(),
  })
  .map(({ field, secret: { value, core }, path, shape, form, before }) => {
    const leaf = { text: value, list: [value, value], record: { id: 1, of: value }, bytes: { data: value } };
    const tree = path.reduceRight<unknown>((inner, name) => ({ [name]: inner, z: 'end' }), {
      a: 'first',
      [field]: leaf[shape],
    });
    const json = JSON.stringify(tree);
    // Without quotes around it, a value that begins as a quoted one would end as that does.
    const noBlanks = value.replace(/\s/g, '').replace(/^["'`[{<\\-]+/, '');
    const option = field === 'credential_process' ? `${field}=` : `--${field.toLowerCase()} `;
    const forms: Record<typeof form, string> = {
      json,
      pretty: JSON.stringify(tree, null, 2),
      'json in json': JSON.stringify(json),
      'json³': JSON.stringify(JSON.stringify(json)),
      inspect: inspect(tree, { depth: null }),
      line: `${field}${field === 'credential_process' ? ' =' : ':'} ${noBlanks}`,
      pair: `?${field}=${noBlanks}&x=1`,
      option: `tool ${option}${noBlanks} --more`,
      xml: `<${field}>${value.replace(/</g, '&lt;')}</${field}>`,
    };
    // A name that a quote of the text before has swallowed is a text of its own; here it begins a line.
    return { text: `${before}\n${forms[form]}`, secret: core };
  });
