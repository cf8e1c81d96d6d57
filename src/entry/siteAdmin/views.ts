import type {
  ActivityFilter,
  ActivityPage,
  ActivityRow,
  Health,
  Overview,
  RunView,
  SpaceKind,
  SpacePage,
  SpaceRow,
} from '../../api/siteAdmin';
import type { Space, SpaceId } from '../../content';
import { effectiveRules, reasonText } from '../../scope';
import { type Activity, HOUR, hourOf, type Run } from '../../store';
import { lockedReason, type Ports, RunControlError } from '../../sync';
import type { Caller } from '../resolver';
import { runView } from './runView';

const ROWS = 50;
const SPACES = 25;
const MOST_PAGES = 10;

export async function overview(ports: Ports): Promise<Overview> {
  const [siteUrl, connection, { policy, spaces }, counts, runs] = await Promise.all([
    ports.store.settings.siteUrl(),
    ports.store.settings.connection(),
    ports.store.settings.rulebook(),
    ports.store.counts.ofSite(),
    runViews(ports),
  ]);
  const open = runs.filter((run) => run.endedAt === null);
  return {
    siteUrl: siteUrl ?? '',
    connection,
    paused: policy.paused,
    includedSpaces: spaces.length,
    counts,
    runs: open,
  };
}

/** The runs that are not over and the last ones that are, newest first; or the one named. Asked for every two seconds: a few key-value reads. */
export async function runViews(ports: Ports, id?: string): Promise<RunView[]> {
  const found = id ? [await ports.store.runs.get(id)] : [...(await ports.store.runs.open()), ...(await ports.store.runs.over(20))];
  const runs = new Map<string, Run>();
  // The index may lag, and have a run in both: then it is over.
  for (const run of found) if (run) runs.set(run.id, run);
  const sorted = [...runs.values()].sort((a, b) => b.startedAt - a.startedAt);
  return Promise.all(sorted.map((run) => viewOf(ports, run)));
}

/** The lanes have what the run has not summed up yet. */
async function viewOf(ports: Ports, run: Run): Promise<RunView> {
  const isSummed = ['listing', 'settling', 'leaving', 'ending'].includes(run.phase) || run.state === 'done';
  return runView(run, isSummed ? [] : await ports.store.runs.lanes(run), ports.now());
}

/** One page of the site's spaces; with a query or a kind, those that it fits, from as many pages as it takes to find some. */
export async function spacePage(
  ports: Ports,
  { query, kind, cursor }: { query?: string; kind?: SpaceKind; cursor?: string },
): Promise<SpacePage> {
  const wanted = query?.trim().toLowerCase() ?? '';
  const isFiltered = wanted !== '' || kind !== undefined;
  const fits = (space: Space) =>
    `${space.key} ${space.name}`.toLowerCase().includes(wanted) && (kind === undefined || kindOf(space) === kind);
  const found: Space[] = [];
  let at: string | null = cursor ?? null;
  do {
    const page: { spaces: Space[]; cursor: string | null } = await ports.confluence.spaces({
      limit: isFiltered ? 250 : SPACES,
      ...(at ? { cursor: at } : {}),
    });
    found.push(...page.spaces.filter(fits));
    at = page.cursor;
  } while (isFiltered && at !== null && found.length < SPACES);
  return { spaces: await rowsOf(ports, found), cursor: at };
}

const kindOf = (space: Space): SpaceKind => (space.status !== 'current' ? 'archived' : space.type === 'personal' ? 'personal' : 'global');

export async function spaceRow(ports: Ports, id: SpaceId): Promise<SpaceRow> {
  const space = await ports.confluence.space(id);
  const [row] = space ? await rowsOf(ports, [space]) : [];
  if (!row) throw new RunControlError('The app cannot see this space any more. Reload the page.');
  return row;
}

async function rowsOf(ports: Ports, spaces: Space[]): Promise<SpaceRow[]> {
  const blocked = spaces.length > 0 ? await ports.confluence.blockedSpaces(spaces.map((space) => space.id)) : new Set<string>();
  const selection = await ports.store.settings.rulebookOf(spaces.map(({ id }) => id));
  return Promise.all(
    spaces.map(async (space) => {
      const selected = selection.spaces.find((s) => s.id === space.id);
      const rules = selected && effectiveRules(selected.rules, selection.policy.selfService);
      // A space may have rules of which none counts, or none includes: then nothing of it is mirrored, but its counts say that there are some.
      const included = rules !== undefined && ([...rules.values()].includes('include') || selection.policy.labelsIn.length > 0);
      const run = await ports.store.runs.ofSpace(space.id);
      const isShown = run !== null && (run.endedAt === null || selected !== undefined);
      const counts = selected ? await ports.store.counts.ofSpace(space.id) : null;
      return {
        id: space.id,
        key: space.key,
        name: space.name,
        type: space.type,
        status: space.status === 'archived' ? ('archived' as const) : ('current' as const),
        included,
        parts: included && !(rules?.size === 1 && rules.get('space') === 'include'),
        locked: lockedReason(space, blocked.has(space.id), selection.policy),
        counts,
        // A space that is being withdrawn is selected no more, and was sent all the same.
        lastPushAt: selected || isShown ? await lastPushAt(ports, space.id) : null,
        run: run && isShown ? await viewOf(ports, run) : null,
      };
    }),
  );
}

async function lastPushAt(ports: Ports, spaceId: SpaceId): Promise<number | null> {
  // A filter of the store works on what is read already: with a limit of one it may show nothing where there is something.
  const { rows } = await ports.store.activity.list({ spaceId }, 25);
  return rows.find((row) => row.kind !== 'withdraw' && (row.outcome === 'done' || row.outcome === 'merged'))?.at ?? null;
}

export async function activityPage(
  ports: Ports,
  caller: Caller,
  { cursor, ...filter }: ActivityFilter & { cursor?: string },
): Promise<ActivityPage> {
  const { rows, cursor: next } = await listActivity(ports, filter, cursor);
  return { rows: await activityRows(ports, caller, rows), cursor: next };
}

/** A filter of the store works on what is read already: a page may be short, or empty, and still have another behind it. */
async function listActivity(ports: Ports, filter: ActivityFilter, cursor?: string) {
  const rows: (Activity & { id: string })[] = [];
  let next: string | null = cursor ?? null;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const page = await ports.store.activity.list(filter, ROWS, next ?? undefined);
    rows.push(...page.rows);
    next = page.cursor;
    if (next === null || rows.length >= ROWS / 2) break;
  }
  return { rows, cursor: next };
}

async function activityRows(ports: Ports, caller: Caller, rows: (Activity & { id: string })[]): Promise<ActivityRow[]> {
  const refs = new Map(rows.map((row) => [row.contentId, { id: row.contentId, type: row.contentType }]));
  const titles = await caller.titles([...refs.values()]);
  const spaces = await ports.store.settings.selectedSpaces(rows.map(({ spaceId }) => spaceId));
  return rows.map(({ contentId, spaceId, reason, ...row }) => ({
    ...row,
    contentId,
    spaceId,
    title: titles.get(contentId)?.title ?? null,
    url: titles.get(contentId)?.url ?? null,
    spaceKey: spaces.find((space) => space.id === spaceId)?.key ?? null,
    reason: reason && reasonText(reason),
  }));
}

export async function health(ports: Ports, caller: Caller): Promise<Health> {
  const now = ports.now();
  const { store } = ports;
  const starts = Array.from({ length: 24 }, (_, i) => hourOf(now) - (23 - i) * HOUR);
  const usages = await store.meter.hours(starts);
  const used = usages[usages.length - 1]?.points ?? 0;
  const [settings, memory, held, failed, problems] = await Promise.all([
    store.settings.settings(),
    store.tick.read(),
    store.ledger.waiting('held'),
    store.ledger.waiting('failed'),
    Promise.all([listActivity(ports, { kind: 'fail' }), listActivity(ports, { kind: 'hold' }), listActivity(ports, { outcome: 'failed' })]),
  ]);
  const rows = new Map(problems.flatMap(({ rows: some }) => some).map((row) => [row.id, row]));
  const latest = [...rows.values()].sort((a, b) => b.at - a.at).slice(0, 20);
  const since = [held.oldestAt, failed.oldestAt].filter((at): at is number => at !== null);
  return {
    points: { usedThisHour: used, budgetPerHour: settings.pointsPerHour, resetsAt: hourOf(now) + HOUR },
    waiting: { held: held.count, failed: failed.count, oldestAt: since.length > 0 ? Math.min(...since) : null },
    queue: {
      touchesThisHour: usages[usages.length - 1]?.touches ?? 0,
      lastTouchAt: Math.max(...usages.map((usage) => usage.lastTouchAt)) || null,
    },
    lastTickAt: memory?.lastTickAt ?? null,
    lastPollAt: memory?.polledUpTo ?? null,
    hours: usages.map((usage, i) => ({
      at: starts[i] ?? 0,
      pushes: usage.pushes,
      withdrawals: usage.withdrawals,
      points: usage.points,
      confluenceCalls: usage.confluenceCalls,
      qontextRequests: usage.qontextRequests,
      keyValueUnits: usage.keyValueUnits,
      failures: usage.failures,
    })),
    problems: await activityRows(ports, caller, latest),
  };
}
