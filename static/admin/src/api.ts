import { invoke } from '@forge/bridge';
import type { SiteAdminApi } from '../../../src/api/siteAdmin';
import type { SpaceAdminApi } from '../../../src/api/spaceAdmin';

/** A resolver refused or failed. The message is for the admin to read. */
export class ResolverError extends Error {
  override name = 'ResolverError';
}

// How Forge's bridge opens the message of an error that a resolver threw.
const BRIDGE_PREFIX = /^(Error: )?There was an error invoking the function - /;

/** Both pages' resolvers: their names differ, and each page calls its own. */
type Api = SiteAdminApi & SpaceAdminApi;
type Call = keyof Api;
type Payload<K extends Call> = Api[K]['payload'] extends undefined ? [] : [payload: Api[K]['payload']];

/**
 * Calls a resolver of the page that is shown.
 *
 * @throws ResolverError with what the resolver said
 */
export async function call<K extends Call>(name: K, ...payload: Payload<K>): Promise<Api[K]['answer']> {
  try {
    // The resolvers are built on the same list of types.
    return (await invoke(name, payload[0])) as Api[K]['answer'];
  } catch (error) {
    throw new ResolverError(messageOf(error));
  }
}

export function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(BRIDGE_PREFIX, '') || 'The app gave no reason.';
}
