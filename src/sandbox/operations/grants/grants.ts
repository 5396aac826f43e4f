import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { parseArn } from '../../../core/arn';
import type { GrantRecord, KeyRecord } from '../../../generated/sandbox-state';
import { AwsError, dryRunSucceeded, invalid, notFound } from '../../errors';
import { pageOf } from '../../paging';
import { pages, quotas } from '../../../core/kms/quotas';
import { partitionIdOf } from '../../store/places';
import type { Call, Operations } from '../call';
import type { Store } from '../../store/store';
import { checkGrantFits, checkGrantInput, checkPrincipal, exactlyOne, isService } from './grantChecks';
import { grantIdOf, grantToken } from './grantTokens';
import { checkPageSize } from '../pageSize';

/** Grants: who may use a key besides what its policy says. */
export const grants = {
  CreateGrant(call) {
    const { input, store } = call;
    checkGrantInput(input, call.iam);
    const key = call.use(input.KeyId);
    checkGrantFits(input, key);
    const grant = newGrant(call, key);
    const existing = sameGrant(store, grant);
    const all = store.grantsOf(key.arn);
    if (!existing && all.length >= quotas.grantsPerKey)
      throw new AwsError(
        'LimitExceededException',
        `The maximum number of grants for ${key.arn} has been reached.`,
      );
    if (input.DryRun) throw dryRunSucceeded();
    const { id } = existing ?? grant;
    if (existing) return { GrantId: id, GrantToken: grantToken(call.vault, id) };
    store.commit({ grants: [grant] });
    return { GrantId: id, GrantToken: grant.token };
  },

  ListGrants(call) {
    const { input, store } = call;
    checkPageSize(input.Limit, pages.grants.max);
    const key = call.use(input.KeyId);
    const found = store
      .grantsOf(key.arn)
      .filter(
        (grant) =>
          (input.GrantId === undefined || grant.id === input.GrantId) &&
          (input.GranteePrincipal === undefined || grant.grantee === input.GranteePrincipal) &&
          (input.GranteeServicePrincipal === undefined ||
            grant.granteeService === input.GranteeServicePrincipal),
      );
    return listed(found, input);
  },

  ListRetirableGrants(call) {
    const { input, caller, region, store } = call;
    checkPageSize(input.Limit, pages.grants.max);
    exactlyOne(input.RetiringPrincipal, input.RetiringServicePrincipal, 'RetiringPrincipal');
    if (input.RetiringPrincipal !== undefined) checkPrincipal(input.RetiringPrincipal, call.iam);
    call.permit('kms:ListRetirableGrants');
    const { RetiringPrincipal: principal, RetiringServicePrincipal: service } = input;
    // Only a service may ask for its own grants, and none calls a sandbox.
    if (service !== undefined)
      throw invalid('RetiringServicePrincipal can be used only by service principals.');
    // A service has no account: what is told of it are the grants of the caller's own keys.
    const ofService = isService(principal ?? '');
    if (!ofService && accountOf(principal ?? '') !== caller.accountId)
      throw invalid('The retiring principal must be in the account of the caller.');
    const found = [...store.grants()].filter(({ retiring, keyArn }) => {
      const home = parseArn(keyArn);
      if (retiring !== principal || home?.region !== region) return false;
      return !ofService || home.account === caller.accountId;
    });
    return listed(found, input);
  },

  RetireGrant(call) {
    const grant = grantToRetire(call);
    call.use(grant.keyArn, { grant });
    if (call.input.DryRun) throw dryRunSucceeded();
    call.store.commit({ remove: { grants: [grant.id] } });
    return undefined;
  },

  RevokeGrant(call) {
    const { input, store } = call;
    const key = call.use(input.KeyId);
    const grant = grantOfKey(store, key.arn, input.GrantId);
    if (input.DryRun) throw dryRunSucceeded();
    store.commit({ remove: { grants: [grant.id] } });
    return undefined;
  },
} satisfies Operations;

function newGrant({ input, caller, now, vault }: Call<'CreateGrant'>, key: KeyRecord): GrantRecord {
  const { Constraints: constraints = {} } = input;
  const id = randomBytes(32).toString('hex');
  return {
    id,
    keyArn: key.arn,
    token: grantToken(vault, id),
    ...(input.Name !== undefined && { name: input.Name }),
    ...(input.GranteePrincipal !== undefined && { grantee: input.GranteePrincipal }),
    ...(input.GranteeServicePrincipal !== undefined && { granteeService: input.GranteeServicePrincipal }),
    ...(input.RetiringPrincipal !== undefined && { retiring: input.RetiringPrincipal }),
    ...(input.RetiringServicePrincipal !== undefined && { retiringService: input.RetiringServicePrincipal }),
    operations: [...new Set(input.Operations)],
    ...(constraints.EncryptionContextEquals && {
      encryptionContextEquals: constraints.EncryptionContextEquals,
    }),
    ...(constraints.EncryptionContextSubset && {
      encryptionContextSubset: constraints.EncryptionContextSubset,
    }),
    ...(constraints.SourceArn !== undefined && { sourceArn: constraints.SourceArn }),
    created: now,
    issuingAccount: `arn:${partitionIdOf(key.region)}:iam::${caller.accountId}:root`,
  };
}

/** A retried request: a grant of the same name, and alike in everything that the caller chose. */
function sameGrant(store: Store, grant: GrantRecord): GrantRecord | undefined {
  if (grant.name === undefined) return undefined;
  return store
    .grantsOf(grant.keyArn)
    .find((known) => known.name === grant.name && isDeepStrictEqual(chosen(known), chosen(grant)));
}

function chosen(grant: GrantRecord): Partial<GrantRecord> {
  const { id, token, created, issuingAccount, ...rest } = grant;
  return { ...rest, operations: [...rest.operations].sort() };
}

function grantToRetire(call: Call<'RetireGrant'>): GrantRecord {
  const { input, store, region, vault } = call;
  const { GrantToken: token, KeyId: reference, GrantId: id } = input;
  if (token !== undefined) {
    if (reference !== undefined || id !== undefined)
      throw invalid('You must specify either GrantToken, or KeyId and GrantId, but not both.');
    const named = grantIdOf(vault, token);
    const grant = store.grant(named);
    if (!grant) throw grantNotFound(named);
    return inRegion(grant, region);
  }
  if (reference === undefined || id === undefined)
    throw invalid('You must specify either GrantToken, or KeyId and GrantId.');
  return grantOfKey(store, call.find(reference).arn, id);
}

function inRegion(grant: GrantRecord, region: string): GrantRecord {
  const home = parseArn(grant.keyArn)?.region ?? '';
  if (home !== region) throw notFound(`Invalid arn ${home}`);
  return grant;
}

function grantOfKey(store: Store, keyArn: string, id: string): GrantRecord {
  const grant = store.grant(id);
  if (grant?.keyArn !== keyArn) throw grantNotFound(id);
  return grant;
}

function grantNotFound(id: string): AwsError {
  return notFound(`Grant ID ${id} not found`);
}

function accountOf(principal: string): string {
  return parseArn(principal)?.account ?? principal;
}

function listed(found: readonly GrantRecord[], page: { Limit?: number; Marker?: string }) {
  const { items, end } = pageOf(found, ({ id }) => id, page, pages.grants.default);
  return { Grants: items.map(grantEntry), ...end };
}

/** GrantListEntry. AWS answers an empty Name where there is none. */
function grantEntry(grant: GrantRecord) {
  const { encryptionContextEquals: equals, encryptionContextSubset: subset, sourceArn } = grant;
  const constrained = equals ?? subset ?? sourceArn;
  return {
    KeyId: grant.keyArn,
    GrantId: grant.id,
    Name: grant.name ?? '',
    CreationDate: new Date(grant.created),
    GranteePrincipal: grant.grantee,
    GranteeServicePrincipal: grant.granteeService,
    RetiringPrincipal: grant.retiring,
    RetiringServicePrincipal: grant.retiringService,
    IssuingAccount: grant.issuingAccount,
    Operations: grant.operations,
    ...(constrained !== undefined && {
      Constraints: {
        EncryptionContextEquals: equals,
        EncryptionContextSubset: subset,
        SourceArn: sourceArn,
      },
    }),
  };
}
