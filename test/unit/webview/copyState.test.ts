import { expect, it } from 'vitest';
import { copyWords, nextCopy, type CopyEvent, type CopyState } from '../../../webview/ui/copyState';

const tried = (what: string, attempt: object, copied = true): CopyEvent => ({
  kind: 'tried',
  what,
  copied,
  attempt,
});
const after = (...events: CopyEvent[]): CopyState => events.reduce<CopyState>(nextCopy, undefined);

it('confirms or says that it could not, at its own button only', () => {
  expect(copyWords(undefined, 'ARN')).toBe('Copy ARN');
  expect(copyWords(after(tried('ARN', {})), 'ARN')).toBe('Copied ARN');
  expect(copyWords(after(tried('ARN', {}, false)), 'ARN')).toBe('Could not copy ARN');
  expect(copyWords(after(tried('ARN', {})), 'key ID')).toBe('Copy key ID');
});

it('fades by its own time, not by that of a click before', () => {
  const [first, second] = [{}, {}];
  expect(after(tried('ARN', first), { kind: 'faded', attempt: first })).toBeUndefined();
  const again = after(tried('ARN', first), tried('ARN', second), { kind: 'faded', attempt: first });
  expect(copyWords(again, 'ARN')).toBe('Copied ARN');
});
