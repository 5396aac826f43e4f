import { runSimulation } from '@cloud-copilot/iam-simulate';
import { compilePolicy } from '../../src/core/access/compilePolicy';
import { evaluate } from '../../src/core/access/evaluate';
import { surveyAccess } from '../../src/core/access/survey';
import type { Figure } from './main';

const account = '111122223333';
const resource = `arn:aws:kms:us-east-1:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const app = `arn:aws:iam::${account}:role/App`;
const use = ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'];
const administration = [
  'kms:Create*',
  'kms:Describe*',
  'kms:Enable*',
  'kms:List*',
  'kms:Put*',
  'kms:Update*',
];
const grants = ['kms:CreateGrant', 'kms:ListGrants', 'kms:RevokeGrant'];

/** The four statements of the console's own policy. */
const policy = {
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: 'kms:*', Resource: '*' },
    {
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${account}:role/Admin` },
      Action: administration,
      Resource: '*',
    },
    { Effect: 'Allow', Principal: { AWS: app }, Action: use, Resource: '*' },
    {
      Effect: 'Allow',
      Principal: { AWS: app },
      Action: grants,
      Resource: '*',
      Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
    },
  ],
};
const request = {
  principal: `arn:aws:sts::${account}:assumed-role/App/work`,
  action: 'kms:Decrypt',
  resource,
  context: { 'kms:EncryptionContext:app': 'shop', 'kms:ViaService': 's3.us-east-1.amazonaws.com' },
};

/** Decisions a second on one core, beside the library that the tests take for a second opinion. */
export async function run(): Promise<Figure[]> {
  const compiled = { ...request, keyPolicy: compilePolicy(policy, 'key') };
  const text = JSON.stringify(policy);
  const ours = rate(() => evaluate(compiled));
  const fresh = rate(() => evaluate({ ...request, keyPolicy: text }));
  const survey = rate(() => surveyAccess({ keyArn: resource, keyAccount: account, keyPolicy: policy }));
  return [
    { name: 'evaluate, 4 statements, compiled policy', value: ours, unit: '/s', limit: 50_000 },
    { name: 'evaluate, 4 statements, policy as text', value: fresh, unit: '/s' },
    { name: '@cloud-copilot/iam-simulate, the same request', value: await oracle(), unit: '/s' },
    { name: 'survey of the same policy', value: 1000 / survey, unit: 'ms', limit: 5 },
  ];
}

/** Per second of this process's own time: what else the machine does is not counted. */
function rate(work: () => unknown): number {
  for (let index = 0; index < 2000; index++) work();
  const start = process.cpuUsage();
  let count = 0;
  while (seconds(start) < 1) {
    for (let index = 0; index < 200; index++) work();
    count += 200;
  }
  return count / seconds(start);
}

function seconds(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1_000_000;
}

async function oracle(): Promise<number> {
  const simulation = {
    request: {
      principal: request.principal,
      action: request.action,
      resource: { resource, accountId: account },
      contextVariables: request.context,
    },
    identityPolicies: [],
    serviceControlPolicies: [],
    resourceControlPolicies: [],
    resourcePolicy: policy,
  };
  for (let index = 0; index < 100; index++) await runSimulation(simulation, {});
  const start = process.cpuUsage();
  let count = 0;
  while (seconds(start) < 1) {
    await runSimulation(simulation, {});
    count++;
  }
  return count / seconds(start);
}
