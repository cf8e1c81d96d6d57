export { type Aligned, align, giveUpForNow, retryAfterMs } from './align';
export { ConnectError, connect, disconnect, markBroken, validateConnection } from './connect';
export { type Cause, type Ports, type Queue, QueueFullError, type Touch, type Work } from './ports';
export { controlRun, RunControlError, startRun } from './runs';
export { choosePage, excludeSpace, followKeywords, includeSpace, lockedReason, savePolicy, saveRules } from './select';
export { tick } from './tick';
export { doWork, lockOf } from './work';
