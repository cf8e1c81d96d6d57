import { type AppIdentity, callContext } from './installation';
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
