import type { AliasRecord, KeyRecord } from '../../generated/sandbox-state';
import { AwsError, invalid, notFound } from '../errors';
import { decodeMarker, endOf, pageOf } from '../paging';
import { checkState } from '../keyStates';
import { pages, quotas } from '../../core/kms/quotas';
import { aliasArn } from '../resolve';
import { keyArnOf } from '../store/places';
import type { Call, Operations, Output } from './call';
import { checkPageSize } from './pageSize';

export const aliases = {
  CreateAlias(call) {
    const { input, store, now } = call;
    const alias = { ...placeOf(call), name: input.AliasName, arn: aliasArn(placeOf(call), input.AliasName) };
    checkName(input.AliasName);
    checkTarget(input.TargetKeyId);
    const key = target(call, input.TargetKeyId);
    call.permit('kms:CreateAlias', alias.arn);
    call.permitOn(key, 'kms:CreateAlias');
    checkState('CreateAlias', key, call.stateOf(key));
    if (store.alias(alias.arn))
      throw new AwsError('AlreadyExistsException', `An alias with the name ${alias.arn} already exists`);
    checkQuota(key, call);
    store.commit({ aliases: [{ ...alias, targetKeyId: key.keyId, created: now, updated: now }] });
    return undefined;
  },

  UpdateAlias(call) {
    const { input, store, now } = call;
    checkName(input.AliasName);
    checkTarget(input.TargetKeyId);
    const alias = existing(call, input.AliasName);
    const key = target(call, input.TargetKeyId);
    const old = targetOf(alias, call);
    call.permit('kms:UpdateAlias', alias.arn);
    if (old) call.permitOn(old, 'kms:UpdateAlias');
    call.permitOn(key, 'kms:UpdateAlias');
    checkState('UpdateAlias', key, call.stateOf(key));
    if (old && (old.usage !== key.usage || isSymmetric(old) !== isSymmetric(key)))
      throw invalid(
        `Alias ${alias.arn} cannot be changed from a key with usage ${old.usage} to one with usage ${key.usage}, or between symmetric and asymmetric keys.`,
      );
    if (old?.arn !== key.arn) checkQuota(key, call);
    store.commit({ aliases: [{ ...alias, targetKeyId: key.keyId, updated: now }] });
    return undefined;
  },

  DeleteAlias(call) {
    checkName(call.input.AliasName);
    const alias = existing(call, call.input.AliasName);
    call.permit('kms:DeleteAlias', alias.arn);
    const key = targetOf(alias, call);
    if (key) call.permitOn(key, 'kms:DeleteAlias');
    call.store.commit({ remove: { aliases: [alias.arn] } });
    return undefined;
  },

  ListAliases(call) {
    const { input, store } = call;
    checkPageSize(input.Limit, pages.aliases.max);
    call.permit('kms:ListAliases');
    if (input.KeyId === undefined) return aliasPage(call);
    const { items, end } = pageOf(
      store.aliasesOf(ownKey(call, input.KeyId).arn),
      ({ arn }) => arn,
      input,
      pages.aliases.default,
    );
    return { Aliases: items.map(described), ...end };
  },
} satisfies Operations;

/** A page of an account's aliases costs as much as the page, however many there are. */
function aliasPage({ input, caller, region, store }: Call<'ListAliases'>): Output {
  const limit = input.Limit ?? pages.aliases.default;
  const after = input.Marker === undefined ? undefined : decodeMarker(input.Marker);
  const found = store.aliasesAfter(caller.accountId, region, after, limit + 1);
  const page = found.slice(0, limit);
  return { Aliases: page.map(described), ...endOf(page.at(-1), ({ arn }) => arn, found.length > limit) };
}

type AliasCall = Call<'CreateAlias' | 'UpdateAlias' | 'DeleteAlias' | 'ListAliases'>;

function placeOf({ caller, region }: AliasCall): { accountId: string; region: string } {
  return { accountId: caller.accountId, region };
}

function checkName(name: string): void {
  if (!name.startsWith('alias/'))
    throw invalid(
      'Alias must start with the prefix "alias/". Please see https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html',
    );
  // Names of AWS's own; AWS sends no text with this.
  if (name.startsWith('alias/aws/')) throw new AwsError('NotAuthorizedException');
  if (name === 'alias/' || name.includes(':'))
    throw invalid(`${name} contains invalid characters for an alias`);
}

function checkTarget(reference: string): void {
  if (/(^|:)alias\//.test(reference)) throw invalid('Aliases must refer to keys. Not aliases');
}

/** A key that an alias may point to: of the same account, and not AWS's own. */
function target(call: AliasCall, reference: string): KeyRecord {
  const key = ownKey(call, reference);
  if (key.manager === 'AWS') throw new AwsError('NotAuthorizedException');
  return key;
}

function ownKey(call: AliasCall, reference: string): KeyRecord {
  const key = call.find(reference);
  if (key.accountId !== call.caller.accountId) throw notFound(`Key '${key.arn}' does not exist`);
  return key;
}

function existing(call: AliasCall, name: string): AliasRecord {
  const arn = aliasArn(placeOf(call), name);
  const alias = call.store.alias(arn);
  if (!alias) throw notFound(`Alias ${arn} is not found.`);
  return alias;
}

function targetOf(alias: AliasRecord, { store }: AliasCall): KeyRecord | undefined {
  return alias.targetKeyId === undefined ? undefined : store.key(keyArnOf(alias, alias.targetKeyId));
}

function checkQuota(key: KeyRecord, { store }: AliasCall): void {
  if (store.aliasesOf(key.arn).length >= quotas.aliasesPerKey)
    throw new AwsError(
      'LimitExceededException',
      `The maximum number of aliases (${quotas.aliasesPerKey}) for key ${key.arn} has been reached.`,
    );
}

function isSymmetric(key: KeyRecord): boolean {
  return key.spec === 'SYMMETRIC_DEFAULT' || key.spec.startsWith('HMAC_');
}

function described(alias: AliasRecord): object {
  return {
    AliasName: alias.name,
    AliasArn: alias.arn,
    TargetKeyId: alias.targetKeyId,
    CreationDate: alias.created === undefined ? undefined : new Date(alias.created),
    LastUpdatedDate: alias.updated === undefined ? undefined : new Date(alias.updated),
  };
}
