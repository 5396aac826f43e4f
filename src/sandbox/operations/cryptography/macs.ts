import { generateMac, verifyMac } from '../../crypto/mac';
import { AwsError } from '../../errors';
import type { Operations } from '../call';
import { currentMaterial, endDryRun, requireAlgorithm } from './usableKeys';

/** GenerateMac and VerifyMac. */
export const macs = {
  GenerateMac(call) {
    const { input } = call;
    const key = call.use(input.KeyId, { usage: 'GENERATE_VERIFY_MAC' });
    requireAlgorithm(key, input.MacAlgorithm);
    const mac = generateMac(input.MacAlgorithm, currentMaterial(call, key).secret, input.Message);
    endDryRun(input);
    return { Mac: mac, MacAlgorithm: input.MacAlgorithm, KeyId: key.arn };
  },

  VerifyMac(call) {
    const { input } = call;
    const key = call.use(input.KeyId, { usage: 'GENERATE_VERIFY_MAC' });
    requireAlgorithm(key, input.MacAlgorithm);
    const { secret } = currentMaterial(call, key);
    endDryRun(input);
    if (!verifyMac(input.MacAlgorithm, secret, input.Message, input.Mac))
      throw new AwsError('KMSInvalidMacException');
    return { KeyId: key.arn, MacValid: true, MacAlgorithm: input.MacAlgorithm };
  },
} satisfies Operations;
