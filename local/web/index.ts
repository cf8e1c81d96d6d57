export type { ControlPort, InvocationRow } from './control';
export { adminPath, controlPath } from './layout';
export { type Listening, listenShell, type ShellOptions, type Visitor } from './shell';
