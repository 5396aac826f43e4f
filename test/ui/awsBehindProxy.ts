import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { root } from '../harness/paths';
import { asAws, fakeServer, json, xml, xmlError, type Answer } from '../unit/aws/fakeAws';
import { startProxy, type Proxy } from '../unit/aws/faultProxy/proxy';

/** All hosts of AWS, with a few faults among them, reached by a proxy whose certificate nobody vouches for. */
export interface AwsBehindProxy {
  proxy: Proxy;
  /** An emulator of KMS on this machine, without TLS. */
  emulator: string;
  /** The hosts that were asked. */
  hosts: Set<string>;
  dispose(): Promise<void>;
}

/** The MFA code that STS takes. */
export const rightCode = '222222';

const arn = 'arn:aws:kms:eu-west-1:111122223333';
const KeyId = '11111111-2222-4333-8444-555555555555';
const answers: Readonly<Record<string, object>> = {
  ListKeys: { Keys: [{ KeyId, KeyArn: `${arn}:key/${KeyId}` }], Truncated: false },
  ListAliases: {
    Aliases: [{ AliasName: 'alias/invoices', AliasArn: `${arn}:alias/invoices`, TargetKeyId: KeyId }],
    Truncated: false,
  },
  DescribeKey: {
    KeyMetadata: {
      ...{ AWSAccountId: '111122223333', KeyId, Arn: `${arn}:key/${KeyId}`, CreationDate: 1_750_000_000 },
      ...{ Enabled: true, Description: '', KeyUsage: 'ENCRYPT_DECRYPT', KeyState: 'Enabled' },
      ...{ Origin: 'AWS_KMS', KeyManager: 'CUSTOMER', CustomerMasterKeySpec: 'SYMMETRIC_DEFAULT' },
      ...{ KeySpec: 'SYMMETRIC_DEFAULT', EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'], MultiRegion: false },
    },
  },
  ListResourceTags: { Tags: [], Truncated: false },
  GetKeyRotationStatus: { KeyRotationEnabled: false },
};

/** Starts it on loopback. In us-east-1, a page to sign in at the proxy answers for KMS. */
export async function awsBehindProxy(): Promise<AwsBehindProxy> {
  const read = (name: string) => readFileSync(join(root, 'test', 'fixtures', 'tls', name));
  const certificate = { key: read('server.key'), cert: read('server.crt') };
  const hosts = new Set<string>();
  const server = createServer(certificate, (request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => (body += text));
    request.on('end', () => {
      const { headers, method = '', url = '' } = request;
      const seen = { host: headers.host ?? '', method, path: url, headers, body };
      hosts.add(seen.host);
      answer(seen, response, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const proxy = await startProxy(`https://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const emulator = await fakeServer(answer);
  return {
    proxy,
    emulator: emulator.endpoint,
    hosts,
    async dispose() {
      await emulator.dispose();
      await proxy.dispose();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const answer: Answer = (seen, response, request) => {
  const { host, body, headers } = seen;
  const operation = String(headers['x-amz-target']).replace('TrentService.', '');
  const page = '<!DOCTYPE html><html><body>Please sign in to the network.</body></html>';
  if (/^kms[^.]*\.us-east-1\./.test(host)) response.writeHead(200, { 'content-type': 'text/html' }).end(page);
  else if (operation in answers) json(response, 200, answers[operation] ?? {});
  else if (body.includes('Action=AssumeRole') && !body.includes(`TokenCode=${rightCode}`))
    xml(
      response,
      403,
      xmlError('AccessDenied', 'MultiFactorAuthentication failed with invalid MFA one time pass code. '),
    );
  else asAws(seen, response, request);
};
