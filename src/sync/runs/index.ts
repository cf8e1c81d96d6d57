export { controlRun, finishRun, RunControlError, resumeRun, startRun } from './control';
export { ALL_PAUSED } from './gate';
export { laneStep } from './lane';
export { guardFor, leaveStep } from './leaving';
export { listStep } from './listing';
export { settleStep } from './settling';
