import { permissionSetPattern, serviceLinkedRole } from '../../policy/vocabulary/reservedRoles';
import type { ErrorExplanation } from '../errorExplanation';
import { identityOf } from '../identity';
import { keyPolicyStatement } from '../missing';
import type { Layer } from '../model';
import { notProposable } from '../proposal';
import { adviceOnRolePath } from '../rolePaths';
import type { StatementText } from '../statementText';
import type { Denial } from './denials';

/** What can be written to let a denied request through, and for what else there is no statement, with the reason. */
export interface Proposals {
  statements: ErrorExplanation['statements'];
  notes: string[];
}

/** The statements for these kinds of policy, in their order. Whatever must not be proposed leaves its reason. */
export function proposalsFor(denial: Denial, layers: readonly Layer[]): Proposals {
  const proposals: Proposals = { statements: [], notes: [] };
  for (const layer of layers) {
    const { statement, note } = layer === 'key-policy' ? inKeyPolicy(denial) : elsewhere(denial);
    const refused = statement && notProposable(layer, statement);
    if (statement && refused === undefined) proposals.statements.push({ layer, statement });
    for (const text of [note, refused])
      if (text !== undefined && !proposals.notes.includes(text)) proposals.notes.push(text);
  }
  return proposals;
}

interface Proposal {
  statement?: StatementText;
  note?: string;
}

function inKeyPolicy({ principal, action }: Denial): Proposal {
  if (principal === undefined)
    return { note: 'The text does not say who asked: CloudTrail does, in the event of the same time.' };
  const identity = identityOf({ principal });
  const { name = '', account = '', partition, type } = identity;
  const statement = keyPolicyStatement({ principal, action });
  if (type !== 'AssumedRole' && type !== 'Role') return { statement };
  const role = (path: string): string => `arn:${partition}:iam::${account}:role/${path}`;
  const linked = serviceLinkedRole(name);
  if (linked !== undefined)
    return {
      statement: { ...statement, Principal: { AWS: role(linked) } },
      note: `KMS takes a service-linked role only under its ARN with the path, ${role(linked)}, and only once the role exists.`,
    };
  const pattern = permissionSetPattern(name);
  if (pattern !== undefined)
    return {
      statement: {
        ...statement,
        Sid: `${statement.Sid ?? ''} of Identity Center`,
        Principal: { AWS: '*' },
        Condition: { ArnLike: { 'aws:PrincipalArn': role(pattern) } },
      },
      note: `${name} is a role of IAM Identity Center, at role/aws-reserved/sso.amazonaws.com/[<region>/]${name}: KMS refuses it without this path, and its suffix changes when the permission set is assigned anew. The condition on aws:PrincipalArn holds for every form of it; "aws iam get-role --role-name ${name}" shows the ARN of today.`,
    };
  const unknown = adviceOnRolePath(principal);
  if (unknown !== undefined) return { note: unknown };
  return { statement, ...(type === 'AssumedRole' && oftenUnderPath(name)) };
}

/** Consoles of AWS create such roles under a path that the ARN of a session does not show (`role/service-role/…`). */
function oftenUnderPath(name: string): { note?: string } {
  if (!/service-?role|^(?:AWS|Amazon|CodeBuild|codebuild)/i.test(name)) return {};
  return {
    note: `The ARN of a session does not show the path of the role: if "aws iam get-role --role-name ${name}" shows one, such as role/service-role/${name}, write the role with it.`,
  };
}

function elsewhere({ principal, action, resource }: Denial): Proposal {
  const service = principal !== undefined && identityOf({ principal }).type === 'Service';
  if (service) return { note: 'A service has no IAM policies: the key policy has to allow it.' };
  return { statement: { Effect: 'Allow', Action: action, Resource: resource ?? '*' } };
}
