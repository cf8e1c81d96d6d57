/** What the item in a page's byline and its resolvers say to each other. The page is the one that the item is on: never a payload's. */
import type { Preview } from './selection';

export interface PageStatusApi {
  pageStatus: { payload: undefined; answer: PageStatus };
  previewPage: { payload: undefined; answer: Preview };
  sendNow: { payload: undefined; answer: PageStatus };
  choosePage: { payload: { choice: 'include' | 'exclude' | 'none' }; answer: PageStatus };
}
export type PageStatusCall = keyof PageStatusApi;

/** 'none': nothing of the space is selected, and nothing is known of the page. */
export type PageState = 'current' | 'pending' | 'held' | 'out' | 'failed' | 'none';
export interface PageStatus {
  state: PageState;
  /** A few words for the byline. */
  label: string;
  /** Why it is held, out or failed; only what the reader may know. */
  reason: string | null;
  sentVersion: number | null;
  sentAt: number | null;
  /** Where it is in the repository, and what was lost; for admins of the space only. */
  path: string | null;
  audience: string | null;
  warnings: { text: string; count: number }[];
  /** The page's own rule, for who may choose; 'none': the rules above it decide. */
  chosen: 'include' | 'exclude' | 'none';
  /** What this reader may do here, and what would change something. `undo`: take back the choice for this page alone. */
  may: { preview: boolean; sendNow: boolean; include: boolean; exclude: boolean; undo: boolean };
  /** What else would have to change so that the page is sent, and where; for admins of the space only. */
  advice: string | null;
}
