import { connectPage } from '../ui/page';
import {
  registerToolkit,
  vsCodeButton,
  vsCodeCheckbox,
  vsCodePanels,
  vsCodePanelTab,
  vsCodePanelView,
  vsCodeProgressRing,
  vsCodeTextArea,
  vsCodeTextField,
} from '../ui/toolkit';
import { startWizard } from './app';
import './wizard.css';

registerToolkit(
  vsCodeButton(),
  vsCodeCheckbox(),
  vsCodePanels(),
  vsCodePanelTab(),
  vsCodePanelView(),
  vsCodeProgressRing(),
  vsCodeTextArea(),
  vsCodeTextField(),
);

const root = document.getElementById('root');
if (root) startWizard(root, connectPage());
