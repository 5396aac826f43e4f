import fc from '../../properties';

/** How many cases a property of the policy language tries; `KMS_FUZZ=1` asks for a long round. */
export function fuzzRuns(short: number): number {
  return process.env['KMS_FUZZ'] === '1' ? Math.max(100_000, short) : short;
}

const fragments = [
  '{', '}', '[', ']', ',', ':', '"', '\\', '//', '/*', '*/', '\n', '\t', ' ', '\u0000', '\uFEFF', '\uD800', 'é', '€', '*', '?', '${', '${*}', '${aws:',
  'null', 'true', '12', '-', '1e9', '"Statement"', '"Effect":', '"Allow"', '"Action":', '"kms:*"', '"kms:', '"Condition":', '"Principal":', '"AWS":',
  '"__proto__":', '"constructor":', '"ForAnyValue:', '"StringEquals":', '"Null":', '"Version":', '"2012-10-17"', '[]', '{}', '""', 'arn:aws:', ':root',
]; // prettier-ignore

const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  remove: fc.oneof(fc.constant(0), fc.nat(6), fc.nat(60)),
  insert: fc.oneof(fc.constantFrom(...fragments), fc.string({ maxLength: 4, unit: 'binary' })),
});

/** A policy of the list with a few cuts and insertions: mostly still a policy, and wrong somewhere. */
export function mutatedPolicy(policies: readonly string[]): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom(...policies), fc.array(edit, { minLength: 1, maxLength: 5 }))
    .map(([policy, edits]) =>
      edits.reduce((text, { at, remove, insert }) => {
        const start = Math.floor(at * text.length);
        return text.slice(0, start) + insert + text.slice(start + remove);
      }, policy),
    );
}
