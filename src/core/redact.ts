/** Patterns of what must never reach a log: secrets, tokens, signatures, plaintexts and key material. */
const secrets: readonly (readonly [RegExp, string])[] = [
  [/\b((?:A[KS]IA|ASCA)[A-Z0-9]{4})[A-Z0-9]{8,}\b/g, '$1…'],
  [
    /((?:aws_)?(?:secret_?access_?key|session_?token|security-token|refresh_?token|access_?token|client_?secret)["']?\s*[:=]\s*["']?)[^\s"',;}]+/gi,
    '$1‹hidden›',
  ],
  [/\b(Bearer\s+)[\w.~+/=-]+/gi, '$1‹hidden›'],
  [/((?:Signature=|X-Amz-Signature=|X-Amz-Security-Token[=:]\s*))[^\s&",]+/gi, '$1‹hidden›'],
  [
    /("(?:Plaintext|PrivateKeyPlaintext|SharedSecret|KeyMaterial|EncryptedKeyMaterial|CiphertextBlob|Message|TokenCode)"\s*:\s*)"[^"]*"/g,
    '$1"‹hidden›"',
  ],
  [/-----BEGIN ([A-Z ]*PRIVATE KEY)-----[\s\S]*?-----END \1-----/g, '‹private key hidden›'],
];

/** The text without anything secret in it. Safe to apply twice. */
export function redact(text: string): string {
  return secrets.reduce((result, [pattern, replacement]) => result.replace(pattern, replacement), text);
}
