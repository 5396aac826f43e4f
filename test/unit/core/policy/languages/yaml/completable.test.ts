import { describe, expect, it } from 'vitest';
import { fillEmptyPlace } from '../../../../../../src/core/policy/languages/yaml/completable';
import { nodeAt } from '../../../../../../src/core/policy/locate';
import { templatePolicies } from '../read';

const head = `Resources:
  Key:
    Type: AWS::KMS::Key
    Properties:
      KeyPolicy:
        Statement:
`;

/** What stands at `|`, as completion sees it: the path, the part, and the place of the letter in the text. */
async function at(body: string) {
  const marked = head + body;
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const found = fillEmptyPlace(text, offset);
  const [policy] = found ? await templatePolicies(found.text, 'yaml') : [];
  const place = policy && nodeAt(policy.document, offset + 1);
  return { found, offset, path: place?.path, part: place?.part };
}

describe('fillEmptyPlace', () => {
  it('sees a new element in an empty line of a statement', async () => {
    const { path, part } = await at('          - Effect: Allow\n            |\n            Resource: "*"\n');
    expect(path).toEqual(['Statement', 0, 'x']);
    expect(part).toBe('key');
  });

  it('sees a value behind a colon', async () => {
    const { path, part } = await at('          - Effect: |\n');
    expect(path).toEqual(['Statement', 0, 'Effect']);
    expect(part).toBe('value');
  });

  it('sees an entry behind a dash', async () => {
    const { path } = await at('          - Action:\n              - kms:Decrypt\n              - |\n');
    expect(path).toEqual(['Statement', 0, 'Action', 1]);
  });

  it('gives places back as those of the text without the letter', async () => {
    const { found, offset } = await at('          - Effect: |\n');
    expect(found?.toFile({ start: offset, end: offset + 1 })).toEqual({ start: offset, end: offset });
    expect(found?.toFile({ start: 3, end: 7 })).toEqual({ start: 3, end: 7 });
  });

  it('gives no place back that is longer than a line', async () => {
    const { found, offset } = await at('          - Effect: |\n');
    expect(found?.toFile({ start: 0, end: offset })).toBeUndefined();
  });

  it('leaves alone what is typed already', async () => {
    expect((await at('          - Effect: Al|\n')).found).toBeUndefined();
    expect((await at('          - Effect: |Allow\n')).found).toBeUndefined();
  });
});
