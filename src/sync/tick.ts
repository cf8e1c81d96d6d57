import type { Settings } from '../api/siteAdmin';
import type { ContentRef, Millis, SpaceId } from '../content';
import type { LedgerEntry, SelectedSpace, TickMemory } from '../store';
import { HOUR } from '../store';
import { followKeywords } from './keywords';
import { withdrawLeaving } from './leavingSpaces';
import { MOST_OPEN, takeUpPaused } from './policy';
import type { Cause, Ports, Touch } from './ports';
import { probeSome, watchAncestors } from './probe';
import { finishRun, resumeRun, startRun } from './runs';
import { hasTime, waitForPoints } from './runs/gate';
import { checkSpaces } from './spaces';

const MINUTE = 60_000;
/** The search index lags behind by seconds to minutes: each poll looks back over the end of the one before. */
const OVERLAP_MINUTES = 10;
/** Longer ago than this is for a sweep. */
const MOST_MINUTES = 24 * 60;
/** Confluence's clock and ours may differ by this much. */
const CLOCK_SKEW_MS = MINUTE;
const RETRIES = 50;
/** Sweeps that a tick starts: as many as keep up with the spaces, within these bounds. */
const SWEEPS = { fewest: 2, most: 20 };
/** The scheduled trigger's interval in the manifest. */
const TICK = 5 * MINUTE;
/** More than a usual site has; each takes a few writes of the invocation's time. */
const UNSEEN_AT_ONCE = 25;
const STALLED_MS = 3 * MINUTE;
/** A run that waits for the next hour has a message under way, of at most 15 minutes; that may be lost as well. */
const WAITING_MS = 20 * MINUTE;
/** One tick at a time; Forge says that it may start one twice. Longer than the invocation can take. */
const LEASE_MS = MINUTE;

const noMemory: TickMemory = {
  leaseUntil: 0,
  lastTickAt: null,
  polledUpTo: null,
  total: null,
  probe: null,
  watch: null,
  lastSpaceCheckAt: null,
};

/**
 * Every five minutes: what no event reported, what is due. An idle tick costs about a dozen calls, and a point for each content that it
 * glances at: about 100 contents and 200 pages above others on a large site. Each step that fails is logged and left to the next tick; the others go on.
 */
export async function tick(ports: Ports): Promise<'done' | 'taken'> {
  const memory = await takeLease(ports);
  if (!memory) return 'taken';
  let created = 0;
  const steps: [string, () => Promise<Partial<TickMemory>>][] = [];
  const { spaces } = await ports.store.settings.selection();
  const { paused, keywords } = await ports.store.settings.policy();
  if (!paused && (await ports.store.settings.connection()).state === 'connected') {
    if (spaces.length > 0) {
      steps.push([
        'poll',
        async () => {
          const polled = await poll(ports, spaces, memory);
          created = polled.created;
          return { polledUpTo: polled.polledUpTo };
        },
      ]);
      steps.push(['count', () => countAndCompare(ports, spaces, memory, created)]);
      steps.push(['probe', () => probeSome(ports, spaces, memory)]);
      steps.push(['ancestors', () => watchAncestors(ports, spaces, memory)]);
    }
    steps.push(['leaving', () => leave(ports)]);
    steps.push(['retries', () => retry(ports)]);
    steps.push(['runs', () => resumeStalled(ports)]);
    // The longest last: with some hundred spaces these go over several ticks.
    if (spaces.length > 0) steps.push(['sweeps', () => startSweeps(ports, spaces)]);
    // Keywords may name a space of the future where nothing is selected yet.
    if (spaces.length > 0 || keywords.length > 0) steps.push(['spaces', () => lookAtSpaces(ports, spaces, memory)]);
  }
  for (const [name, step] of steps) {
    if (!hasTime(ports)) {
      ports.log('tick out of time', { step: name });
      break;
    }
    try {
      const found = await step();
      // At once: whoever is killed later on has not lost what it found.
      if (Object.keys(found).length > 0) await ports.store.tick.update((now) => ({ ...(now ?? memory), ...found }));
    } catch (error) {
      ports.log('tick step failed', { step: name, error: error instanceof Error ? error.message : String(error) });
    }
  }
  await ports.store.tick.update((now) => ({ ...(now ?? memory), leaseUntil: 0, lastTickAt: ports.now() }));
  return 'done';
}

async function takeLease(ports: Ports): Promise<TickMemory | null> {
  let mine: TickMemory | null = null;
  await ports.store.tick.update((now) => {
    const memory = now ?? noMemory;
    mine = memory.leaseUntil > ports.now() ? null : memory;
    return mine && { ...memory, leaseUntil: ports.now() + LEASE_MS };
  });
  return mine;
}

/** What the search index shows as changed since the last time, and was not read since; and how much of it is new since then. */
async function poll(ports: Ports, spaces: SelectedSpace[], memory: TickMemory): Promise<{ polledUpTo: Millis; created: number }> {
  const now = ports.now();
  const since = memory.polledUpTo ?? Math.min(...spaces.map((space) => space.includedAt));
  const minutes = Math.min(MOST_MINUTES, Math.ceil((now - since) / MINUTE) + OVERLAP_MINUTES);
  const changed = await ports.confluence.changedSince(spaces, minutes, now);
  const known = await ports.store.ledger.getMany(changed.map(({ ref }) => ref.id));
  const news = changed.filter(({ ref, at }) => {
    const entry = known.get(ref.id)?.value;
    return !entry || entry.readAt <= at + CLOCK_SKEW_MS;
  });
  await touch(
    ports,
    news.map(({ ref }) => ({ ref, spaceId: known.get(ref.id)?.value.spaceId ?? null })),
    'poll',
  );
  return { polledUpTo: now, created: changed.filter(({ createdAt }) => (createdAt ?? 0) > since).length };
}

/**
 * Two points tell how many contents the app can see. Fewer than before: something was trashed, deleted or restricted. The trash names
 * the first; the probe finds the rest. More, beside what the poll saw
 * as new: what was hidden may have been opened, of which the poll shows nothing.
 */
async function countAndCompare(ports: Ports, spaces: SelectedSpace[], memory: TickMemory, created: number): Promise<Partial<TickMemory>> {
  const total = await ports.confluence.total(spaces.map((space) => space.key));
  if (memory.total === null || total === memory.total) return { total };
  const trashed = await ports.confluence.trashed(
    spaces.map((space) => space.id),
    50,
  );
  const known = await ports.store.ledger.getMany(trashed.map((ref) => ref.id));
  const sent = trashed.filter((ref) => (known.get(ref.id)?.value.files.length ?? 0) > 0);
  await touch(
    ports,
    sent.map((ref) => ({ ref, spaceId: known.get(ref.id)?.value.spaceId ?? null })),
    'poll',
  );
  if (total < memory.total - sent.length)
    for (const space of spaces) await ports.queue.work({ kind: 'probe', spaceId: space.id, after: null });
  if (total > memory.total + created) {
    // Where nothing is left of the hour's points, a later tick sees the same difference.
    if ((await waitForPoints(ports)) !== null) return {};
    const [first] = spaces.map((space) => space.id).sort();
    if (first !== undefined) await ports.queue.work({ kind: 'kept-out', spaceId: first, after: null, onwards: true });
  }
  return { total };
}

async function lookAtSpaces(ports: Ports, spaces: SelectedSpace[], memory: TickMemory): Promise<Partial<TickMemory>> {
  const now = ports.now();
  const toFollow = memory.toFollow ?? [];
  if (toFollow.length > 0) await ports.queue.work({ kind: 'keywords', ids: toFollow });
  const from = spaces.findIndex((space) => space.id === memory.spacesFrom);
  if (from < 0 && memory.lastSpaceCheckAt !== null && now - memory.lastSpaceCheckAt < HOUR) return {};
  const spacesFrom = await checkSpaces(ports, spaces.slice(Math.max(0, from)));
  if (spacesFrom !== null) return { spacesFrom };
  if (toFollow.length === 0) await followKeywords(ports);
  return { lastSpaceCheckAt: now, spacesFrom: null };
}

const intervals: Record<Settings['sweep'], Millis> = { hourly: HOUR, daily: 24 * HOUR, weekly: 7 * 24 * HOUR, monthly: 30 * 24 * HOUR };

const sweptAt = (space: SelectedSpace): Millis => space.lastSweepAt ?? space.includedAt;
/** A day has 288 ticks: with two sweeps in each, a daily sweep would end at 576 spaces. */
export const sweepsAtOnce = (spaces: number, interval: Millis): number =>
  Math.min(SWEEPS.most, Math.max(SWEEPS.fewest, Math.ceil((spaces * TICK) / interval)));

async function startSweeps(ports: Ports, spaces: SelectedSpace[]): Promise<Partial<TickMemory>> {
  const { sweep } = await ports.store.settings.settings();
  const newsAt = await ports.store.settings.policyNewsAt();
  // Rules, or a policy, that no run has seen yet: whoever saved them was stopped before it could start one.
  const open = new Set((await ports.store.runs.open(MOST_OPEN)).filter((run) => run.kind !== 'withdrawal').map((run) => run.spaceId));
  const unseen = spaces.filter((space) => (space.lastSweepAt ?? 0) < Math.max(space.changedAt, newsAt) && !open.has(space.id));
  for (const space of unseen.slice(0, UNSEEN_AT_ONCE)) if (hasTime(ports)) await startRun(ports, 'backfill', space);
  // A run that is paused or asks stands for as long as nobody acts, and must not stand before the sweeps of other spaces.
  const due = spaces
    .filter((space) => ports.now() - sweptAt(space) >= intervals[sweep] && !open.has(space.id))
    .sort((a, b) => sweptAt(a) - sweptAt(b));
  for (const space of due.slice(0, sweepsAtOnce(spaces.length, intervals[sweep])))
    if (hasTime(ports)) await startRun(ports, 'sweep', space);
  return {};
}

/** Held and failed contents whose next try is due, and claims that a killed invocation never gave back. */
async function retry(ports: Ports): Promise<Partial<TickMemory>> {
  const due: LedgerEntry[] = [];
  for (const state of ['failed', 'held', 'pending'] as const) due.push(...(await ports.store.ledger.due(state, ports.now(), RETRIES)));
  await touch(
    ports,
    due.map((entry) => ({ ref: entry, spaceId: entry.spaceId })),
    'retry',
  );
  return {};
}

async function leave(ports: Ports): Promise<Partial<TickMemory>> {
  await withdrawLeaving(ports);
  return {};
}

async function resumeStalled(ports: Ports): Promise<Partial<TickMemory>> {
  await takeUpPaused(ports);
  for (const run of await ports.store.runs.open(MOST_OPEN)) {
    if (!hasTime(ports)) break;
    if (run.state !== 'running') continue;
    const lanes = run.phase === 'aligning' ? await ports.store.runs.lanes(run) : [];
    const lastSign = Math.max(run.updatedAt, ...lanes.map((lane) => lane.updatedAt));
    if (ports.now() - lastSign < (run.note === null ? STALLED_MS : WAITING_MS)) continue;
    // Killed between its two first writes, so it never was the run of its space; another may be by now.
    if ((await ports.store.runs.ofSpace(run.spaceId))?.id !== run.id) {
      await finishRun(ports, run.id, 'cancelled', 'It never began.');
      continue;
    }
    ports.log('run resumed', { run: run.id, phase: run.phase });
    await resumeRun(ports, run);
  }
  return {};
}

async function touch(ports: Ports, contents: { ref: ContentRef; spaceId: SpaceId | null }[], cause: Cause): Promise<void> {
  const at = ports.now();
  const touches = contents.map(
    ({ ref, spaceId }): Touch => ({ id: ref.id, type: ref.type, spaceId, at, cause, below: false, awaited: false }),
  );
  if (touches.length > 0) await ports.queue.touch(touches);
}
