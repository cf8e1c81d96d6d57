export { type Circumstances, decide, type Decision, type Reason, reasonText } from './decide';
