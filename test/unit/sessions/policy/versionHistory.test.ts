import { describe, expect, it } from 'vitest';
import { VersionHistory, type Version } from '../../../../src/sessions/policy/versionHistory';

const version = (text: string, time = 0): Version => ({ text, time, origin: 'saved' });

describe('the versions of a policy', () => {
  it('are those of its key, the latest first', () => {
    const history = new VersionHistory();
    history.note('arn:a', { text: 'one', time: 1, origin: 'opened' });
    history.note('arn:b', version('other'));
    history.note('arn:a', version('two', 2));
    expect(history.of('arn:a')).toEqual([
      { text: 'two', time: 2, origin: 'saved' },
      { text: 'one', time: 1, origin: 'opened' },
    ]);
    expect(history.of('arn:c')).toEqual([]);
  });

  it('grow by what differs from the last: going back to an earlier one is a new one', () => {
    const history = new VersionHistory();
    for (const text of ['one', 'one', 'two', 'one']) history.note('arn:a', version(text));
    expect(history.of('arn:a').map(({ text }) => text)).toEqual(['one', 'two', 'one']);
  });

  it('lose the oldest where there are more than fifty', () => {
    const history = new VersionHistory();
    for (let number = 1; number <= 60; number++) history.note('arn:a', version(String(number)));
    const texts = history.of('arn:a').map(({ text }) => text);
    expect([texts.length, texts[0], texts.at(-1)]).toEqual([50, '60', '11']);
  });
});
