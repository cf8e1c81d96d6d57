export type { ControlPort, InvocationRow } from './control';
export { adminPath, controlPath, spaceSettingsPath } from './layout';
export { listenShell, type SettingsSpace, type Shell, type ShellOptions, type SpaceModule, type Visitor } from './shell';
