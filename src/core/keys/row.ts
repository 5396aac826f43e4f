/** What one row of the tree looks like, in the editor's terms but without the editor. */
export interface Row {
  label: string;
  description: string;
  /** Id of a product icon, with the id of the theme colour where it has one. */
  icon: string;
  color?: string;
  expandable: boolean;
  expanded?: boolean;
  /** Words for `when` clauses; a menu looks for one of them. */
  tokens: string[];
  tooltip?: string;
  /** What a screen reader says in place of label and description, where those say less than the tooltip. */
  spoken?: string;
  /** The command of a click, run with the node. */
  command?:
    | 'kms.loadMore'
    | 'kms.retry'
    | 'kms.connection.signIn'
    | 'kms.createKey'
    | 'kms.policy.open'
    | 'kms.openKey'
    | 'kms.clearFilter';
}
