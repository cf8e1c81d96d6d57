/** The views for previews and comparisons, and those of a space, in every state: see everyState.ts. */
import { everyState } from './everyState';
import { readingScenes } from './scenesOfReading';
import { spaceScenes } from './scenesOfSpace';

everyState([...readingScenes, ...spaceScenes]);
