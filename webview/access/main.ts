import { connectPage } from '../ui/page';
import { registerToolkit, vsCodeButton, vsCodeProgressRing, vsCodeTextArea } from '../ui/toolkit';
import { startAccess } from './app';
import './access.css';

registerToolkit(vsCodeButton(), vsCodeProgressRing(), vsCodeTextArea());

const root = document.getElementById('root');
if (root) startAccess(root, connectPage());
