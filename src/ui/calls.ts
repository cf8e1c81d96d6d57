import { invoke } from '@forge/bridge';
import type { PageStatusApi, PageStatusCall } from '../api/pageStatus';

// How Forge's bridge opens the message of an error that a resolver threw.
const BRIDGE_PREFIX = /^(Error: )?There was an error invoking the function - /;

type Payload<K extends PageStatusCall> = PageStatusApi[K]['payload'] extends undefined ? [] : [payload: PageStatusApi[K]['payload']];

/**
 * Calls a resolver of the byline item. Which page it is about is Confluence's word, not ours.
 *
 * @throws Error with what the resolver said, for the reader
 */
export async function call<K extends PageStatusCall>(name: K, ...payload: Payload<K>): Promise<PageStatusApi[K]['answer']> {
  try {
    // The resolvers are built on the same list of types.
    return (await invoke(name, payload[0])) as PageStatusApi[K]['answer'];
  } catch (error) {
    throw new Error(messageOf(error));
  }
}

export function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(BRIDGE_PREFIX, '') || 'The app gave no reason.';
}
