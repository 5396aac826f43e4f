import { startPage } from '../ui/startPage';
import { vsCodeButton, vsCodeProgressRing, vsCodeTextArea } from '../ui/toolkit';
import { startAccess } from './app';
import './access.css';

startPage([vsCodeButton(), vsCodeProgressRing(), vsCodeTextArea()], startAccess);
