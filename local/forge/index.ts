export { ResolverError } from './bridge';
export { type ForgeHost, startForgeHost } from './host';
export type { KvsView } from './kvsView';
export type { Meter, MeterTotals } from './meter';
export { HostBusyError } from './passing';
export type { QueueView } from './queue';
export {
  defaultSettings,
  type ForgeHostOptions,
  type HostSettings,
  HostSetupError,
  type InvocationKind,
  type InvocationReport,
  type LogLine,
  type Outcome,
  type Principal,
  type ProductTarget,
  type ResolverCall,
} from './types';
