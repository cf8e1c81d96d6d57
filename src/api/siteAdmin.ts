/**
 * What the admin page and its resolvers say to each other. Types only, imported by both sides.
 * Every resolver checks for itself that the caller administers the site; a refusal comes as an error whose message is for the admin to read.
 */

import type {
  Comparison,
  Forecast,
  PasteRow,
  PolicyView,
  Preview,
  SelectionFileCheck,
  SpaceSelection,
  Verification,
  WantedRules,
} from './selection';

/** Each resolver's name, with its payload and its answer. The one list of them: resolvers, the admin page and the tests are checked against it. */
export interface SiteAdminApi {
  overview: { payload: undefined; answer: Overview };
  connect: { payload: { apiKey: string }; answer: Connection };
  validateConnection: { payload: undefined; answer: Connection };
  disconnect: { payload: undefined; answer: Connection };
  listSpaces: { payload: { query?: string; kind?: SpaceKind; cursor?: string }; answer: SpacePage };
  /** What includeSpace or excludeSpace would do. */
  forecastSwitch: { payload: { spaceId: string; included: boolean }; answer: Forecast };
  includeSpace: { payload: { spaceId: string }; answer: SpaceRow };
  excludeSpace: { payload: { spaceId: string }; answer: SpaceRow };
  startRun: { payload: { kind: 'sweep' | 'resync'; spaceId?: string }; answer: { runs: RunView[] } };
  controlRun: { payload: { runId: string; action: RunAction }; answer: RunView };
  listRuns: { payload: undefined; answer: { runs: RunView[] } };
  listActivity: { payload: ActivityFilter & { cursor?: string }; answer: ActivityPage };
  health: { payload: undefined; answer: Health };
  getSettings: { payload: undefined; answer: Settings };
  saveSettings: { payload: Settings; answer: Settings };
  getSelection: { payload: { spaceId: string }; answer: SpaceSelection };
  forecast: { payload: { wanted: WantedRules[] }; answer: Forecast };
  saveSelection: { payload: { wanted: WantedRules[] }; answer: { selections: SpaceSelection[] } };
  paste: { payload: { text: string }; answer: { rows: PasteRow[] } };
  getPolicy: { payload: undefined; answer: PolicyView };
  /** Null: what it concerns is too much to be counted while somebody waits. */
  forecastPolicy: { payload: PolicyView; answer: Forecast | null };
  savePolicy: { payload: PolicyView; answer: PolicyView };
  exportSelection: { payload: undefined; answer: { yaml: string } };
  checkSelectionFile: { payload: { yaml: string }; answer: SelectionFileCheck };
  applySelectionFile: { payload: { yaml: string }; answer: SelectionFileCheck };
  preview: { payload: { content: string }; answer: Preview };
  compareSpace: { payload: { spaceId: string; cursor?: string }; answer: Comparison };
  verifySpace: { payload: { spaceId: string; mend: boolean }; answer: Verification };
}
export type SiteAdminCall = keyof SiteAdminApi;

export type Connection =
  | { state: 'disconnected' }
  | { state: 'connected'; workspaceName: string; workspaceUrl: string | null; checkedAt: number }
  /** There is a key, and Qontext refused it or could not be asked. Nothing is sent until this is mended. */
  | { state: 'broken'; workspaceName: string | null; checkedAt: number; problem: string };

export interface Overview {
  siteUrl: string;
  connection: Connection;
  /** By the policy's kill switch: nothing is read for Qontext and nothing is sent. */
  paused: boolean;
  includedSpaces: number;
  counts: Counts;
  /** Runs that are not over, newest first. */
  runs: RunView[];
}

/** Contents by where they stand. sent + out + held + failed + pending is all that the app knows of. */
export interface Counts {
  sent: number;
  out: number;
  held: number;
  failed: number;
  pending: number;
}

/** 'global' and 'personal' are of current spaces. */
export type SpaceKind = 'global' | 'personal' | 'archived';
export interface SpaceRow {
  id: string;
  key: string;
  name: string;
  /** 'global', 'personal' and whatever else Confluence has. */
  type: string;
  status: 'current' | 'archived';
  /** Something of it is chosen. */
  included: boolean;
  /** True: included, but not the whole of it. */
  parts: boolean;
  /** What keeps the space from being included, for the admin to read. Null if nothing does. */
  locked: string | null;
  /** Null: nobody has made a rule about it. */
  counts: Counts | null;
  /** Milliseconds since 1970, when something of the space was last sent. */
  lastPushAt: number | null;
  run: RunView | null;
}
export interface SpacePage {
  spaces: SpaceRow[];
  cursor: string | null;
}

export type RunKind = 'backfill' | 'sweep' | 'resync' | 'withdrawal';
/** 'asking' waits for a person: the run would withdraw more than the guard allows. */
export type RunState = 'running' | 'paused' | 'asking' | 'done' | 'cancelled' | 'failed';
export type RunAction = 'pause' | 'resume' | 'cancel' | 'approve';
export interface RunView {
  id: string;
  kind: RunKind;
  spaceId: string;
  spaceKey: string;
  state: RunState;
  phase: 'listing' | 'aligning' | 'withdrawing' | 'over';
  /** listed = sent + unchanged + out + held + failed + pending (not reached yet). `queued` of them were handed to the queue for a reading of their own. */
  listed: number;
  sent: number;
  unchanged: number;
  out: number;
  held: number;
  failed: number;
  pending: number;
  withdrawn: number;
  startedAt: number;
  updatedAt: number;
  endedAt: number | null;
  /** Milliseconds to the end at the present pace. Null if unknown. */
  etaMs: number | null;
  /** What the admin should know: why it waits, failed or asks. */
  note: string | null;
}

export type ActivityKind = 'create' | 'update' | 'rename' | 'move' | 'withdraw' | 'hold' | 'fail';
export type ActivityOutcome = 'done' | 'in-review' | 'merged' | 'failed' | 'held';
export interface ActivityFilter {
  spaceId?: string;
  kind?: ActivityKind;
  outcome?: ActivityOutcome;
}
export interface ActivityRow {
  id: string;
  at: number;
  kind: ActivityKind;
  outcome: ActivityOutcome;
  /** What caused it: one of the causes of sync/ports. Rows are kept for long: there may be some of another version of the app. */
  cause: string;
  contentId: string;
  contentType: 'page' | 'blogpost';
  /** Looked up as the admin who asks; null if that admin may not see the content or it is gone. */
  title: string | null;
  url: string | null;
  spaceId: string;
  spaceKey: string | null;
  version: number | null;
  fileIds: string[];
  bytes: number;
  /** Why it was held, withdrawn or failed, for the admin to read. */
  reason: string | null;
}
export interface ActivityPage {
  rows: ActivityRow[];
  cursor: string | null;
}

export interface Health {
  /** Confluence API points of this clock hour (UTC), by the app's own count. */
  points: { usedThisHour: number; budgetPerHour: number; resetsAt: number };
  /** Contents waiting for their next try, and the oldest of these. */
  waiting: { held: number; failed: number; oldestAt: number | null };
  queue: { touchesThisHour: number; lastTouchAt: number | null };
  lastTickAt: number | null;
  lastPollAt: number | null;
  /** Newest last, one for each of the last 24 hours. */
  hours: HealthHour[];
  /** The latest failures and held contents. */
  problems: ActivityRow[];
}
export interface HealthHour {
  /** The hour's beginning. */
  at: number;
  pushes: number;
  withdrawals: number;
  points: number;
  confluenceCalls: number;
  qontextRequests: number;
  keyValueUnits: number;
  failures: number;
}

export interface Settings {
  sweep: 'hourly' | 'daily' | 'weekly' | 'monthly';
  /** Confluence API points that the app may spend in an hour on runs. Live changes are not held back by it. */
  pointsPerHour: number;
}
