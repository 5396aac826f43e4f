import type { MaterialPort } from '../core/ports';
import type { Clients } from './clients';
import { present } from './keyMetadata';
import { caller } from './kmsCall';
import { required } from './required';

/** Imported key material over the AWS SDK. */
export function awsMaterial(clients: Clients): MaterialPort {
  const call = caller(clients);
  return {
    async importParameters(ref, { algorithm, wrappingKeySpec }, signal) {
      const asked = {
        KeyId: ref.arn,
        WrappingAlgorithm: algorithm,
        WrappingKeySpec: wrappingKeySpec,
      };
      const answer = await call('GetParametersForImport', asked, ref, signal);
      return {
        publicKey: required(answer.PublicKey),
        token: required(answer.ImportToken),
        validTo: required(answer.ParametersValidTo).getTime(),
      };
    },
    async importMaterial(ref, { token, material }, { validTo, description, type, materialId }, signal) {
      const expiry =
        validTo === undefined
          ? ({ ExpirationModel: 'KEY_MATERIAL_DOES_NOT_EXPIRE' } as const)
          : ({ ExpirationModel: 'KEY_MATERIAL_EXPIRES', ValidTo: new Date(validTo) } as const);
      const asked = {
        ...{ KeyId: ref.arn, ImportToken: token, EncryptedKeyMaterial: material },
        ...expiry,
        ...present({ ImportType: type, KeyMaterialDescription: description, KeyMaterialId: materialId }),
      };
      const answer = await call('ImportKeyMaterial', asked, ref, signal);
      return present({ materialId: answer.KeyMaterialId });
    },
    async deleteMaterial(ref, materialId, signal) {
      const asked = { KeyId: ref.arn, ...present({ KeyMaterialId: materialId }) };
      await call('DeleteImportedKeyMaterial', asked, ref, signal);
    },
  };
}
