import type { Clock } from '../../clock';
import { appUser, type Person, people } from '../../people';
import type { SeedSite } from '../seed';
import type { ConfluenceSettings } from '../settings';
import { commentChanges } from './commentChanges';
import { contentChanges } from './contentChanges';
import type { Context } from './context';
import type { EventPayload } from './events';
import { partChanges } from './partChanges';
import { pageByTitle } from './placing';
import { restrictionChanges } from './restrictionChanges';
import { searchIndex } from './searchIndex';
import { seedSite } from './seeding';
import { spaceChanges } from './spaceChanges';
import { emptyState } from './state';
import { taskChanges } from './taskChanges';
import { treeChanges } from './treeChanges';

export { ModelError } from './context';
export type { EventPayload } from './events';
export type * from './types';

/**
 * The site: its database and every change that a person can make to it. Each change takes the account id of who makes it first,
 * happens at once, and tells the listeners what Confluence would tell an app. A change that cannot be made throws a ModelError.
 */
export type Model = ReturnType<typeof createModel>;

export interface ModelOptions {
  seed: SeedSite;
  clock: Clock;
  settings: ConfluenceSettings;
}

export function createModel({ seed, clock, settings }: ModelOptions) {
  const state = emptyState(seed.host, [appUser, ...people]);
  const listeners = new Set<(event: EventPayload) => void>();
  const index = searchIndex(state, clock, settings);
  const context: Context = {
    state,
    clock,
    settings,
    index,
    emit(event) {
      for (const listener of listeners) listener(structuredClone(event));
    },
  };
  seedSite(context, seed);

  return {
    state,
    index,
    /** The listener gets a copy of each event. Returns what stops it. */
    onEvent(listener: (event: EventPayload) => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    person: (accountId: string): Person | undefined => state.people.get(accountId),
    /** The page of this title; exact, as page links in bodies are. */
    pageByTitle: (spaceId: string, title: string) => pageByTitle(context, spaceId, title),
    ...contentChanges(context),
    ...treeChanges(context),
    ...restrictionChanges(context),
    ...commentChanges(context),
    ...taskChanges(context),
    ...partChanges(context),
    ...spaceChanges(context),
  };
}
