/**
 * The values of all quoted strings in an HCL text, by HCL's own rules: template sequences are read first
 * (`$${` is a literal), escapes afterwards. Throws where a string would interpolate.
 */
export function hclStrings(text: string): string[] {
  const strings: string[] = [];
  for (const [, raw = ''] of text.matchAll(/"((?:[^"\\]|\\[^])*)"/g)) {
    if (/[\n\r]/.test(raw)) throw new Error('A quoted string cannot span lines.');
    strings.push(valueOf(raw));
  }
  return strings;
}

function valueOf(raw: string): string {
  let value = '';
  for (let at = 0; at < raw.length; at += 1) {
    const rest = raw.slice(at);
    const literal = /^(\$\$|%%)\{/.exec(rest);
    if (literal) {
      value += `${rest.charAt(0)}{`;
      at += 2;
    } else if (/^[$%]\{/.test(rest)) {
      throw new Error(`A template begins at ${rest.slice(0, 10)}.`);
    } else if (rest.startsWith('\\u')) {
      value += String.fromCharCode(Number.parseInt(rest.slice(2, 6), 16));
      at += 5;
    } else if (rest.startsWith('\\')) {
      value += { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' }[rest.charAt(1)] ?? '';
      at += 1;
    } else value += rest.charAt(0);
  }
  return value;
}
