import type { DraftPlace, KeyDraft } from './draft';
import { quotas } from '../kms/quotas';
import { draftForms } from './limits';
import { multiRegionExcluded, entryOf, originExcluded, rotates, specExcluded } from './options';
import { labelProblems } from './labelProblems';
import { policyProblems } from './policyProblems';
import { principalProblems } from './principalProblems';
import type { DraftFacts, Problem } from './problem';

/** Everything that is wrong or noteworthy about the draft, in the order of the steps. Never throws. */
export function validate(draft: KeyDraft, place: DraftPlace, policy: string, facts: DraftFacts): Problem[] {
  return [
    ...configureProblems(draft, place),
    ...labelProblems(draft, facts),
    ...principalProblems(draft, place, facts),
    ...policyProblems(policy, place, draft, facts),
  ];
}

function configureProblems(draft: KeyDraft, place: DraftPlace): Problem[] {
  const entry = entryOf(draft);
  if (entry === undefined) {
    return [
      error(
        'spec',
        'combination',
        `${draft.spec} keys cannot be used to ${draft.usage}. Choose the key usage again.`,
      ),
    ];
  }
  const excluded: [string, string | undefined][] = [
    ['spec', specExcluded(entry, place.partition)],
    ['origin', originExcluded(entry, draft.origin)],
    ['multiRegion', draft.multiRegion ? multiRegionExcluded(entry, draft.origin) : undefined],
  ];
  return [
    ...excluded.flatMap(([field, why]) =>
      why === undefined ? [] : [error(field, 'combination', `${why}.`)],
    ),
    ...originProblems(draft),
    ...rotationProblems(draft),
  ];
}

function originProblems(draft: KeyDraft): Problem[] {
  if (draft.origin === 'EXTERNAL' && !draft.importRisksAccepted) {
    return [
      error(
        'importRisksAccepted',
        'import-risks',
        'Confirm that you understand the security and durability implications of using an imported key.',
      ),
    ];
  }
  if (draft.origin !== 'AWS_CLOUDHSM' && draft.origin !== 'EXTERNAL_KEY_STORE') return [];
  const problems: Problem[] = [];
  if (!draftForms.customKeyStoreId.test(draft.customKeyStoreId.trim())) {
    problems.push(
      error(
        'customKeyStoreId',
        'key-store',
        'Enter the id of a connected custom key store: cks- and digits.',
      ),
    );
  }
  if (draft.origin === 'EXTERNAL_KEY_STORE' && !draftForms.xksKeyId.test(draft.xksKeyId.trim())) {
    problems.push(
      error(
        'xksKeyId',
        'external-key',
        'Enter the id of the key in the external key manager: 1 to 128 letters, digits, dots, dashes and underscores.',
      ),
    );
  }
  return problems;
}

function rotationProblems(draft: KeyDraft): Problem[] {
  const { least, most } = quotas.rotationDays;
  const days = draft.rotationPeriodDays;
  if (days === undefined || !rotates(draft)) return [];
  if (Number.isInteger(days) && days >= least && days <= most) return [];
  return [error('rotationPeriodDays', 'rotation-period', `Enter a period of ${least} to ${most} days.`)];
}

function error(field: string, code: string, message: string): Problem {
  return { step: 'configure', field, severity: 'error', code, message };
}
