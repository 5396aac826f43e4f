import { operations, type OperationName } from '../kms/operations';
import { keySpecs, specOf, type KeySpec, type KeyUsage, type Origin, type Spec } from '../kms/specs';

/** One row per valid key spec × key usage. */
export interface CatalogEntry {
  spec: KeySpec;
  usage: KeyUsage;
  type: 'Symmetric' | 'Asymmetric';
  origins: readonly Origin[];
  /** Origins for which a multi-Region key can be made. */
  multiRegionOrigins: readonly Origin[];
  algorithms: readonly string[];
  /** Origins whose keys KMS rotates by itself. */
  automaticRotation: readonly Origin[];
  onDemandRotation: readonly Origin[];
  chinaRegionsOnly?: true;
}

/** Keys in custom key stores are single-Region keys (API reference, CreateKey, MultiRegion). */
const inKeyStore: readonly Origin[] = ['AWS_CLOUDHSM', 'EXTERNAL_KEY_STORE'];

export const catalog: readonly CatalogEntry[] = keySpecs.flatMap((spec) => {
  const row = specOf(spec);
  return Object.entries(row.usages).map(([usage, algorithms]): CatalogEntry => ({
    spec,
    usage: usage as KeyUsage,
    type: row.material.kind === 'secret' ? 'Symmetric' : 'Asymmetric',
    origins: row.origins,
    multiRegionOrigins: row.origins.filter((origin) => !inKeyStore.includes(origin)),
    algorithms,
    automaticRotation: rotating('EnableKeyRotation', row),
    onDemandRotation: rotating('RotateKeyOnDemand', row),
    ...(row.regions === 'china' && { chinaRegionsOnly: true }),
  }));
});

function rotating(operation: OperationName, { group }: Spec): readonly Origin[] {
  return group === 'Symmetric' ? (operations[operation].needs?.origins ?? []) : [];
}
