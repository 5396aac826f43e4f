import { hidden, hiddenSpans } from './secretFields';

/** Secrets that are known by their own form, wherever they stand. */
const forms: readonly (readonly [RegExp, string])[] = [
  [/\b((?:A[KS]IA|ASCA)[A-Z0-9]{4})[A-Z0-9]{8,}\b/g, '$1…'],
  [/-----BEGIN ([A-Z ]*PRIVATE KEY)-----[\s\S]*?(?:-----END \1-----|$)/g, '‹private key hidden›'],
  [/\b(Bearer|Basic)(\s+)(?!‹)[\w.~+/=:-]+/gi, `$1$2${hidden}`],
  // A JSON Web Token: base64url of `{"…`, twice, and a signature.
  [/(?<![\w-])eyJ[\w-]{5,}\.[\w-]+(?:\.[\w-]*)*/g, hidden],
  // A session token of STS: AWS documents no form, these are the beginnings of base64 that they have had so far.
  [/(?<![\w+/])(?:IQoJ|FwoG|FQoG|AQoD)[\w+/%-]{16,}={0,2}/g, hidden],
  // A secret access key: 40 characters of base64 with all kinds of them, which no hash in hexadecimal has.
  [/(?<![\w+/=.-])(?=[a-z+/\d]*[A-Z])(?=[A-Z+/\d]*[a-z])(?=[A-Za-z+/]*\d)[\w+/]{40}(?![\w+/=.-])/g, hidden],
  // Longer base64: a token, a ciphertext or a key, not a word.
  [/(?<![\w+/=.:-])(?=[a-z+/\d]*[A-Z])(?=[A-Z+/\d]*[a-z])[A-Za-z\d+/]{80,}={0,2}/g, hidden],
  // `scheme://user:password@host`: the password may hold `@`, `:` and `/` by mistake.
  [/(:\/\/[^\s:/@"'<>]{0,256}):[^\s"'<>]{0,1024}@/g, `$1:${hidden}@`],
  [/:\/\/[^\s:/@"'<>]{1,1024}@/g, `://${hidden}@`],
  // The same without a scheme. An STS user id, `AROA…:session@example.com`, is none.
  [
    /(?<![\w:/@.%+-])(?!mailto:|A(?:RO|ID)A)([\w.%+-]{1,256}):[^\s:/@"'<>‹]{1,1024}@(?=\w)/gi,
    `$1:${hidden}@`,
  ],
];

/**
 * A failing `credential_process`: Node's words name the whole command line, and passwords stand among the arguments.
 * The program's name stays.
 */
const commandLine = /(Command failed:[ \t]*)("[^"\n-]*"|'[^'\n-]*'|[^\s"']*)[^\n]*/gi;

/** The text without anything secret in it, for logs, notices and reports. Safe to apply twice. */
export function redact(text: string): string {
  const withoutArguments = text.replace(commandLine, (whole, lead: string, program: string) =>
    whole.length === lead.length + program.length ? whole : `${lead}${program} ${hidden}`,
  );
  let result = '';
  let from = 0;
  for (const { start, end } of hiddenSpans(withoutArguments)) {
    result += withoutArguments.slice(from, start) + hidden;
    from = end;
  }
  result += withoutArguments.slice(from);
  return forms.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), result);
}
