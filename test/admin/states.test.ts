/** The views for the site, in every state: see everyState.ts. */
import { everyState } from './everyState';
import { scenes } from './scenes';

everyState(scenes);
