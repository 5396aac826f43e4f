import { describe, expect, it } from 'vitest';
import { uriParts } from '../../../../src/sessions/policy/language/uri';

describe('the parts of a document’s address', () => {
  it.each([
    ['file:///home/me/a%20b.key-policy.json', 'file', '/home/me/a b.key-policy.json'],
    ['file://server/share/a.json', 'file', '/share/a.json'],
    ['file:///c%3A/a.json', 'file', '/c:/a.json'],
    ['untitled:Untitled-1', 'untitled', 'Untitled-1'],
    [
      'kms-policy:/profile%253Aa/eu-west-1/1234/x.key-policy.json',
      'kms-policy',
      '/profile%3Aa/eu-west-1/1234/x.key-policy.json',
    ],
    ['vscode-remote://ssh-remote%2Bhost/a.yaml?q#f', 'vscode-remote', '/a.yaml'],
    ['file:///100%.json', 'file', '/100%.json'],
    ['no address', '', ''],
  ])('of %s', (uri, scheme, path) => {
    expect(uriParts(uri)).toEqual({ scheme, path });
  });
});
