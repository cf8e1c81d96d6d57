/** What the space settings page and its resolvers say to each other. The space is the one that the page is in: never a payload's. */
import type { Comparison, Forecast, Preview, Rule, SpaceSelection, Verification } from './selection';
import type { ActivityFilter, ActivityPage, Connection, Counts, RunView } from './siteAdmin';

export interface SpaceAdminApi {
  spaceOverview: { payload: undefined; answer: SpaceOverview };
  spaceSelection: { payload: undefined; answer: SpaceSelection };
  forecastSpace: { payload: { rules: Rule[] }; answer: Forecast };
  saveSpaceSelection: { payload: { rules: Rule[] }; answer: SpaceSelection };
  listReasons: { payload: { state: ReasonState; cursor?: string }; answer: ReasonPage };
  spaceActivity: { payload: Omit<ActivityFilter, 'spaceId'> & { cursor?: string }; answer: ActivityPage };
  previewInSpace: { payload: { content: string }; answer: Preview };
  compareOwnSpace: { payload: { cursor?: string }; answer: Comparison };
  resyncOwnSpace: { payload: undefined; answer: RunView };
  verifyOwnSpace: { payload: { mend: boolean }; answer: Verification };
  saveInstructions: { payload: { instructions: string }; answer: SpaceOverview };
}
export type SpaceAdminCall = keyof SpaceAdminApi;

export type ReasonState = 'out' | 'held' | 'failed';
/** Contents of the space in one state, by what the app knows now. */
export interface ReasonPage {
  rows: ReasonRow[];
  cursor: string | null;
}
export interface ReasonRow {
  contentId: string;
  contentType: 'page' | 'blogpost';
  /** Looked up as the admin who asks; null if that admin may not see the content or it is gone. */
  title: string | null;
  url: string | null;
  reason: string | null;
  /** Something of it is in the repository all the same. */
  inRepository: boolean;
  /** When it was looked at last; null if it never was. */
  readAt: number | null;
}

export interface SpaceOverview {
  spaceId: string;
  spaceKey: string;
  spaceName: string;
  connection: Connection['state'];
  paused: boolean;
  included: 'all' | 'parts' | 'none';
  /** Why it can't be changed here, for the space's admin to read. Null: it can. */
  locked: string | null;
  selfService: 'decide' | 'narrow' | 'none';
  /** Why these can't be done here by this very person, for them to read. Null: they can. */
  lockedWork: { resync: string | null; mend: string | null; instructions: string | null };
  counts: Counts;
  lastPushAt: number | null;
  run: RunView | null;
  /** How many contents are not in Qontext as they are in Confluence, and why; those never sent, too. The most frequent first. */
  reasons: { state: ReasonState; reason: string; count: number }[];
  instructions: string;
}
