import { copyFileSync, renameSync } from 'node:fs';

/** Something about the sandbox's files that a person should know. */
export interface Notice {
  kind: 'state-corrupt' | 'state-damaged' | 'state-exposed' | 'identities-invalid';
  message: string;
  /** Where the file is that this is about. */
  file?: string;
}

/** Moves a file that cannot be read out of the way, never to overwrite it. Answers where it is now. */
export function setAside(file: string): string {
  const aside = asideOf(file);
  renameSync(file, aside);
  return aside;
}

/** Keeps a copy of a file that can be read in part. */
export function copyAside(file: string): string {
  const aside = asideOf(file);
  copyFileSync(file, aside);
  return aside;
}

function asideOf(file: string): string {
  return `${file}.corrupt-${new Date().toISOString().replace(/[:.]/g, '-')}`;
}
