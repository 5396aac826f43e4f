import type { SecretMethods } from '../../src/protocol/secret';
import { startPage } from '../ui/startPage';
import { vsCodeButton } from '../ui/toolkit';
import { startSecret } from './app';
import './secret.css';

startPage<SecretMethods, object>([vsCodeButton()], startSecret);
