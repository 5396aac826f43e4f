import { describe, expect, it } from 'vitest';
import { cliCommand } from '../../../../src/core/keys/commandLine';
import { monthlyCost } from '../../../../src/core/keys/cost';
import { daysProblem, deletionFacts, servicesIn } from '../../../../src/core/keys/deletion';
import { grantFact, replicaFacts, rotationFacts, tooltipOf } from '../../../../src/core/keys/factNodes';
import { passes } from '../../../../src/core/keys/filter';
import {
  aliasName,
  aliasProblem,
  descriptionProblem,
  rotationDaysProblem,
  tagOf,
  tagProblem,
} from '../../../../src/core/keys/inputs';
import { lastUseVerdict } from '../../../../src/core/keys/lastUse';
import { alias, day, id, index, key, now, ref, sandboxConnection } from './builders';

describe('the last use in words', () => {
  it('tells when and how a key was used', () => {
    const verdict = lastUseVerdict({ used: { operation: 'Decrypt', date: now - 2 * 3_600_000 } }, now);
    expect(verdict).toMatchObject({
      certainty: 'used',
      text: expect.stringMatching(/2 hours ago by Decrypt/) as unknown,
    });
  });
  it('says "not used" only of a key that is younger than the recording', () => {
    expect(lastUseVerdict({ trackingStart: now - 9 * day, created: now - 5 * day }, now).certainty).toBe(
      'never',
    );
    const older = lastUseVerdict({ trackingStart: now - 9 * day, created: now - 500 * day }, now);
    expect(older).toMatchObject({
      certainty: 'unknown',
      text: expect.stringContaining('not recorded') as unknown,
    });
  });
  it('claims nothing where nothing is known', () => {
    expect(lastUseVerdict({}, now).certainty).toBe('unknown');
  });
});

describe('the monthly price', () => {
  it.each([
    [key(), 0, 1],
    [key(), 1, 2],
    [key(), 5, 3],
    [key({ state: 'PendingDeletion' }), 2, 0],
    [key({ manager: 'AWS' }), 2, 0],
  ])('of a key after some rotations', (one, rotations, dollars) => {
    const past = Array.from({ length: rotations }, () => ({ type: 'AUTOMATIC' as const }));
    expect(monthlyCost(one, past)).toBe(dollars);
  });
});

describe('what is known before a deletion', () => {
  it('names last use, aliases, grants, replicas and services, and what is lost', () => {
    const multiRegion = {
      role: 'PRIMARY' as const,
      primary: { arn: '', region: 'us-east-1' },
      replicas: [{ arn: '', region: 'eu-west-1' }],
    };
    const lines = deletionFacts({
      key: key({ multiRegion }),
      aliases: ['alias/payments'],
      grants: [{ id: 'g', grantee: 'arn:aws:iam::111122223333:role/app', operations: ['Decrypt'] }],
      lastUsage: { used: { operation: 'Encrypt', date: now - day } },
      services: ['s3.amazonaws.com'],
      now,
    });
    expect(lines).toHaveLength(6);
    expect(lines.join('\n')).toMatch(
      /Last used[^]*payments[^]*role\/app[^]*eu-west-1[^]*s3\.amazonaws\.com[^]*never be read/,
    );
  });
  it('says what could not be read, and does not call it "none"', () => {
    const unread = deletionFacts({ key: key(), now }).join('\n');
    for (const what of ['last use', 'aliases', 'grants', 'key policy'])
      expect(unread).toContain(`The ${what} could not be read`);
    expect(unread).not.toMatch(/\bNo (aliases|grants)/);
    const none = deletionFacts({ key: key(), aliases: [], grants: [], services: [], now }).join('\n');
    expect(none).toMatch(/No aliases[^]*No grants/);
    expect(none).not.toMatch(/(aliases|grants|policy) could not be read/);
  });
  it('finds services in principals and in conditions', () => {
    const policy =
      '{"Principal":{"Service":"logs.eu-west-1.amazonaws.com"},"kms:ViaService":"s3.us-east-1.amazonaws.com"}';
    expect(servicesIn(policy)).toEqual(['logs.eu-west-1.amazonaws.com', 's3.us-east-1.amazonaws.com']);
  });
  it.each([
    ['7', true],
    ['30', true],
    ['6', false],
    ['31', false],
    ['', false],
    ['7.5', false],
    ['ten', false],
  ])('takes a waiting period of "%s": %s', (typed, fine) =>
    expect(daysProblem(typed) === undefined).toBe(fine),
  );
});

describe('what is typed', () => {
  it.each([
    ['payments', true],
    ['alias/app/payments_1-x', true],
    ['', false],
    ['alias/', false],
    ['aws/mine', false],
    ['alias/aws/s3', false],
    ['mit Leerzeichen', false],
    ['x'.repeat(251), false],
    ['x'.repeat(250), true],
  ])('as an alias "%s": %s', (typed, fine) => expect(aliasProblem(typed) === undefined).toBe(fine));
  it('gets the prefix of an alias once', () => {
    expect([aliasName('a'), aliasName('alias/a')]).toEqual(['alias/a', 'alias/a']);
  });
  it.each([
    ['Env=prod', true],
    ['Env', true],
    ['a=b=c', true],
    ['=x', false],
    ['aws:x=y', false],
    [`${'k'.repeat(129)}=v`, false],
    [`k=${'v'.repeat(257)}`, false],
    ['k=<', false],
  ])('as a tag "%s": %s', (typed, fine) => expect(tagProblem(typed, []) === undefined).toBe(fine));
  it('keeps every = after the first in the value of a tag', () => {
    expect(tagOf('a = b=c ')).toEqual({ key: 'a', value: 'b=c' });
  });
  it('refuses the 51st tag, but lets one of 50 change', () => {
    const tags = Array.from({ length: 50 }, (_, at) => ({ key: `k${at}`, value: '' }));
    expect(tagProblem('new=1', tags)).toContain('50');
    expect(tagProblem('k7=1', tags)).toBeUndefined();
  });
  it('has its limits in descriptions and rotation periods', () => {
    expect(descriptionProblem('x'.repeat(8193))).toContain('8192');
    expect(['89', '90', '2560', '2561', 'x'].map((days) => rotationDaysProblem(days) === undefined)).toEqual([
      false,
      true,
      true,
      false,
      false,
    ]);
  });
});

describe('facts under a key', () => {
  it('tell the next rotation and the past ones, newest first', () => {
    const facts = rotationFacts(
      { enabled: true, periodDays: 90, nextRotation: now + 10 * day },
      [
        { date: now - 100 * day, type: 'AUTOMATIC' },
        { date: now - day, type: 'ON_DEMAND' },
        { materialId: 'first' },
      ],
      now,
    );
    expect(facts.map((fact) => fact.label)).toEqual([
      'Every 90 days',
      'Rotated on demand',
      'Rotated automatically',
    ]);
  });
  it('name a grant by its name, else by whom it is for', () => {
    const grant = { id: 'g', grantee: 'arn:aws:iam::111122223333:role/app', operations: ['Decrypt'] };
    expect(grantFact(grant).label).toBe('role/app');
    expect(grantFact({ ...grant, name: 'nightly' }).label).toBe('nightly');
  });
  it('name the members of a multi-Region key, this one marked', () => {
    const arn = ref(id(1)).arn;
    const multiRegion = {
      role: 'REPLICA' as const,
      primary: { arn: 'other', region: 'eu-west-1' },
      replicas: [{ arn, region: 'us-east-1' }],
    };
    expect(replicaFacts(key({ multiRegion })).map((fact) => fact.description)).toEqual([
      'primary',
      'replica · this key',
    ]);
  });
  it('tell the state in words in the tooltip, and that a key about to go costs nothing', () => {
    const pending = key({ state: 'PendingDeletion', deletionDate: now + 5.5 * day });
    const tooltip = tooltipOf({ key: pending, aliases: [], now });
    expect(tooltip).toContain('- State: Pending deletion · 6 days left');
    expect(tooltip).toContain('- Monthly price: nothing while its deletion is pending');
  });
  it.each([
    [now + 319.5 * day, 'next in 320 days'],
    [now - 1, 'next any moment'],
  ])('tell when the next rotation is', (nextRotation, words) => {
    const [status] = rotationFacts({ enabled: true, periodDays: 365, nextRotation }, [], now);
    expect(status?.description).toBe(words);
  });
  it('let no description smuggle a link into the tooltip', () => {
    const tooltip = tooltipOf({ key: key({ description: '[click](command:evil)' }), aliases: [], now });
    expect(tooltip).not.toContain('[click](command:evil)');
  });
});

describe('the filter', () => {
  const region = index([id(1), id(2)], [alias('Payments', id(1))]);
  region.described.set(id(1), key({ keyId: id(1), state: 'Disabled', description: 'Invoices' }));
  region.tags.set(id(1), [{ key: 'Env', value: 'Prod' }]);
  it.each([
    [{ text: 'paym' }, true, false],
    [{ text: 'INVOICE' }, true, false],
    [{ text: '00000002' }, false, true],
    [{ text: 'env=prod' }, true, false],
    [{ states: ['Disabled'] as const }, true, false],
    [{ states: ['Enabled'] as const }, false, false],
    [{ tag: 'env' }, true, false],
    [{ tag: 'env=test' }, false, false],
    [{ text: 'paym', tag: 'env=prod' }, true, false],
    [{}, true, true],
  ])('%j', (filter, first, second) => {
    expect([passes(filter, region, id(1)), passes(filter, region, id(2))]).toEqual([first, second]);
  });
});

describe('a command for the AWS CLI', () => {
  it('names the profile, quoted, and the region', () => {
    const connection = { ...sandboxConnection, kind: 'profile' as const, name: "o'brien's" };
    expect(cliCommand({ operation: 'disable-key' }, ref(id(1)), connection)).toBe(
      `aws kms disable-key --key-id ${ref(id(1)).arn} --profile 'o'\\''brien'\\''s' --region us-east-1`,
    );
  });
  it('names the endpoint of the sandbox', () => {
    const text = cliCommand(
      { operation: 'encrypt', rest: '--x' },
      ref(id(1)),
      sandboxConnection,
      'http://127.0.0.1:1',
    );
    expect(text).toContain('--x --region us-east-1 --endpoint-url http://127.0.0.1:1');
  });
});
