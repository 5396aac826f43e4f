import { startPage } from '../../../../webview/ui/startPage';
import { vsCodeButton, vsCodeProgressRing } from '../../../../webview/ui/toolkit';
import { startParts } from './app';
import './parts.css';

startPage([vsCodeButton(), vsCodeProgressRing()], startParts);
