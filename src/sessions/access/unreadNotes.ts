import type { SurveyInput } from '../../core/access/surveyInput';
import { unreadInSurvey } from '../../core/access/survey';
import { problemsInWords, unreadInWords } from '../../core/access/unread';
import type { AccessNote } from '../../protocol/access';

/** What stands above the table of what cannot be read: a whole key policy, statements, policies of single principals. */
export function unreadNotes(input: SurveyInput): { problem?: string; notes: AccessNote[] } {
  const all = unreadInSurvey(input);
  const whole = all.find(
    ({ principal, unread }) => principal === undefined && unread.statement === undefined,
  );
  const parts = all.filter((each) => each !== whole);
  return {
    notes: parts.map(({ principal, unread }) => ({ severity: 'warning', text: noteText(unread, principal) })),
    ...(whole !== undefined && {
      problem: `The policy cannot be read. ${problemsInWords(whole.unread)}`,
    }),
  };
}

function noteText(unread: Parameters<typeof unreadInWords>[0], principal: string | undefined): string {
  const words = unreadInWords(unread);
  if (principal === undefined) return `${words} Whatever it may decide says “cannot tell”.`;
  const who = principal.slice(principal.lastIndexOf(':') + 1);
  return `${who}: ${words} What depends on it says “cannot tell” for this principal.`;
}
