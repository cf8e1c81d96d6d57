export { controlRun, RunControlError, resumeRun, startRun } from './control';
export { endStep } from './ending';
export { finishRun } from './finish';
export { ALL_PAUSED } from './gate';
export { laneStep } from './lane';
export { guardFor, leaveStep } from './leaving';
export { listStep } from './listing';
export { settleStep } from './settling';
