import { describe, expect, it } from 'vitest';
import { mostUnasked, ReadingConsent } from '../../../../src/sessions/keys/filterReading';

describe('reading keys for a filter that is set', () => {
  const filter = { tag: 'Env=prod' };

  it('goes on by itself as long as it is little', () => {
    const consent = new ReadingConsent();
    expect(consent.next(filter, 0)).toBe('nothing');
    expect(consent.next(filter, mostUnasked)).toBe('read');
  });

  it('asks once where a Region with many keys was listed afterwards', () => {
    const consent = new ReadingConsent();
    expect(consent.next(filter, mostUnasked + 1)).toBe('ask');
    expect(consent.next(filter, 90_000)).toBe('nothing');
    expect(consent.next({ tag: 'Env=prod' }, 90_000)).toBe('ask');
  });

  it('goes on once the person agreed to that filter, and to no other', () => {
    const consent = new ReadingConsent();
    consent.agree(filter);
    expect(consent.next(filter, 90_000)).toBe('read');
    expect(consent.mayRead({ tag: 'Env=dev' }, 90_000)).toBe(false);
  });
});
