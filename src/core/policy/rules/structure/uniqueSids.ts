import { replaceString } from '../../fixes/edit';
import { freshSid } from '../../refactor/addSid';
import { analyzerLink } from '../parts/links';
import type { Rule } from '../parts/rule';
import { show } from '../parts/words';

export const uniqueSids: Rule = {
  code: 'UNIQUE_SIDS_RECOMMENDED',
  severity: 'warning',
  severityVaries: true,
  summary: 'Two statements have the same Sid.',
  link: analyzerLink('general-warning', 'UNIQUE_SIDS_RECOMMENDED'),
  *check({ statements, document }) {
    const taken = new Set<string>();
    const tried = new Map<string, number>();
    const all = new Set(statements.map(({ sid }) => (sid?.value?.kind === 'string' ? sid.value.value : '')));
    for (const { sid } of statements) {
      const value = sid?.value;
      if (value?.kind !== 'string' || value.value === '') continue;
      if (taken.has(value.value)) {
        const name = freshSid(value.value, all, tried);
        all.add(name);
        const edits = [replaceString(value, name)];
        const why = document.distinctSids
          ? 'Terraform refuses a document that has it twice. Use a unique one.'
          : 'Use a unique Sid, so that logs and findings tell the two apart.';
        yield {
          span: value.span,
          severity: document.distinctSids ? 'error' : 'warning',
          message: `Another statement has the Sid ${show(value.value)} already. ${why}`,
          fixes: () => [{ title: `Write ${show(name)}`, edits, anywhere: true }],
        };
      }
      taken.add(value.value);
    }
  },
};
