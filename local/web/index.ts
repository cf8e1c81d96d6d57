export type { ControlPort, InvocationRow } from './control';
export { adminPath, controlPath } from './layout';
export { listenShell, type Shell, type ShellOptions, type Visitor } from './shell';
