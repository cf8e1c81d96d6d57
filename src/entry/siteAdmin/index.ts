import Resolver, { type Request } from '@forge/resolver';
import type * as z from 'zod/mini';
import type { SiteAdminApi, SiteAdminCall } from '../../api/siteAdmin';
import { asUserChecks } from '../../confluence';
import { requestAsUser } from '../../confluence/forge';
import { ConnectError, RunControlError } from '../../sync';
import { log } from '../log';
import { wire } from '../ports';
import { type Caller, type Handler, handlers } from './handlers';

/** Forge gives a resolver 25 s. */
const SECONDS = 25;

/** Whose message is for the person in front of the screen. Every other error is told in general words, and named in the log. */
class RefusedError extends Error {
  override readonly name = 'RefusedError';
}
const isForThePerson = (error: unknown): error is Error =>
  error instanceof RefusedError || error instanceof ConnectError || error instanceof RunControlError;

/** Forge hands these over beside the payload; the account id comes from the platform, not from the browser. */
interface ResolverContext {
  accountId?: string;
  siteUrl?: string;
}

/**
 * Rule 12: each call, whatever the page shows, first asks Confluence as the caller whether the caller administers the site.
 * Nothing is read or changed before that.
 */
async function answer<K extends SiteAdminCall>(name: K, handler: Handler<K>, request: Request): Promise<SiteAdminApi[K]['answer']> {
  const context: ResolverContext = request.context;
  const { ports, openRepository, finish } = wire(`resolver:${name}`, SECONDS);
  try {
    if (!context.accountId) throw new RefusedError('Sign in to Confluence to use this page.');
    const { now, random, invocation } = ports;
    const checks = asUserChecks({
      request: requestAsUser(),
      now,
      random,
      sleep: () => Promise.resolve(),
      deadline: () => invocation.deadline,
    });
    if (!(await checks.isSiteAdmin()))
      throw new RefusedError('Only Confluence administrators may use this page. Ask one of yours to do this, or to make you one.');
    const payload = parse(handler.payload, request.payload);
    if (context.siteUrl) await ports.store.settings.saveSiteUrl(`${context.siteUrl.replace(/\/+$/, '').replace(/\/wiki$/, '')}/wiki`);
    const caller: Caller = { accountId: context.accountId, titles: checks.titles };
    return await handler.run({ ports, openRepository, caller }, payload);
  } catch (error) {
    if (isForThePerson(error)) throw error;
    log('resolver failed', { call: name, error: error instanceof Error ? error.name : 'unknown' });
    throw new Error(
      'This did not work: Confluence, Qontext or the app’s own store did not answer as expected. Try again; if it stays so, look at Health.',
    );
  } finally {
    await finish();
  }
}

function parse<T>(schema: z.ZodMiniType<T>, payload: unknown): T {
  const parsed = schema.safeParse(payload);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join('.');
  throw new RefusedError(`The page sent something that the app does not take${where ? ` (${where})` : ''}. Reload the page and try again.`);
}

const resolver = new Resolver();
for (const name of Object.keys(handlers)) define(name as SiteAdminCall);

/** Object.keys loses the names' type; `handlers` has exactly the names of SiteAdminApi. */
function define<K extends SiteAdminCall>(name: K): void {
  // One handler of the record, by its own name: the compiler does not follow that through the mapped type.
  const handler = handlers[name] as Handler<K>;
  resolver.define(name, (request: Request) => answer(name, handler, request) as Promise<Record<string, unknown>>);
}

const definitions = resolver.getDefinitions();

/** The SDK looks a name up in a plain record, and would find what every record inherits: 'constructor', without any check. */
export const siteAdmin: typeof definitions = async (call, runtime) => {
  if (!Object.hasOwn(handlers, call.call.functionKey))
    throw new RefusedError('The app does not know what the page asked for. Reload the page.');
  return definitions(call, runtime);
};
