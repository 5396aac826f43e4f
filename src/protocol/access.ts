import type { Capability } from '../core/access/capabilities';
import { capabilities } from '../core/access/capabilities';
import type { CapabilityStatement } from '../core/access/capabilityStatement';
import type { ErrorExplanation } from '../core/access/errorExplanation';
import type { Missing, Remedy } from '../core/access/missing';
import type { StatementText } from '../core/access/statementText';
import type { Decision, Place } from '../core/access/model';
import type { SurveyRow } from '../core/access/survey';
import type { KeyRef } from '../core/keys/model';
import { isRecord } from '../core/json';
import { isArrayOf, isNumber, isObjectWith, isOneOf, isOptional, isString } from './shape';

/** Something the reader has to know of the table: what could not be read, what is not looked at. */
export interface AccessNote {
  severity: 'info' | 'warning';
  text: string;
}

/** The page "Who can use the key". */
export interface AccessView {
  /** The key's name, or the file's. */
  name: string;
  /** Absent for files that belong to no key. The page keeps it, so that it can be made again. */
  ref?: KeyRef;
  /** "Sandbox · 111122223333 · us-east-1" */
  place?: string;
  loading: boolean;
  /** Why there is no table. */
  problem?: string;
  rows: SurveyRow[];
  notes: AccessNote[];
  /** The policy can be changed from here. */
  editable: boolean;
  /** What to offer while somebody types. */
  suggestions: { principals: string[]; actions: string[]; conditionKeys: string[] };
}

export interface CellName {
  principal: string;
  capability: Capability;
}

/** What would change the answer of a cell. */
export interface CellAdvice {
  texts: string[];
  statement?: CapabilityStatement;
}

export interface TriedRequest {
  principal: string;
  action: string;
  context: { key: string; value: string }[];
}

export interface TriedStep {
  text: string;
  place: Place;
  mark: 'allows' | 'denies' | 'passes' | 'unread';
}

/** Something typed that cannot be: which field has it (of the condition keys the index), and why. */
export interface TypedProblem {
  field: 'principal' | 'action' | number;
  text: string;
}

export interface TryResult {
  /** `CannotTell`: something that may decide the request cannot be read; the reasons say what. */
  decision: Decision | 'CannotTell';
  reasons: (Place & { text: string })[];
  steps: TriedStep[];
  remedies: Remedy[];
  obstacles: Missing[];
  notes: string[];
  /** There can be no such request, so that none was decided; absent where there can. */
  problems?: TypedProblem[];
}

/** Requests of the page. */
export interface AccessMethods {
  /** The page is there, perhaps made again. */
  start: { in: undefined; out: AccessView };
  /** Asks for everything again. */
  reload: { in: undefined; out: AccessView };
  /** Adds a row for a user or role, with its IAM policies where they can be read. */
  addPrincipal: { in: string; out: AccessView };
  advise: { in: CellName; out: CellAdvice };
  tryRequest: { in: TriedRequest; out: TryResult };
  /** Undefined where the text is no AccessDenied text. */
  explainError: { in: string; out: ErrorExplanation | undefined };
  /** Shows a statement of the key policy in the editor. */
  reveal: { in: Place; out: undefined };
  addStatement: { in: Record<string, unknown>; out: undefined };
}

/** What the host tells the page unasked. */
export interface AccessEvents {
  changed: AccessView;
  /** A text to be explained, from a failed command. */
  explain: string;
}

/** A statement as the page may ask to add it. */
export type AnyStatement = CapabilityStatement | StatementText;

export const isCellName = isObjectWith<CellName>({
  principal: isString,
  capability: isOneOf(...capabilities),
});

export const isTriedRequest = isObjectWith<TriedRequest>({
  principal: isString,
  action: isString,
  context: isArrayOf(isObjectWith<{ key: string; value: string }>({ key: isString, value: isString })),
});

const layers = [
  'key-policy',
  'identity-policy',
  'grant',
  'service-control-policy',
  'resource-control-policy',
  'permissions-boundary',
  'session-policy',
  'root-user',
  'operation',
] as const;

export const isPlace = isObjectWith<Place>({
  layer: isOneOf(...layers),
  policy: isOptional(isString),
  statement: isOptional(isNumber),
  sid: isOptional(isString),
  grantId: isOptional(isString),
});

/** Only what the host can make sense of; the editor shows the rest to the person. */
export const isStatement = (value: unknown): value is Record<string, unknown> =>
  isRecord(value) && value['Effect'] === 'Allow';

/** What comes from the host, checked for the shape that the page relies on. */
export const isAccessView = (value: unknown): value is AccessView =>
  isRecord(value) &&
  isString(value['name']) &&
  Array.isArray(value['rows']) &&
  Array.isArray(value['notes']) &&
  isRecord(value['suggestions']);
