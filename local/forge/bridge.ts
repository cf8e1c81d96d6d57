import * as z from 'zod';
import { type AppIdentity, callContext, localIdOf } from './installation';
import type { Invoker } from './invoker';
import type { HostSettings, ResolverCall } from './types';

/** Why a call of a page was not answered. The message is the one that the function's error carried, as the bridge passes it on. */
export class ResolverError extends Error {
  override name = 'ResolverError';
}

export interface BridgeOptions extends AppIdentity {
  invoker: Invoker;
  settings: HostSettings;
  now(): number;
  ended(): void;
}

const maxRequestBytes = 500 * 1024;
const maxAnswerBytes = 5 * 1024 * 1024;
const minute = 60_000;

/** Calls of a page: the function is the one of the module's resolver in the manifest. Answers the body, or throws ResolverError. */
export function bridge(options: BridgeOptions): (call: ResolverCall) => Promise<unknown> {
  const { manifest, invoker, settings } = options;
  const calls = new Map<string, { minute: number; count: number }>();
  const countUser = (accountId: string): void => {
    const index = Math.floor(options.now() / minute);
    const known = calls.get(accountId);
    const count = known?.minute === index ? known.count + 1 : 1;
    if (count > settings.userInvocationsPerMinute) throw new ResolverError('Too many calls by this user in one minute.');
    calls.set(accountId, { minute: index, count });
  };
  return async (call) => {
    const resolver = manifest.resolvers.get(call.moduleKey);
    if (!resolver) throw new ResolverError(`manifest.yml has no module ${call.moduleKey} with a resolver.`);
    const payload = JSON.parse(JSON.stringify({ payload: call.payload })).payload;
    if (Buffer.byteLength(JSON.stringify(payload) ?? '') > maxRequestBytes)
      throw new ResolverError('The payload of a call has at most 500 KB.');
    countUser(call.accountId);
    const { moduleType, functionKey } = resolver;
    const context = callContext(options, call.moduleKey, { type: moduleType, ...call.extension });
    const body = { call: { functionKey: call.functionKey, payload }, context, contextToken: 'local' };
    const finished = await invoker.invoke({
      kind: 'resolver',
      functionKey,
      moduleKey: call.moduleKey,
      moduleType,
      body,
      accountId: call.accountId,
    });
    options.ended();
    if (finished.error !== null) throw new ResolverError(finished.error);
    if (Buffer.byteLength(JSON.stringify(finished.body) ?? '') > maxAnswerBytes)
      throw new ResolverError('The answer of a call has at most 5 MB.');
    return call.metadata === undefined ? finished.body : { body: finished.body, metadata: call.metadata };
  };
}

/** What a module's dynamicProperties function may say; anything else that it answers is not looked at. */
const properties = z.object({ title: z.string().optional(), icon: z.string().optional(), tooltip: z.string().optional() });
export type DynamicProperties = z.infer<typeof properties>;
export type PropertiesCall = Pick<ResolverCall, 'moduleKey' | 'accountId' | 'extension'>;

/**
 * Asks a module's dynamicProperties function, for one reader of one page. Its payload is flat: site and extension, no call and no context
 * (manifest reference, Confluence content byline item). Rejects with ResolverError; the caller shows what the manifest says then.
 */
export function askProperties(options: BridgeOptions): (call: PropertiesCall) => Promise<DynamicProperties> {
  return async ({ moduleKey, accountId, extension }) => {
    const named = options.manifest.dynamicProperties.get(moduleKey);
    if (!named) throw new ResolverError(`manifest.yml has no module ${moduleKey} with dynamicProperties.`);
    const { functionKey, moduleType } = named;
    const body = { cloudId: options.cloudId, localId: localIdOf(options, moduleKey), extension: { type: moduleType, ...extension } };
    const finished = await options.invoker.invoke({ kind: 'resolver', functionKey, moduleKey, moduleType, body, accountId });
    options.ended();
    if (finished.error !== null) throw new ResolverError(finished.error);
    const parsed = properties.safeParse(finished.body);
    if (!parsed.success)
      throw new ResolverError(`${functionKey} must answer title, icon and tooltip as texts: ${z.prettifyError(parsed.error)}`);
    return parsed.data;
  };
}
