export { onContentEvent, onLifecycleEvent, onSpaceEvent } from './entry/events';
export { pageStatus, pageStatusProperties } from './entry/pageStatus';
export { onTouch, onWork } from './entry/queue';
export { onTick } from './entry/schedule';
export { siteAdmin } from './entry/siteAdmin';
export { spaceAdmin } from './entry/spaceAdmin';
