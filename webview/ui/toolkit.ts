import { provideVSCodeDesignSystem, type vsCodeButton } from '@vscode/webview-ui-toolkit';

/**
 * The one place that knows @vscode/webview-ui-toolkit, so that a successor is this file and some markup.
 * Left out on purpose: `vscode-tag` writes in capitals what is case-sensitive in AWS, and `vscode-badge`
 * needs a weaker content security policy.
 */
export {
  vsCodeButton,
  vsCodeCheckbox,
  vsCodeDataGrid,
  vsCodeDataGridCell,
  vsCodeDataGridRow,
  vsCodeDivider,
  vsCodeDropdown,
  vsCodeLink,
  vsCodeOption,
  vsCodePanels,
  vsCodePanelTab,
  vsCodePanelView,
  vsCodeProgressRing,
  vsCodeRadio,
  vsCodeRadioGroup,
  vsCodeTextArea,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';

/** What `vsCodeButton()` and its like return. The toolkit's own types leave it open. */
type Component = ReturnType<typeof vsCodeButton>;

/** Registers the components that a page names, and only those: the others stay out of its bundle. */
export function registerToolkit(...components: Component[]): void {
  provideVSCodeDesignSystem().register(...components);
}
