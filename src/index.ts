export { onContentEvent, onLifecycleEvent, onSpaceEvent } from './entry/events';
export { onTouch, onWork } from './entry/queue';
export { onTick } from './entry/schedule';
export { siteAdmin } from './entry/siteAdmin';
