import type { Principal } from '../core/keys/model';
import type { DraftPlace, KeyDraft } from '../core/wizard/draft';
import type { Run } from '../core/wizard/run';
import { isStepId, type StepId } from '../core/wizard/steps';
import type { DraftView } from '../core/wizard/view';
import { isRecord } from '../core/json';
import { isArrayOf, isBoolean, isNumber, isObjectWith, isOneOf, isOptional, isString } from './shape';

/** The banner: where the key will be made, and as whom. */
export interface PlaceView extends DraftPlace {
  connectionName: string;
  endpointLabel?: string;
  regionName?: string;
  production: boolean;
}

export interface PrincipalsView {
  items: Principal[];
  loading: boolean;
  failure?: string;
}

/** Everything that the page shows. */
export interface WizardView {
  /** Grows with each change of the draft, on either side: the newer one wins when a page is made again. */
  revision: number;
  draft: KeyDraft;
  step: StepId;
  /** Absent while the connection is asked who we are, or where it does not answer. */
  place?: PlaceView;
  placeFailure?: string;
  /** Absent while there is no place. */
  view?: DraftView;
  principals: PrincipalsView;
  run?: Run;
  /** When the draft was last changed, where it comes from an earlier session. */
  restoredFrom?: number;
}

/** The draft as the page has it. */
export interface PageDraft {
  revision: number;
  draft: KeyDraft;
  step: StepId;
}

/** What the page keeps for itself while it is hidden, and what VS Code hands back after a reload. */
export interface KeptPage extends PageDraft {
  place: { connection: string; region: string };
}

type Nothing = undefined;

/** Requests of the page. */
export interface WizardMethods {
  /** The page is there, perhaps made again with what it had kept. */
  start: { in: PageDraft | undefined; out: WizardView };
  /** The draft as it is now; what follows from it comes back. */
  update: { in: PageDraft; out: DraftView | undefined };
  /** Makes the key; answered when the run has come to an end, good or bad. Events tell how far it is. */
  create: { in: Nothing; out: Run };
  /** Does what is left after a failure. */
  retry: { in: Nothing; out: Run };
  /** Schedules the deletion of a key whose other calls failed. */
  undo: { in: Nothing; out: Run };
  /** Stops waiting for IAM to know a new principal. */
  stopRetrying: { in: Nothing; out: Nothing };
  reconnect: { in: Nothing; out: WizardView };
  listPrincipals: { in: Nothing; out: Nothing };
  openPolicy: { in: Nothing; out: Nothing };
  openKey: { in: Nothing; out: Nothing };
  /** Asks for the material of a key that waits for it. */
  importMaterial: { in: Nothing; out: Nothing };
  /** In the tree. */
  showKey: { in: Nothing; out: Nothing };
  startOver: { in: Nothing; out: WizardView };
  close: { in: Nothing; out: Nothing };
}

/** What the host tells the page unasked. */
export interface WizardEvents {
  /** The draft was changed elsewhere (its policy, in an editor), or what is known around it has changed. */
  changed: WizardView;
  run: Run;
}

const isTag = isObjectWith<{ key: string; value: string }>({ key: isString, value: isString });

/** The outer shape only; the host checks a draft against its schema. */
const isDraftLike = (value: unknown): value is KeyDraft =>
  isRecord(value) &&
  [value['spec'], value['usage'], value['origin'], value['alias'], value['description']].every(isString) &&
  isArrayOf(isTag)(value['tags']) &&
  isArrayOf(isString)(value['administrators']) &&
  isArrayOf(isString)(value['users']) &&
  isArrayOf(isString)(value['otherAccounts']);

const isCall = isObjectWith<Run['calls'][number]>({
  operation: isOneOf('CreateKey', 'CreateAlias', 'EnableKeyRotation'),
  title: isString,
  state: isOneOf('waiting', 'running', 'done', 'failed'),
  message: isOptional(isString),
});

export const isRun = isObjectWith<Run>({
  status: isOneOf('running', 'retrying', 'failed', 'done', 'undoing', 'undone'),
  calls: isArrayOf(isCall),
  key: isOptional(
    isObjectWith<NonNullable<Run['key']>>({
      connection: isString,
      region: isString,
      keyId: isString,
      arn: isString,
    }),
  ),
  alias: isOptional(isString),
  awaitsMaterial: isOptional(isBoolean),
});

const isPrincipals = isObjectWith<PrincipalsView>({
  items: isArrayOf(
    isObjectWith<Principal>({ kind: isOneOf('user', 'role'), name: isString, path: isString, arn: isString }),
  ),
  loading: isBoolean,
  failure: isOptional(isString),
});

/** The page's draft, its outer shape only. */
export const isPageDraft = isObjectWith<PageDraft>({
  revision: isNumber,
  draft: isDraftLike,
  step: isStepId,
});

export const isKeptPage = isObjectWith<KeptPage>({
  revision: isNumber,
  draft: isDraftLike,
  step: isStepId,
  place: isObjectWith<KeptPage['place']>({ connection: isString, region: isString }),
});

/** What comes from the host, checked for the shape that the page relies on. */
export const isWizardView = isObjectWith<WizardView>({
  revision: isNumber,
  draft: isDraftLike,
  step: isStepId,
  place: isOptional((value): value is PlaceView => isRecord(value) && isString(value['region'])),
  placeFailure: isOptional(isString),
  view: isOptional((value): value is DraftView => isRecord(value) && Array.isArray(value['problems'])),
  principals: isPrincipals,
  run: isOptional(isRun),
  restoredFrom: isOptional(isNumber),
});
