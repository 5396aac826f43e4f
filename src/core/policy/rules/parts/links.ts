const accessAnalyzer =
  'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html';
const kmsGuide = 'https://docs.aws.amazon.com/kms/latest/developerguide/';
const iamGuide = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/';

type Group = 'error' | 'general-warning' | 'security-warning' | 'suggestion';

/** Access Analyzer's description of the check: its anchors are made of the group and the code. */
export function analyzerLink(group: Group, code: string): string {
  return `${accessAnalyzer}#access-analyzer-reference-policy-checks-${group}-${code.toLowerCase().replaceAll('_', '-')}`;
}

/** A page of the KMS developer guide. */
export function kmsLink(page: string): string {
  const [name = '', anchor] = page.split('#');
  return `${kmsGuide}${name}.html${anchor ? `#${anchor}` : ''}`;
}

/** A page of the IAM User Guide. */
export function iamLink(page: string): string {
  return `${iamGuide}${page}.html`;
}
