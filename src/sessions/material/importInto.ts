import type { KeyRef } from '../../core/keys/model';
import type { Wrapping } from '../../core/kms/wrapping';
import { isCancelled } from '../../core/messages';
import { wrapMaterial } from '../../core/material/wrapMaterial';
import type { ImportTerms, MaterialPort } from '../../core/ports';

/** One import of the same material into one key or several that share a key id. */
export interface ImportPlan {
  /** The key that the person chose first, then its replicas. */
  targets: readonly KeyRef[];
  wrapping: Wrapping;
  terms: ImportTerms;
  /** The key tells its materials apart. */
  isSymmetric: boolean;
  /** Set once the first key has it. */
  materialId?: string | undefined;
}

/** What came of it; what is in neither was not tried. */
export interface Imported {
  done: KeyRef[];
  failures: ReadonlyMap<KeyRef, unknown>;
  materialId?: string | undefined;
}

/**
 * Wraps and imports the material into one key after the other, each under a wrapping key of its own. A replica only takes
 * what the first key has, so that a failure there ends it.
 */
export async function importInto(
  port: MaterialPort,
  plan: ImportPlan,
  material: Uint8Array,
  signal: AbortSignal,
): Promise<Imported> {
  const { targets, wrapping, isSymmetric } = plan;
  const done: KeyRef[] = [];
  const failures = new Map<KeyRef, unknown>();
  let { materialId } = plan;
  for (const ref of targets) {
    const isFirst = materialId === undefined && done.length === 0;
    const terms = isFirst ? plan.terms : termsOfReplica(plan.terms, isSymmetric, materialId);
    try {
      const answer = await importOne(port, { ref, wrapping, terms }, material, signal);
      materialId ??= answer.materialId ?? plan.terms.materialId;
      done.push(ref);
    } catch (error) {
      if (isCancelled(error) && done.length === 0) throw error;
      failures.set(ref, error);
      if (ref === targets[0] || isCancelled(error)) break;
    }
  }
  return { done, failures, materialId };
}

interface OneImport {
  ref: KeyRef;
  wrapping: Wrapping;
  terms: ImportTerms;
}

async function importOne(
  port: MaterialPort,
  { ref, wrapping, terms }: OneImport,
  material: Uint8Array,
  signal: AbortSignal,
): Promise<{ materialId?: string }> {
  const { publicKey, token } = await port.importParameters(ref, wrapping, signal);
  const wrapped = await wrapMaterial(wrapping.algorithm, publicKey, material);
  return port.importMaterial(ref, { token, material: wrapped }, terms, signal);
}

/** Its description and whether it is new are the primary's matter; each Region has its own expiry. */
function termsOfReplica(
  { validTo }: ImportTerms,
  isSymmetric: boolean,
  materialId: string | undefined,
): ImportTerms {
  return {
    ...(validTo !== undefined && { validTo }),
    ...(isSymmetric && { type: 'EXISTING_KEY_MATERIAL' as const }),
    ...(isSymmetric && materialId !== undefined && { materialId }),
  };
}
