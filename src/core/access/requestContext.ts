import type { CallFacts, KeyFacts } from './callFacts';
import { quotas } from '../kms/quotas';
import { dayMs } from '../time';
import { encryptionContextOf, operationKeys } from './operationKeys';

/**
 * The condition keys that KMS derives from a call and from the key, to be given as `AccessRequest.context`.
 * What follows from the caller and the ARNs is filled in by `evaluate` itself.
 */
export function requestContext(call: CallFacts): Record<string, string | string[]> {
  const context: Record<string, string | string[]> = {
    'aws:CurrentTime': new Date(call.now).toISOString(),
    'aws:EpochTime': String(Math.floor(call.now / 1000)),
    'aws:RequestedRegion': call.region,
    // KMS answers over TLS only, so a policy that asks for it is always satisfied there.
    'aws:SecureTransport': String(call.secureTransport ?? true),
    'aws:ViaAWSService': String(call.viaService !== undefined),
  };
  if (call.sourceIp !== undefined) context['aws:SourceIp'] = call.sourceIp;
  if (call.userAgent !== undefined) context['aws:UserAgent'] = call.userAgent;
  if (call.viaService !== undefined) context['kms:ViaService'] = call.viaService;
  Object.assign(context, keyContext(call), operationKeys(call), encryptionContext(call));
  return context;
}

function keyContext(call: CallFacts): Record<string, string | string[]> {
  const { key } = call;
  if (key === undefined) return {};
  const context: Record<string, string | string[]> = {
    'kms:KeySpec': key.spec,
    'kms:KeyUsage': key.usage,
    'kms:KeyOrigin': key.origin,
    // The names from before 2021, which policies still use.
    'kms:CustomerMasterKeySpec': key.spec,
    'kms:CustomerMasterKeyUsage': key.usage,
    'kms:MultiRegion': String(key.multiRegion !== undefined),
  };
  if (key.multiRegion !== undefined) context['kms:MultiRegionKeyType'] = key.multiRegion;
  for (const [name, value] of Object.entries(key.tags ?? {})) context[`aws:ResourceTag/${name}`] = value;
  const aliases = key.aliases ?? [];
  // More of them make the key unusable.
  if (aliases.length > 0 && aliases.length <= quotas.aliasesPerKey)
    context['kms:ResourceAliases'] = [...aliases];
  const days = trailingDays(key, call.now);
  if (days !== undefined && /^kms:(disablekey|schedulekeydeletion)$/i.test(call.action))
    context['kms:TrailingDaysWithoutKeyUsage'] = String(days);
  return context;
}

/** Whole days since the last use, or since use began to be recorded (condition key reference). */
function trailingDays(key: KeyFacts, now: number): number | undefined {
  const since = key.lastUsed ?? later(key.created, key.trackingStart);
  return since === undefined ? undefined : Math.max(0, Math.floor((now - since) / dayMs));
}

function later(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.max(a, b);
}

function encryptionContext(call: CallFacts): Record<string, string | string[]> {
  const pairs = Object.entries(encryptionContextOf(call));
  if (pairs.length === 0) return {};
  const context: Record<string, string | string[]> = {
    'kms:EncryptionContextKeys': pairs.map(([name]) => name),
  };
  for (const [name, value] of pairs) context[`kms:EncryptionContext:${name}`] = value;
  return context;
}
