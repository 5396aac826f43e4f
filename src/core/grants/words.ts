import type { Grant } from '../keys/model';

/** What a grant asks for, each as a sentence without its full stop; empty where it asks for nothing. */
export function constraintsInWords(grant: Grant): string[] {
  const { encryptionContextEquals: equals, encryptionContextSubset: subset, sourceArn } = grant;
  return [
    ...(equals === undefined ? [] : [`The encryption context is exactly ${pairs(equals)}`]),
    ...(subset === undefined ? [] : [`The encryption context has ${pairs(subset)}`]),
    ...(sourceArn === undefined ? [] : [`The service calls for ${sourceArn}`]),
  ];
}

function pairs(context: Record<string, string>): string {
  const shown = Object.entries(context).map(([name, value]) => `${name} = ${value}`);
  return shown.length === 0 ? 'empty' : shown.join(', ');
}
