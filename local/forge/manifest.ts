import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';
import { HostSetupError } from './types';

const attribute = z.looseObject({ type: z.enum(['string', 'integer', 'float', 'boolean', 'any']), required: z.boolean().optional() });
const index = z.union([
  z.string(),
  z.looseObject({ name: z.string(), partition: z.array(z.string()).optional(), range: z.array(z.string()).max(1).optional() }),
]);
const entity = z.looseObject({ name: z.string(), attributes: z.record(z.string(), attribute), indexes: z.array(index).max(7).optional() });
const address = z.union([z.string(), z.looseObject({ address: z.string().optional(), remote: z.string().optional() })]);
const event = z.union([z.string(), z.looseObject({ eventType: z.string() })]);

/** Only what the host acts on; the rest of a manifest is checked by Atlassian's own validation. */
const manifestSchema = z.looseObject({
  app: z.looseObject({
    id: z.string(),
    runtime: z.looseObject({ memoryMB: z.number().optional() }).optional(),
    storage: z.looseObject({ entities: z.array(entity).max(20).optional() }).optional(),
  }),
  permissions: z
    .looseObject({
      scopes: z.union([z.array(z.string()), z.record(z.string(), z.unknown())]).optional(),
      external: z.looseObject({ fetch: z.looseObject({ backend: z.array(address).optional() }).optional() }).optional(),
    })
    .optional(),
  remotes: z.array(z.looseObject({ key: z.string(), baseUrl: z.unknown() })).optional(),
  modules: z.looseObject({
    function: z.array(z.looseObject({ key: z.string(), handler: z.string(), timeoutSeconds: z.number().int().min(1).max(900).optional() })),
    trigger: z.array(z.looseObject({ key: z.string(), function: z.string().optional(), events: z.array(event) })).optional(),
    scheduledTrigger: z
      .array(z.looseObject({ key: z.string(), function: z.string().optional(), interval: z.enum(['fiveMinute', 'hour', 'day', 'week']) }))
      .optional(),
    consumer: z.array(z.looseObject({ key: z.string(), queue: z.string(), function: z.string().optional() })).optional(),
  }),
});

export interface EntityIndex {
  name: string;
  partition: string[];
  range: string | null;
}
export interface EntityType {
  name: string;
  attributes: Map<string, { type: 'string' | 'integer' | 'float' | 'boolean' | 'any'; required: boolean }>;
  indexes: Map<string, EntityIndex>;
}
export interface AppFunction {
  key: string;
  handler: string;
  timeoutSeconds: number | null;
}
export interface AppManifest {
  appId: string;
  memoryMb: number;
  functions: Map<string, AppFunction>;
  triggers: { key: string; functionKey: string; events: string[] }[];
  scheduled: { key: string; functionKey: string; intervalMs: number }[];
  /** By queue name. */
  consumers: Map<string, { key: string; functionKey: string }>;
  /** By key of the module that has a resolver. */
  resolvers: Map<string, { functionKey: string; moduleType: string }>;
  /** By key of the module whose title, icon and tooltip a function says. */
  dynamicProperties: Map<string, { functionKey: string; moduleType: string }>;
  scopes: Set<string>;
  /** Scopes that the app may use as a user who is not there. */
  impersonation: Set<string>;
  external: unknown;
  /** Addresses that functions may call, e.g. https://api.example.com or https://*.example.com. */
  egress: string[];
  entities: Map<string, EntityType>;
}

const minute = 60_000;
const intervals = { fiveMinute: 5 * minute, hour: 60 * minute, day: 24 * 60 * minute, week: 7 * 24 * 60 * minute };
const defaultMemoryMb = 512;

/** Reads manifest.yml of an app folder. Throws HostSetupError for what is missing, and for modules that this host can't run. */
export function readManifest(appDir: string): AppManifest {
  const file = join(appDir, 'manifest.yml');
  const parsed = manifestSchema.safeParse(parse(readFileSync(file, 'utf8')));
  if (!parsed.success) throw new HostSetupError(`${file}: ${z.prettifyError(parsed.error)}`);
  const { app, modules, permissions, remotes } = parsed.data;
  const functions = new Map(
    modules.function.map(({ key, handler, timeoutSeconds }) => [key, { key, handler, timeoutSeconds: timeoutSeconds ?? null }]),
  );
  const functionOf = (module: { key: string; function?: string | undefined }): string => {
    if (module.function && functions.has(module.function)) return module.function;
    throw new HostSetupError(
      `${file}: module ${module.key} names no function of this manifest. Endpoints and consumer resolvers are not supported here.`,
    );
  };
  const scopes = permissions?.scopes ?? [];
  return {
    appId: app.id,
    memoryMb: app.runtime?.memoryMB ?? defaultMemoryMb,
    functions,
    triggers: (modules.trigger ?? []).map((trigger) => ({
      key: trigger.key,
      functionKey: functionOf(trigger),
      events: trigger.events.map((each) => (typeof each === 'string' ? each : each.eventType)),
    })),
    scheduled: (modules.scheduledTrigger ?? []).map((trigger) => ({
      key: trigger.key,
      functionKey: functionOf(trigger),
      intervalMs: intervals[trigger.interval],
    })),
    consumers: new Map(
      (modules.consumer ?? []).map((consumer) => [consumer.queue, { key: consumer.key, functionKey: functionOf(consumer) }]),
    ),
    resolvers: modulesWith('resolver', modules, functions),
    dynamicProperties: modulesWith('dynamicProperties', modules, functions),
    scopes: new Set(Array.isArray(scopes) ? scopes : Object.keys(scopes)),
    impersonation: new Set(Array.isArray(scopes) ? [] : Object.keys(scopes).filter((name) => allowsImpersonation(scopes[name]))),
    external: permissions?.external ?? {},
    egress: (permissions?.external?.fetch?.backend ?? []).map((each) => egressAddress(each, remotes ?? [], file)),
    entities: new Map((app.storage?.entities ?? []).map((each) => [each.name, entityType(each)])),
  };
}

/** Modules that name a function of this manifest in a property of this name, as `resolver: { function }`. */
function modulesWith(
  property: 'resolver' | 'dynamicProperties',
  modules: Record<string, unknown>,
  functions: Map<string, AppFunction>,
): AppManifest['resolvers'] {
  const named = z.looseObject({ function: z.string() });
  const found: AppManifest['resolvers'] = new Map();
  for (const [moduleType, list] of Object.entries(modules)) {
    if (!Array.isArray(list) || moduleType === 'consumer') continue;
    for (const entry of list) {
      const module = z.looseObject({ key: z.string() }).safeParse(entry);
      const by = module.success ? named.safeParse(module.data[property]) : null;
      if (module.success && by?.success && functions.has(by.data.function))
        found.set(module.data.key, { functionKey: by.data.function, moduleType });
    }
  }
  return found;
}

const allowsImpersonation = (scope: unknown): boolean =>
  typeof scope === 'object' && scope !== null && 'allowImpersonation' in scope && scope.allowImpersonation === true;

function egressAddress(entry: z.infer<typeof address>, remotes: { key: string; baseUrl: unknown }[], file: string): string {
  if (typeof entry === 'string') return entry;
  if (entry.address) return entry.address;
  const remote = remotes.find(({ key }) => key === entry.remote);
  if (typeof remote?.baseUrl === 'string') return remote.baseUrl;
  throw new HostSetupError(`${file}: external.fetch.backend names remote ${entry.remote}, which has no base URL.`);
}

function entityType(given: z.infer<typeof entity>): EntityType {
  const attributes = Object.entries(given.attributes).map(
    ([name, { type, required }]) => [name, { type, required: required ?? false }] as const,
  );
  const indexes = (given.indexes ?? []).map((each): EntityIndex => {
    // The short form indexes one attribute: its values are the range, and there is no partition.
    if (typeof each === 'string') return { name: each, partition: [], range: each };
    return { name: each.name, partition: each.partition ?? [], range: each.range?.[0] ?? null };
  });
  return { name: given.name, attributes: new Map(attributes), indexes: new Map(indexes.map((each) => [each.name, each])) };
}
