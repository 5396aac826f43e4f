import { findingsIn } from '../../src/core/policy/languages/findings';
import type { HostLanguage, Reading } from '../../src/core/policy/languages/language';
import { hostLanguages } from '../../src/core/policy/languages/table';
import type { Figure } from './main';

/** As large as the largest that was met among published templates. */
const size = 484_000;

/** What an editor does at each key stroke in a large template: reading and checking. */
export async function run(): Promise<Figure[]> {
  const [json, yaml] = hostLanguages;
  const text = templateOf(size);
  const asJson = JSON.stringify(jsonOf(size), null, 2);
  return [
    ...(yaml ? await figures('YAML', yaml, text, text.indexOf('kms:Decrypt')) : []),
    ...(json ? await figures('JSON', json, asJson, asJson.indexOf('kms:Decrypt')) : []),
  ];
}

async function figures(name: string, language: HostLanguage, text: string, at: number): Promise<Figure[]> {
  const start = performance.now();
  let reading = await language.read(text);
  findingsIn(reading);
  const first = performance.now() - start;
  const strokes: number[] = [];
  for (let stroke = 1; stroke <= 40; stroke++) {
    const typed = text.slice(0, at) + 'x'.repeat(stroke) + text.slice(at);
    const begin = performance.now();
    reading = await stroked(language, typed, reading);
    strokes.push(performance.now() - begin);
  }
  strokes.sort((a, b) => a - b);
  const kind = `${name} template of ${Math.round(text.length / 1000)} KB`;
  return [
    { name: `${kind}, first reading and lint`, value: first, unit: 'ms' },
    { name: `${kind}, a key stroke, p50`, value: strokes[19] ?? Number.NaN, unit: 'ms', limit: 100 },
    { name: `${kind}, a key stroke, p95`, value: strokes[37] ?? Number.NaN, unit: 'ms', limit: 100 },
  ];
}

async function stroked(language: HostLanguage, text: string, before: Reading): Promise<Reading> {
  const reading = await language.read(text, before);
  findingsIn(reading);
  return reading;
}

const statement = `          - Sid: Account
            Effect: Allow
            Principal: {AWS: !Sub 'arn:\${AWS::Partition}:iam::\${AWS::AccountId}:root'}
            Action: 'kms:*'
            Resource: '*'
          - Sid: Use
            Effect: Allow
            Principal: {AWS: !GetAtt Role0.Arn}
            Action: [kms:Decrypt, 'kms:GenerateDataKey*']
            Resource: '*'
`;

/** Functions, roles, and a key every now and then. */
function templateOf(length: number): string {
  let text = "AWSTemplateFormatVersion: '2010-09-09'\nResources:\n";
  for (let index = 0; text.length < length; index++)
    text +=
      index % 100 === 50
        ? `  Key${index}:\n    Type: AWS::KMS::Key\n    Properties:\n      KeyPolicy:\n        Version: '2012-10-17'\n        Statement:\n${statement}`
        : `  Function${index}:\n    Type: AWS::Lambda::Function\n    Properties:\n      Handler: index.handler\n      Role: !GetAtt Role${index}.Arn\n      Environment:\n        Variables:\n          TABLE: !Ref Table${index}\n          STACK: !Sub '\${AWS::StackName}-${index}'\n      Tags:\n        - Key: Name\n          Value: !Join ['-', [!Ref AWS::StackName, "function ${index}"]]\n`;
  return text;
}

function jsonOf(length: number): object {
  const Resources: Record<string, object> = {};
  const KeyPolicy = {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: { 'Fn::GetAtt': ['Role0', 'Arn'] } },
        Action: ['kms:Decrypt'],
        Resource: '*',
      },
    ],
  };
  for (let index = 0; index < length / 560; index++)
    Resources[`Resource${index}`] =
      index % 100 === 50
        ? { Type: 'AWS::KMS::Key', Properties: { KeyPolicy } }
        : {
            Type: 'AWS::Lambda::Function',
            Properties: {
              Handler: 'index.handler',
              Role: { 'Fn::GetAtt': [`Role${index}`, 'Arn'] },
              Environment: {
                Variables: { TABLE: { Ref: `Table${index}` }, STACK: { 'Fn::Sub': '${AWS::StackName}' } },
              },
              Tags: [
                {
                  Key: 'Name',
                  Value: { 'Fn::Join': ['-', [{ Ref: 'AWS::StackName' }, `function ${index}`]] },
                },
              ],
            },
          };
  return { AWSTemplateFormatVersion: '2010-09-09', Resources };
}
