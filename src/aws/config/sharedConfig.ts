import { readFile } from 'node:fs/promises';
import { parseIni, type IniSection } from './ini';

/** Where the shared files are; a path that does not exist is an empty file. */
export interface SharedFiles {
  config: string;
  credentials: string;
  /** Folders in which the AWS CLI keeps what a sign-in gave; those in the home folder unless given. */
  ssoCache?: string;
  loginCache?: string;
}

/** What one section says: keys in lower case, none of them empty. Holds secrets: never leaves `src/aws`. */
export type Section = ReadonlyMap<string, string>;

/** Something in the files that cannot be used, and why. */
export interface ConfigProblem {
  file: string;
  line?: number;
  /** The profile that it concerns, if it is one's. */
  profile?: string;
  message: string;
}

/** Both files as one, credentials file over config file. */
export interface SharedConfig {
  profiles: ReadonlyMap<string, Section>;
  /** `sso-session` sections. */
  sessions: ReadonlyMap<string, Section>;
  /** `services` sections: name → service → its keys. */
  services: ReadonlyMap<string, ReadonlyMap<string, Section>>;
  problems: readonly ConfigProblem[];
}

interface Draft {
  profiles: Map<string, Map<string, string>>;
  sessions: Map<string, Map<string, string>>;
  services: Map<string, Map<string, Map<string, string>>>;
  problems: ConfigProblem[];
}

/** Reads both files again. Never fails: what cannot be read is among the problems. */
export async function readSharedConfig(files: SharedFiles): Promise<SharedConfig> {
  const draft: Draft = { profiles: new Map(), sessions: new Map(), services: new Map(), problems: [] };
  for (const kind of ['config', 'credentials'] as const) {
    const file = files[kind];
    const text = await textOf(file, draft.problems);
    const { sections, problems } = parseIni(text);
    draft.problems.push(...problems.map((problem) => ({ file, ...problem })));
    const seen = new Set<string>();
    for (const section of sections) {
      if (seen.has(section.heading)) {
        draft.problems.push({ file, line: section.line, message: twice(section.heading) });
      }
      seen.add(section.heading);
      if (kind === 'credentials') merge(draft.profiles, section.heading, section.values);
      else addConfigSection(draft, section, file);
    }
  }
  return draft;
}

async function textOf(file: string, problems: ConfigProblem[]): Promise<string> {
  try {
    const bytes = await readFile(file);
    // Windows PowerShell writes UTF-16 with a byte order mark unless told otherwise.
    if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.subarray(2).toString('utf16le');
    return bytes.toString('utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT') problems.push({ file, message: `The file cannot be read (${code ?? message}).` });
    return '';
  }
}

function twice(heading: string): string {
  return `[${heading}] stands in the file twice. Both are used, the later one first; the AWS CLI reads neither.`;
}

/** Keys that only a profile has: a section with one of them was intended as a profile. */
const profileKeys = [
  ...['region', 'role_arn', 'source_profile', 'credential_process', 'credential_source', 'aws_access_key_id'],
  ...['sso_session', 'sso_start_url', 'login_session', 'web_identity_token_file', 'endpoint_url'],
];

function addConfigSection(draft: Draft, section: IniSection, file: string): void {
  const words = wordsOf(section.heading);
  const [kind, name] = words;
  const problem = (profile: string, message: string): void => {
    draft.problems.push({ file, line: section.line, profile, message });
  };
  if (section.heading === 'default') return merge(draft.profiles, 'default', section.values);
  if (kind !== 'profile' && kind !== 'sso-session' && kind !== 'services') {
    if (profileKeys.some((key) => section.values.has(key))) {
      problem(
        section.heading,
        `In this file the section of a profile is [profile ${quoted(section.heading)}].`,
      );
    }
    return;
  }
  if (name === undefined) {
    return problem(section.heading, `The section [${section.heading}] lacks a name: [${kind} NAME].`);
  }
  if (words.length > 2) {
    const whole = words.slice(1).join(' ');
    return problem(whole, `A name with spaces is quoted: [${kind} "${whole}"].`);
  }
  if (kind === 'profile') merge(draft.profiles, name, section.values);
  else if (kind === 'sso-session') merge(draft.sessions, name, section.values);
  else draft.services.set(name, merged(draft.services.get(name), section));
}

function merged(
  earlier: Map<string, Map<string, string>> | undefined,
  section: IniSection,
): Map<string, Map<string, string>> {
  const services = earlier ?? new Map<string, Map<string, string>>();
  for (const [service, keys] of section.nested) merge(services, service, keys);
  return services;
}

/** An empty value counts as none, as in the SDKs. */
function merge(into: Map<string, Map<string, string>>, name: string, values: Section): void {
  const target = into.get(name) ?? new Map<string, string>();
  for (const [key, value] of values) if (value !== '') target.set(key, value);
  into.set(name, target);
}

/**
 * The words of a heading, quotation marks removed as a shell does it: the CLI writes names with spaces through
 * Python's `shlex.quote`. A mark that is not closed is part of the name: `[profile it's]`.
 */
function wordsOf(heading: string): string[] {
  const words: string[] = [];
  for (const [word] of heading.matchAll(/(?:"[^"]*"|'[^']*'|\S)+/g)) {
    words.push(
      word.replace(/"([^"]*)"|'([^']*)'/g, (_, double?: string, single?: string) => double ?? single ?? ''),
    );
  }
  return words;
}

function quoted(name: string): string {
  return /\s/.test(name) ? `"${name}"` : name;
}
