export { type Circumstances, type Decision, decide, type Reason, reasonText } from './decide';
