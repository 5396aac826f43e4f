import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { defaultProductionPattern, productionPattern } from '../../../src/core/production';

interface Manifest {
  contributes: { configuration: { properties: Record<string, { default: unknown }> } };
}

const read = (name: string): unknown => JSON.parse(readFileSync(name, 'utf8'));
const caught = ['prod', 'acme_prod', 'prod_admin', 'PROD1', 'prd', 'production-eu'];
const notCaught = ['nonprod', 'non-prod', 'pre-prod', 'preprod', 'product-x', 'delivery'];
const isProduction = (name: string): boolean => new RegExp(defaultProductionPattern, 'i').test(name);

describe('the default pattern of production', () => {
  it.each([
    ...caught,
    ...['prod-eu', 'eu.prod', 'us-prod-1', 'PRD-01', 'acme_prd', 'prd2', '1prod', 'Production', 'prod@acme'],
    ...['org/prod', 'org:prod:admin', 'prod.admin', 'myprod', 'londonprod', 'prodAdmin', 'AcmeProduction'],
    // Words that only end as a negation does.
    ...[
      'canon-prod',
      'anon_prd',
      'genre-prod',
      'depot-prod',
      'core-production',
      'product-prod',
      'prod-nonprod',
    ],
  ])('catches %s', (name) => expect(isProduction(name)).toBe(true));

  it.each([
    ...notCaught,
    ...['non_prod', 'non.prod', 'non/prod', 'NonProd', 'acme-nonprod', 'acmeNonProd', 'eu-non-prod-2'],
    ...['not-prod', 'not_prod', 'no-prod', 'noprod', 'pre_prod', 'eu.pre.prod', 'PreProd', 'subprod'],
    ...['preproduction', 'pre-production', 'non-production', 'nonprd', 'non-prd', 'pre-prd', 'nprod', 'pprd'],
    ...[
      'product',
      'products',
      'producer',
      'productive',
      'productivity',
      'reproduce',
      'reproduction',
      'prodigy',
    ],
    ...['dev', 'test', 'staging', 'sandbox', 'default', 'approved', ''],
  ])('does not catch %s', (name) => expect(isProduction(name)).toBe(false));

  it('is that of the setting, whose description names what it catches and what not', () => {
    const { contributes } = read('package.json') as Manifest;
    expect(contributes.configuration.properties['kms.productionPattern']?.default).toBe(
      defaultProductionPattern,
    );
    const description = (read('package.nls.json') as Record<string, string>)['setting.productionPattern'];
    for (const name of [...caught, ...notCaught]) expect(description).toContain(`\`${name}\``);
  });
});

describe('a pattern that a person typed', () => {
  it('is used as it is', () => {
    expect(productionPattern('^live$')).toEqual({ source: '^live$' });
    expect(productionPattern('')).toEqual({ source: '' });
  });

  it.each(['prod(', '[a-', '*', '+prod', '(?<x'])(
    'gives way to the default where it is none: %s',
    (typed) => {
      const { source, problem } = productionPattern(typed);
      expect(source).toBe(defaultProductionPattern);
      expect(problem).toMatch(/regular expression/i);
    },
  );
});
