import { invoke } from '@forge/bridge';
import type { SiteAdminApi, SiteAdminCall } from '../../../src/api/siteAdmin';

/** A resolver refused or failed. The message is for the admin to read. */
export class ResolverError extends Error {
  override name = 'ResolverError';
}

// How Forge's bridge opens the message of an error that a resolver threw.
const BRIDGE_PREFIX = /^(Error: )?There was an error invoking the function - /;

type Payload<K extends SiteAdminCall> = SiteAdminApi[K]['payload'] extends undefined ? [] : [payload: SiteAdminApi[K]['payload']];

/**
 * Calls a resolver of the site settings page.
 *
 * @throws ResolverError with what the resolver said
 */
export async function call<K extends SiteAdminCall>(name: K, ...payload: Payload<K>): Promise<SiteAdminApi[K]['answer']> {
  try {
    // The resolvers are built on the same list of types.
    return (await invoke(name, payload[0])) as SiteAdminApi[K]['answer'];
  } catch (error) {
    throw new ResolverError(messageOf(error));
  }
}

export function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(BRIDGE_PREFIX, '') || 'The app gave no reason.';
}
