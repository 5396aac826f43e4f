import type { HoleValue, Span } from '../../document';
import type { Expression } from '../hcl/syntax';

/** What people use most. Source: Terraform AWS provider documentation, the pages of these data sources. */
const references: readonly (readonly [RegExp, string])[] = [
  [/^data\.aws_caller_identity\.[^.]+\.(account_)?id$/, 'The id of the account in which Terraform runs.'],
  [/^data\.aws_caller_identity\.[^.]+\.arn$/, 'The ARN of whoever runs Terraform.'],
  [/^data\.aws_region\.[^.]+\.(name|region|id)$/, 'The Region in which the provider works.'],
  [
    /^data\.aws_partition\.[^.]+\.partition$/,
    'The partition in which the provider works, such as aws or aws-cn.',
  ],
  [/^data\.aws_partition\.[^.]+\.dns_suffix$/, 'The domain of AWS in the partition, such as amazonaws.com.'],
  [/^data\.aws_organizations_organization\.[^.]+\.id$/, 'The id of the organization of the account.'],
  [/^(each|count|self)\./, 'A value of one of the instances that Terraform makes.'],
];

/** A value that only Terraform can fill in. */
export function holeOf(file: string, value: Expression): HoleValue {
  const { span } = value;
  const source = file.slice(span.start, span.end);
  const oneLine = source.length <= 200 && !source.includes('\n');
  if (value.kind === 'reference')
    return { kind: 'hole', span, name: 'reference', known: { text: `\${${source}}`, says: saysOf(source) } };
  if (value.kind === 'call') return hole(span, 'function', `What the function ${value.name} answers.`);
  if (value.kind === 'quoted') return templateHole(span, source);
  return hole(
    span,
    'expression',
    oneLine ? `What the expression ${source} gives.` : 'What the expression gives.',
  );
}

/** A text in which Terraform fills something in. */
export function templateHole(span: Span, source: string): HoleValue {
  const text = source.replace(/^"|"$/g, '').replace(/\$\$\{/g, '${');
  const names = [
    ...new Set([...text.matchAll(/\$\{~?\s*([\w.[\]"*-]+)\s*~?\}/g)].map(([, name = '']) => name)),
  ];
  const says = names.map((name) => `${name}: ${lowerFirst(saysOf(name))}`).join(' ');
  return {
    kind: 'hole',
    span,
    name: 'template',
    known: { text, says: says || 'A text that Terraform puts together.' },
  };
}

function hole(span: Span, name: string, says: string): HoleValue {
  return { kind: 'hole', span, name, known: { says } };
}

function saysOf(reference: string): string {
  const known = references.find(([pattern]) => pattern.test(reference));
  if (known) return known[1];
  const [kind = '', name = '', ...attribute] = reference.split('.');
  if (kind === 'var') return `The variable ${name} of the module.`;
  if (kind === 'local') return `The local value ${name} of the module.`;
  if (kind === 'module') return `An output of the module ${name}.`;
  if (kind === 'data') return `What the data source ${name}.${attribute[0] ?? ''} reads.`;
  return attribute.length > 0
    ? `The attribute ${attribute.join('.')} of the resource ${kind}.${name}.`
    : `The value of ${reference}.`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
