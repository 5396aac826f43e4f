import { startPage } from '../ui/startPage';
import { vsCodeButton, vsCodeProgressRing, vsCodeTextArea } from '../ui/toolkit';
import { startKeyPage } from './app';
import './key.css';

startPage([vsCodeButton(), vsCodeProgressRing(), vsCodeTextArea()], startKeyPage);
