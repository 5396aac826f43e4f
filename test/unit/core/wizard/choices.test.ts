import fc from '../../properties';
import { describe, expect, it } from 'vitest';
import { catalog } from '../../../../src/core/keys/catalog';
import { choose, type Change } from '../../../../src/core/wizard/choose';
import { newDraft, readDraft } from '../../../../src/core/wizard/draft';
import { entryOf, options } from '../../../../src/core/wizard/options';
import { anyDraft, draft, place } from './drafts';

const open = (choices: readonly { value: string; excluded?: string }[]) =>
  choices.filter(({ excluded }) => excluded === undefined).map(({ value }) => value);

describe('a new draft', () => {
  it('has the console’s defaults', () => {
    expect(newDraft()).toMatchObject({
      spec: 'SYMMETRIC_DEFAULT',
      usage: 'ENCRYPT_DECRYPT',
      origin: 'AWS_KMS',
      multiRegion: false,
      administratorsMayDelete: true,
    });
  });

  it('is one that the schema allows', () => {
    expect(readDraft(newDraft())).toEqual(newDraft());
  });

  it.each([null, 'draft', {}, { ...newDraft(), spec: 'AES' }, { ...newDraft(), secret: 'x' }])(
    'is not read from %j',
    (value) => {
      expect(readDraft(value)).toBeUndefined();
    },
  );
});

describe('what can be chosen', () => {
  it('shows the usages of the type', () => {
    expect(open(options(draft(), place).usages)).toEqual(['ENCRYPT_DECRYPT', 'GENERATE_VERIFY_MAC']);
    const asymmetric = choose(draft(), { type: 'Asymmetric' });
    expect(open(options(asymmetric, place).usages)).toEqual([
      'ENCRYPT_DECRYPT',
      'SIGN_VERIFY',
      'KEY_AGREEMENT',
      'ENCAPSULATE_DECAPSULATE',
    ]);
  });

  it('excludes custom key stores for all but symmetric encryption keys, and says why', () => {
    const [, , hsm] = options(choose(draft(), { usage: 'GENERATE_VERIFY_MAC' }), place).origins;
    expect(hsm).toMatchObject({
      value: 'AWS_CLOUDHSM',
      excluded: expect.stringMatching(/symmetric/) as string,
    });
  });

  it('excludes SM2 outside of China', () => {
    const signing = choose(choose(draft(), { type: 'Asymmetric' }), { usage: 'SIGN_VERIFY' });
    expect(open(options(signing, place).specs)).not.toContain('SM2');
    const inChina = { ...place, region: 'cn-north-1', partition: 'aws-cn' };
    expect(open(options(signing, inChina).specs)).toContain('SM2');
  });

  it('leaves an earlier choice open whatever was chosen below it', () => {
    const multi = draft({ multiRegion: true });
    expect(open(options(multi, place).origins)).toContain('AWS_CLOUDHSM');
    expect(choose(multi, { origin: 'AWS_CLOUDHSM' })).toMatchObject({
      origin: 'AWS_CLOUDHSM',
      multiRegion: false,
    });
  });

  it('excludes multi-Region keys in a custom key store', () => {
    const { regionality } = options(draft({ origin: 'AWS_CLOUDHSM' }), place);
    expect(open(regionality)).toEqual(['single']);
  });

  it('has an entry for every row of the catalogue', () => {
    const reachable = catalog.map((entry) => {
      const typed = choose(draft(), { type: entry.type });
      return choose(choose(typed, { usage: entry.usage }), { spec: entry.spec });
    });
    expect(reachable.map(({ spec, usage }) => `${spec} ${usage}`)).toEqual(
      catalog.map(({ spec, usage }) => `${spec} ${usage}`),
    );
  });
});

describe('choosing', () => {
  const changes: fc.Arbitrary<Change> = fc.oneof(
    fc.record({ type: fc.constantFrom('Symmetric' as const, 'Asymmetric' as const) }),
    fc.record({ usage: fc.constantFrom(...catalog.map(({ usage }) => usage)) }),
    fc.record({ spec: fc.constantFrom(...catalog.map(({ spec }) => spec)) }),
    fc.record({ origin: fc.constantFrom(...catalog.flatMap(({ origins }) => origins)) }),
    fc.record({ multiRegion: fc.boolean() }),
  );

  it('always ends in a combination that KMS has', () => {
    fc.assert(
      fc.property(anyDraft, fc.array(changes, { minLength: 1 }), (start, all) => {
        const end = all.reduce(choose, start);
        const entry = entryOf(end);
        expect(entry?.origins).toContain(end.origin);
        if (end.multiRegion) expect(entry?.multiRegionOrigins).toContain(end.origin);
        if (end.rotationPeriodDays !== undefined) expect(entry?.automaticRotation).toContain(end.origin);
      }),
    );
  });

  it('touches nothing but what step 1 is about', () => {
    fc.assert(
      fc.property(anyDraft, changes, (start, change) => {
        const { alias, description, tags, administrators, users, otherAccounts } = choose(start, change);
        expect({ alias, description, tags, administrators, users, otherAccounts }).toEqual({
          alias: start.alias,
          description: start.description,
          tags: start.tags,
          administrators: start.administrators,
          users: start.users,
          otherAccounts: start.otherAccounts,
        });
      }),
    );
  });

  it('keeps the usage that both types have', () => {
    expect(choose(draft(), { type: 'Asymmetric' })).toMatchObject({
      spec: 'RSA_2048',
      usage: 'ENCRYPT_DECRYPT',
    });
  });
});
