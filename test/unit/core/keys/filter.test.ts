import { describe, expect, it } from 'vitest';
import { KmsError } from '../../../../src/core/errors';
import { unreadFor } from '../../../../src/core/keys/filter';
import { RegionIndex } from '../../../../src/sessions/keys/regionIndex';

describe('what a filter has to read first', () => {
  const place = { connection: 'sandbox', region: 'us-east-1' };
  const index = new RegionIndex(place);
  const arn = (keyId: string): string => `arn:aws:kms:us-east-1:111122223333:key/${keyId}`;
  index.addKeys(['known', 'refused', 'new'].map((keyId) => ({ ...place, keyId, arn: arn(keyId) })));
  index.arrange();
  index.tags.set('known', []);
  index.denied.set('refused', new KmsError('denied', 'Not you.'));

  const sorted = ({ describe, tags }: { describe: string[]; tags: string[] }) => [
    describe.sort(),
    tags.sort(),
  ];

  it('is the description of keys that let themselves be described, for a state', () => {
    expect(sorted(unreadFor({ states: ['Enabled'] }, index, 'customer'))).toEqual([['known', 'new'], []]);
  });

  it('is the tags for a tag, also of keys that may not be described', () => {
    expect(sorted(unreadFor({ tag: 'team' }, index, 'customer'))).toEqual([[], ['new', 'refused']]);
  });

  it('is both for a text that neither name nor id holds, once the names are listed', () => {
    index.aliasList = 'done';
    expect(sorted(unreadFor({ text: 'pay' }, index, 'customer'))).toEqual([
      ['known', 'new'],
      ['new', 'refused'],
    ]);
    expect(sorted(unreadFor({ text: 'know' }, index, 'customer'))).toEqual([['new'], ['new', 'refused']]);
  });
});
