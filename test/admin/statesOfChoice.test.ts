/** The views for choosing and the other ways to choose, in every state: see everyState.ts. */
import { everyState } from './everyState';
import { choiceScenes } from './scenesOfChoice';
import { otherWayScenes } from './scenesOfOtherWays';

everyState([...choiceScenes, ...otherWayScenes]);
