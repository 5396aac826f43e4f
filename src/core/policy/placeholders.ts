import type { PolicyDocument, StringValue, Value } from './document';
import { policyFromRoot } from './parse';

/** A text of a policy that is not what will be saved: a tool, or a person, still has to fill it in. */
export interface Placeholder {
  value: StringValue;
  /** What stands for something else, as written. */
  text: string;
  /** Filled in by a tool (`templatefile`, Jinja, envsubst); otherwise by whoever copied a guide's example. */
  byTool: boolean;
  /** In Principal or NotPrincipal, where KMS takes no text that names nobody. */
  principal: boolean;
}

/**
 * Forms that tools fill in. `${name}` is a policy variable only where its name has a prefix, as in `${aws:username}`;
 * names that begin with aws or kms are taken for misspelt ones.
 */
const ofTools: readonly RegExp[] = [
  // Terraform, shells, the Serverless Framework, CDK tokens; CloudFormation where nothing substitutes.
  /\$\{(?!aws[.:_-]|kms[.:_-])[A-Za-z_][\w.[\]"'()*, -]*\}/,
  /\$\{(?:AWS::\w+|(?:self|opt|env|param|sls|ssm|cf|s3|file|custom)[:(][^{}]*|Token\[[^{}]*)\}/,
  // Jinja, Helm, Go templates, ERB, Octopus, Bicep, Azure Pipelines, Ansible.
  /\{\{(?!resolve:)[^{}]+\}\}|<%[^%]*%>|#\{[^{}]+\}|\$\([\w.]+\)|@@\w+@@|__[A-Z][A-Z0-9_]*__|%[A-Z][A-Z0-9_]+%/,
  // Python's str.format, URI templates, CloudFormation's own documentation.
  /(?<![$#{%@])\{[A-Za-z_][A-Za-z0-9_.-]*\}(?!\})/,
  // envsubst without braces.
  /(?<![\w$])\$[A-Z][A-Z0-9_]{2,}\b/,
];

const account =
  '(?:(?:your|my|aws|example|source|target|owner)[-_ ]?)*(?:account|acct)(?:[-_ ]?(?:id|number|no))?';
const region = '(?:(?:your|my|aws|example)[-_ ]?)*region(?:[-_ ]?(?:id|name|code))?';

/** Forms of guides: in angle or square brackets, in capitals, or as a word in the place of an account or a Region. */
const ofGuides: readonly RegExp[] = [
  /<[A-Za-z][\w .:/-]{0,60}>/,
  new RegExp(`(?<=:)\\[?(?:${account}|${region}|x{12})\\]?(?=:)`, 'i'),
  new RegExp(`(?<=^[a-z0-9-]+\\.)\\[?${region}\\]?(?=\\.amazonaws\\.com)`, 'i'),
  /^\[?(?:YOUR[-_ ]?)?[A-Z]+(?:[-_][A-Z]+)*[-_](?:ID|ARN|NAME|NUMBER)\]?$/,
];

/** The document with a hole for each text that has a placeholder in it, and what was found, in the order of the text. */
export function withoutPlaceholders(document: PolicyDocument): {
  document: PolicyDocument;
  placeholders: Placeholder[];
} {
  const placeholders: Placeholder[] = [];
  const { root } = document;
  if (!root || !mayHaveSome.test(document.text)) return { document, placeholders };
  const seen = withHoles(root, { placeholders, embedded: document.embedded === true, principal: false });
  if (placeholders.length === 0) return { document, placeholders };
  return { document: { ...document, ...policyFromRoot(seen) }, placeholders };
}

/** Cheap enough for every key stroke. */
const mayHaveSome =
  /[$#{]\{|\{[A-Za-z_]|\$[(A-Z]|<[A-Za-z%]|@@|__[A-Z]|%[A-Z]|acc(?:oun)?t|region|x{12}|[A-Z]{2}[-_](?:ID|ARN|NAME|NUMBER)/i;

interface Search {
  placeholders: Placeholder[];
  embedded: boolean;
  principal: boolean;
}

function withHoles(value: Value, search: Search): Value {
  switch (value.kind) {
    case 'array':
      return { ...value, items: value.items.map((item) => withHoles(item, search)) };
    case 'object':
      return {
        ...value,
        members: value.members.map((member) => {
          if (!member.value) return member;
          // What a statement is called may be any text.
          if (/^(?:Sid|Id)$/.test(member.key.value) && !firstIn(textOf(member.value), ofTools)) return member;
          const principal = search.principal || /^(?:Not)?Principal$/.test(member.key.value);
          return { ...member, value: withHoles(member.value, { ...search, principal }) };
        }),
      };
    case 'string': {
      const found = placeholderIn(value, search);
      if (!found) return value;
      search.placeholders.push(found);
      const known = {
        text: value.value,
        says: 'A placeholder, which is filled in before the policy is saved.',
      };
      return { kind: 'hole', span: value.span, name: 'placeholder', known };
    }
    default:
      return value;
  }
}

function textOf(value: Value): string {
  return value.kind === 'string' ? value.value : '';
}

function placeholderIn(value: StringValue, { embedded, principal }: Search): Placeholder | undefined {
  if (value.unclosed) return undefined;
  // In a template a name in braces is one without Fn::Sub, which has a finding of its own.
  const tools = embedded ? ofTools.slice(1) : ofTools;
  const tool = firstIn(value.value, tools);
  if (tool !== undefined && !(embedded && tool.startsWith('${AWS::')))
    return { value, text: tool, byTool: true, principal };
  const guide = firstIn(value.value, ofGuides);
  return guide === undefined ? undefined : { value, text: guide, byTool: false, principal };
}

function firstIn(text: string, forms: readonly RegExp[]): string | undefined {
  for (const form of forms) {
    const found = form.exec(text)?.[0];
    if (found !== undefined) return found;
  }
  return undefined;
}
