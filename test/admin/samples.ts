import type { ActivityRow, Counts, Health, HealthHour, Overview, RunView, Settings, SpaceRow } from '../../src/api/siteAdmin';

/** What the scripted resolvers answer with. All times lie before this one. */
export const NOW = Date.UTC(2026, 10, 21, 9, 30);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

export const connected = {
  state: 'connected',
  workspaceName: 'Northwind knowledge',
  workspaceUrl: 'https://app.qontext.ai/workspaces/northwind',
  checkedAt: NOW - 5 * MINUTE,
} as const;

export const counts: Counts = { sent: 1240, out: 31, held: 4, failed: 2, pending: 18 };

export const run = (change: Partial<RunView> = {}): RunView => ({
  id: 'run-1',
  kind: 'backfill',
  spaceId: '101',
  spaceKey: 'ENG',
  state: 'running',
  phase: 'aligning',
  listed: 400,
  sent: 88,
  unchanged: 20,
  out: 8,
  held: 3,
  failed: 1,
  pending: 280,
  withdrawn: 0,
  startedAt: NOW - 3 * MINUTE,
  updatedAt: NOW - 2000,
  endedAt: null,
  etaMs: 7 * MINUTE,
  note: null,
  ...change,
});

export const space = (change: Partial<SpaceRow> = {}): SpaceRow => ({
  id: '101',
  key: 'ENG',
  name: 'Engineering',
  type: 'global',
  status: 'current',
  included: true,
  parts: false,
  locked: null,
  counts,
  lastPushAt: NOW - 12 * MINUTE,
  run: null,
  ...change,
});

const none = { included: false, counts: null, lastPushAt: null };
export const spaces: SpaceRow[] = [
  space(),
  space({ id: '102', key: 'PEOPLE', name: 'People and culture', counts: { sent: 64, out: 2, held: 0, failed: 0, pending: 0 } }),
  space({ id: '103', key: 'SALES', name: 'Sales', ...none }),
  space({ id: '104', key: 'OLD', name: 'Archive 2019', status: 'archived', ...none, locked: 'Archived spaces are not mirrored.' }),
  space({
    id: '105',
    key: '~ada',
    name: 'Ada Brandt',
    type: 'personal',
    ...none,
    locked: 'Personal spaces are not allowed by the policy.',
  }),
];

export const overview = (change: Partial<Overview> = {}): Overview => ({
  siteUrl: 'https://northwind-tides.atlassian.net',
  connection: connected,
  paused: false,
  includedSpaces: 2,
  counts,
  runs: [],
  ...change,
});

export const activity = (n: number, change: Partial<ActivityRow> = {}): ActivityRow => ({
  id: `a-${n}`,
  at: NOW - n * 7 * MINUTE,
  kind: 'update',
  outcome: 'done',
  cause: 'edit',
  contentId: String(5000 + n),
  contentType: 'page',
  title: `How we ship, part ${n}`,
  url: `https://northwind-tides.atlassian.net/wiki/spaces/ENG/pages/${5000 + n}`,
  spaceId: '101',
  spaceKey: 'ENG',
  version: n,
  fileIds: [`file-${n}`],
  bytes: 1200 * n,
  reason: null,
  ...change,
});

export const problems: ActivityRow[] = [
  activity(1, {
    kind: 'fail',
    outcome: 'failed',
    cause: 'backfill',
    fileIds: [],
    bytes: 0,
    reason: 'Qontext answered 422: the name is too long.',
  }),
  activity(2, { kind: 'hold', outcome: 'held', title: null, url: null, version: null, reason: 'Its restrictions could not be read.' }),
];

export const activities: ActivityRow[] = [
  activity(1, { kind: 'create', contentType: 'blogpost', title: 'Autumn release' }),
  ...problems.map((row) => ({ ...row, id: `problem ${row.id}` })),
  activity(4, { outcome: 'merged', cause: 'retry', reason: 'The file had been edited in Qontext; both edits are kept.' }),
  activity(5, { outcome: 'in-review' }),
  activity(6, { kind: 'withdraw', cause: 'withdrawal', reason: 'Nobody included it.' }),
];

const hour = (n: number): HealthHour => ({
  at: NOW - (NOW % HOUR) - (23 - n) * HOUR,
  pushes: n % 5 === 0 ? 0 : n * 7,
  withdrawals: n % 9 === 0 ? 3 : 0,
  points: n * 310,
  confluenceCalls: n * 21,
  qontextRequests: n * 8,
  keyValueUnits: n * 40,
  failures: n % 11 === 0 ? 1 : 0,
});

export const health = (change: Partial<Health> = {}): Health => ({
  points: { usedThisHour: 7130, budgetPerHour: 20_000, resetsAt: NOW + 30 * MINUTE },
  waiting: { held: 4, failed: 2, oldestAt: NOW - 3 * HOUR },
  queue: { touchesThisHour: 57, lastTouchAt: NOW - 40_000 },
  lastTickAt: NOW - 2 * MINUTE,
  lastPollAt: NOW - 2 * MINUTE,
  hours: Array.from({ length: 24 }, (_, n) => hour(n)),
  problems,
  ...change,
});

export const quietHours: HealthHour[] = Array.from({ length: 24 }, (_, n) => ({
  ...hour(n),
  pushes: 0,
  withdrawals: 0,
  points: 0,
  failures: 0,
}));

export const settings: Settings = { sweep: 'daily', pointsPerHour: 20_000 };
