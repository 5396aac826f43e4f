/* Generated from schemas/lint-report.schema.json by `npm run generate`. Do not edit. */

/**
 * What `lint --format json` prints: the findings of each file. Lines and columns count from 1, columns in UTF-16 units; the end is the first place behind.
 */
export type LintReport = LintedFile[];

export interface LintedFile {
  /**
   * As it was given; `-` for standard input.
   */
  file: string;
  findings: ReportedFinding[];
}
export interface ReportedFinding {
  code: string;
  severity: 'error' | 'warning' | 'info';
  message: string;
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
  /**
   * What the editor offers to do about it, the likeliest first.
   */
  fixes: string[];
}
