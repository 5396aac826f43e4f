import { startPage } from '../ui/startPage';
import { vsCodeButton, vsCodeProgressRing } from '../ui/toolkit';
import { startKeyPage } from './app';
import './key.css';

startPage([vsCodeButton(), vsCodeProgressRing()], startKeyPage);
