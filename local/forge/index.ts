/**
 * The local Forge host: runs an app's real function bundle, as the bundler makes it, in a process of its own over the platform's wire contract.
 * Not modelled: web triggers, endpoints and remotes, SQL, object store, realtime, licences;
 * requests and bytes a second of the key-value store. Concurrent invocations share one process, where the platform would start more.
 */
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
export { type WarmProcesses, warmProcesses } from './warmProcesses';
