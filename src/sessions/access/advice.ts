import { capabilityStatement } from '../../core/access/capabilityStatement';
import type { SurveyRow } from '../../core/access/survey';
import type { SurveyInput } from '../../core/access/surveyInput';
import type { CellAdvice, CellName } from '../../protocol/access';

/** What would make the answer of a cell a plain yes. */
export function cellAdvice(
  { principal, capability }: CellName,
  input: SurveyInput,
  rows: readonly SurveyRow[],
): CellAdvice {
  const row = rows.find((each) => each.principal === principal);
  const cell = row?.cells[capability];
  if (row === undefined || cell === undefined || (cell.answer === 'yes' && !cell.partial))
    return { texts: [] };
  if (cell.answer === 'unknown')
    return {
      texts: [
        'Put this right first: until it can be read, nobody can say what it allows or denies. AWS refuses to save a policy that has such a part.',
      ],
    };
  if (cell.answer === 'denied')
    return {
      texts: [
        'A Deny wins over every Allow. Take the action or the caller out of it, or give it a condition.',
      ],
    };
  if (row.kind === 'anyone')
    return { texts: ['Nobody has to be named here: whoever needs the key gets a statement of their own.'] };
  if (row.kind === 'account' && cell.answer === 'iam')
    return {
      texts: [
        'Users and roles of the account can do this as far as their IAM policies allow it. Whoever is to do it for certain gets a statement of their own.',
      ],
    };
  const foreign = row.kind !== 'account' && row.kind !== 'service' && !principal.includes(input.keyAccount);
  if (foreign && (capability === 'administer' || capability === 'delete'))
    return { texts: ['KMS never lets another account do this, whatever the policies say.'] };
  const bond = bonds[row.kind === 'service' ? 'service' : capability];
  const lacking = cell.actions
    .filter(({ answer }) => answer !== 'yes' && !(bond !== undefined && answer === 'if'))
    .map(({ action }) => action);
  if (lacking.length === 0) return { texts: bond === undefined ? [] : [bond.good] };
  const proposal = capabilityStatement(principal, capability, input, lacking);
  // A sentence that leads up to a statement must not stand without one.
  if ('refused' in proposal) return { texts: [proposal.refused] };
  const { statement } = proposal;
  const texts = textsFor(row, cell.answer, foreign, bond?.statement);
  return { texts, statement };
}

/** Where a plain yes is not what anybody should want: why, and what the statement that we offer says instead. */
const bonds: Readonly<Record<string, { good: string; statement: string }>> = {
  service: {
    good: 'A service ought to have a condition that says for whom it may use the key (aws:SourceAccount, aws:SourceArn). See whether this one does.',
    statement: 'This statement allows it where the service works for the account of the key:',
  },
  grant: {
    good: 'Whoever may create grants freely can pass on any use of the key: a condition on what is granted (kms:GrantIsForAWSResource, kms:GrantOperations) belongs here. See whether this one is.',
    statement: 'This statement allows it where an AWS service asks on behalf of the caller:',
  },
};

function textsFor(
  row: SurveyRow,
  answer: SurveyRow['cells']['use']['answer'],
  foreign: boolean,
  offered = 'A statement of the key policy says it for certain:',
): string[] {
  const texts: string[] = [];
  if (answer === 'iam' && !row.policiesKnown && row.kind === 'principal' && !foreign)
    texts.push('The key policy leaves this to IAM policies, which are not known here.');
  if (foreign) texts.push('An IAM policy in the other account has to allow it, too.');
  texts.push(
    row.kind === 'account' ? 'This statement leaves it to the IAM policies of the account:' : offered,
  );
  return texts;
}
