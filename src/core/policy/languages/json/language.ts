import { parsePolicy } from '../../parse';
import type { HostLanguage } from '../language';
import { wholeFile } from '../whole';

/** A file that is one key policy and nothing else: its name, or a person, says so. */
export const policyJson: HostLanguage = {
  id: 'json',
  editorLanguages: ['json', 'jsonc'],
  patterns: [],
  isLanguageOf: () => true,
  mayHoldPolicy: () => true,
  largest: Infinity,
  read: (text) => Promise.resolve({ policies: [wholeFile(parsePolicy(text))], problems: [], certain: true }),
  readAt: () => Promise.resolve(undefined),
  blankCompletes: () => false,
};
