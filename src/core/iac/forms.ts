import type { Key } from '../keys/model';
import { awsCli } from './awsCli';
import { cdk } from './cdk';
import { cloudFormation } from './cloudFormation';
import { parsedPolicy, type CommandSetting, type IacKey, type IacText, type ParsedPolicy } from './iacKey';
import { cosignUri, sopsRule } from './references';
import { terraform } from './terraform';

/** An existing key with all that the texts say of it. */
interface Described {
  key: Key;
  iac: IacKey;
  setting: CommandSetting;
}

/** One way to write a key down for another tool. */
export interface KeyTextForm {
  title: string;
  /** What the text is good for. */
  detail: string;
  /** Language id of an editor that shows the text. */
  language: string;
  text(described: Described): IacText;
}

const withPolicy =
  (print: (iac: IacKey, policy: ParsedPolicy) => IacText) =>
  ({ iac }: Described): IacText => {
    const policy = parsedPolicy(iac.policy);
    return policy === undefined
      ? { unavailable: 'The key policy is not a JSON object.' }
      : print(iac, policy);
  };

/** Every way, in the order in which they are offered. */
export const keyTextForms: readonly KeyTextForm[] = [
  {
    title: 'AWS CLI',
    detail: 'Shell commands that create such a key',
    language: 'shellscript',
    text: ({ iac, setting }) => awsCli(iac, setting),
  },
  {
    title: 'CloudFormation',
    detail: 'A template that retains the key, and the identifiers to import it with',
    language: 'yaml',
    text: withPolicy(cloudFormation),
  },
  {
    title: 'Terraform',
    detail: 'Resources and import blocks',
    language: 'terraform',
    text: withPolicy(terraform),
  },
  {
    title: 'AWS CDK',
    detail: 'TypeScript for a stack',
    language: 'typescript',
    text: withPolicy(cdk),
  },
  {
    title: 'SOPS',
    detail: 'A creation rule for .sops.yaml',
    language: 'yaml',
    text: ({ key }) => sopsRule(key),
  },
  {
    title: 'cosign',
    detail: 'The URI by which Sigstore tools name the key',
    language: 'plaintext',
    text: ({ key }) => cosignUri(key),
  },
];
