import { parseArn } from '../arn';
import type { CallRecord } from './callRecord';

/** CloudTrail says `AccessDenied` where the API says `AccessDeniedException`, and `VpceAccessDenied` for an endpoint's policy. */
export function isRefused({ error }: CallRecord): boolean {
  return error !== undefined && /AccessDenied/.test(error.code);
}

/** By what a key may be called. */
export interface KeyNames {
  arn: string;
  keyId: string;
  aliases: readonly string[];
}

/** Whether a refused call was on this key: its record names the key in the text of the refusal only. */
export function isRefusalOn(key: KeyNames, call: CallRecord): boolean {
  if (!isRefused(call)) return false;
  const { keyArns, keyNamed = '', error } = call;
  const names = [key.arn, key.keyId, ...key.aliases];
  return (
    keyArns.includes(key.arn) ||
    names.includes(keyNamed) ||
    wordsOf(error?.message ?? '').some((word) => isSame(word, key))
  );
}

/** What stands between spaces, without the full stop of a sentence. */
function wordsOf(message: string): string[] {
  return message.split(/\s+/).map((word) => word.replace(/[.,;]+$/, ''));
}

function isSame(word: string, { arn, aliases }: KeyNames): boolean {
  if (word === arn) return true;
  const [named, own] = [parseArn(word), parseArn(arn)];
  return (
    named?.service === 'kms' &&
    named.account === own?.account &&
    named.region === own.region &&
    aliases.includes(named.resource)
  );
}
