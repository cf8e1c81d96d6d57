import type * as v from '@badrap/valita';
import Resolver, { type Request } from '@forge/resolver';
import { asUserChecks, ConfluenceError, type TitleAndUrl } from '../confluence';
import { requestAsUser } from '../confluence/forge';
import type { AccountId, ContentId, ContentRef } from '../content';
import { QontextError, type Repository } from '../qontext';
import { SelectionFullError, StoreBusyError } from '../store';
import { ConnectError, NothingToPreviewError, type Ports, RunControlError } from '../sync';
import { log } from './log';
import { wire } from './ports';
import { requestSignal } from './requestSignal';

/** Forge gives a resolver 25 s. */
const SECONDS = 25;

/** Whose message is for the person in front of the screen. Every other error is told in general words, and named in the log. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
}
const isForThePerson = (error: unknown): error is Error =>
  [RefusedError, ConnectError, RunControlError, NothingToPreviewError, SelectionFullError, StoreBusyError].some(
    (kind) => error instanceof kind,
  );

/** The person who called, as Confluence knows them: the account id comes from the platform, not from the browser. */
export interface Caller {
  accountId: AccountId;
  /** Titles as this person sees them. */
  titles(refs: ContentRef[]): Promise<Map<ContentId, TitleAndUrl>>;
  isSiteAdmin(): Promise<boolean>;
  isSpaceAdmin(spaceKey: string): Promise<boolean>;
}
export interface Call {
  ports: Ports;
  openRepository(apiKey: string): Repository;
  caller: Caller;
}
/** Where the page or the item stands that the call comes from, as the platform says. */
export type Place = Record<string, unknown>;

export interface Contract {
  [name: string]: { payload: unknown; answer: unknown };
}
export interface Handler<C extends Call, P, A> {
  payload: v.Type<P>;
  run(call: C, payload: P): Promise<A>;
}
/** One handler for each call of the contract: a name that is missing, or one too many, does not compile. */
export type Handlers<Api, C extends Call> = {
  [K in keyof Api]: Api[K] extends { payload: infer P; answer: infer A } ? Handler<C, P, A> : never;
};

interface ResolverContext {
  accountId?: string;
  siteUrl?: string;
  extension?: Place;
}

/**
 * Rule 12: each call, whatever the page shows, first goes through `admit`, which asks Confluence as the caller whether this person may do
 * this here, and throws RefusedError if not. Nothing of the app's is read or changed before that.
 */
export function resolverOf<Api extends object, C extends Call>(
  handlers: Handlers<Api, C>,
  admit: (call: Call, place: Place) => Promise<C>,
) {
  const resolver = new Resolver();
  for (const [name, handler] of Object.entries(handlers)) {
    // The record's own type says that each value is a handler; Object.entries does not carry it over.
    const one = handler as Handler<C, unknown, unknown>;
    resolver.define(name, (request: Request) => answer(name, one, admit, request) as Promise<Record<string, unknown>>);
  }
  const definitions = resolver.getDefinitions();
  /** The SDK looks a name up in a plain record, and would find what every record inherits: 'constructor', without any check. */
  const known: typeof definitions = async (call, runtime) => {
    if (!Object.hasOwn(handlers, call.call.functionKey))
      throw new RefusedError('The app does not know what the page asked for. Reload the page.');
    return definitions(call, runtime);
  };
  return known;
}

async function answer<C extends Call>(
  name: string,
  handler: Handler<C, unknown, unknown>,
  admit: (call: Call, place: Place) => Promise<C>,
  request: Request,
): Promise<unknown> {
  const context: ResolverContext = request.context;
  const { ports, openRepository, finish } = wire(`resolver:${name}`, SECONDS);
  try {
    if (!context.accountId) throw new RefusedError('Sign in to Confluence to use this.');
    const { now, random, invocation } = ports;
    const checks = asUserChecks({
      request: requestAsUser(() => requestSignal(invocation.deadline)),
      now,
      random,
      sleep: () => Promise.resolve(),
      deadline: () => invocation.deadline,
    });
    const call = await admit({ ports, openRepository, caller: { accountId: context.accountId, ...checks } }, context.extension ?? {});
    const payload = parse(handler.payload, request.payload);
    if (context.siteUrl) await ports.store.settings.saveSiteUrl(`${context.siteUrl.replace(/\/+$/, '').replace(/\/wiki$/, '')}/wiki`);
    return await handler.run(call, payload);
  } catch (error) {
    if (isForThePerson(error)) throw error;
    log('resolver failed', { call: name, error: error instanceof Error ? error.name : 'unknown', ...factsOf(error) });
    throw new Error(`This did not work: ${whoFailed(error)}. Try again; if it stays so, look at Health.`);
  } finally {
    await finish();
  }
}

/** Neither operation nor status is of anybody's content. */
function factsOf(error: unknown): { operation?: string; status?: number; code?: string } {
  if (error instanceof ConfluenceError) return { operation: error.operation, status: error.status };
  return error instanceof QontextError ? { code: error.code, status: error.status } : {};
}

function whoFailed(error: unknown): string {
  const asked = (status: number) => {
    if (status === 0) return 'could not be reached';
    return status < 300 ? 'answered in a way that the app does not understand' : `answered ${status}`;
  };
  if (error instanceof ConfluenceError) return `Confluence ${asked(error.status)} (${error.operation})`;
  if (error instanceof QontextError) return `Qontext ${asked(error.status)} (${error.code})`;
  return 'the app’s own store did not answer as expected';
}

function parse<T>(schema: v.Type<T>, payload: unknown): T {
  const parsed = schema.try(payload, { mode: 'strict' });
  if (parsed.ok) return parsed.value;
  const where = parsed.issues[0]?.path.join('.');
  throw new RefusedError(`The page sent something that the app does not take${where ? ` (${where})` : ''}. Reload the page and try again.`);
}
