import type { Run } from '../../src/store';
import { connect, controlRun, excludeSpace, includeSpace, startRun } from '../../src/sync';
import { activityIsWhole, filesAreRight, foldersAreRight, hiddenIsGone, ledgerIsRight, runsAreRight } from './checks';
import { doSomething, furnish, hideSome, openSpaces } from './chores';
import type { Editor } from './confluence/edits';
import { searchIndexOf } from './confluence/searchIndex';
import { newSite } from './confluence/site';
import { asAdmin, countFromOne, deliver, onEvent, runTick, type Stage } from './functions';
import { cabinet } from './keyValue';
import { expectedOf } from './oracle';
import { mailboxOf } from './queue';
import { randomOf } from './random';
import { newShelf } from './repository';
import { timelineFrom } from './timeline';
import { calm, stormOf } from './weather';
import { clockOf, type World } from './world';

export interface SeedResult {
  seed: number;
  problems: string[];
  /** How much happened, so that a seed in which nothing did is noticed. */
  happenings: number;
  edits: number;
  kills: number;
  files: number;
  writes: number;
}

const START = Date.UTC(2026, 10, 21, 6, 0, 0);
const MINUTE = 60_000;
const TICK = 5 * MINUTE;
const MOST_HAPPENINGS = 3_000_000;
const API_KEY = 'q_sk_simulated';
/** Words of all titles, texts and names of the simulation, so that content is told wherever it turns up. No hash holds one by chance. */
const MARK = /zq(amber|basil|cedar|dune|ember|fjord|grove|haze|inlet|jade|space|adams|brown|cole)/i;

/** One seed, from an empty repository through storms to calm. Resolves with what is wrong then; nothing is wrong if the engine is right. */
export async function runSeed(seed: number, show: (line: string) => void = () => {}, tracing = false): Promise<SeedResult> {
  countFromOne();
  const random = randomOf(seed);
  const timeline = timelineFrom(START);
  const problems: string[] = [];
  const tally = { edits: 0, kills: 0 };
  const world: World = {
    timeline,
    random,
    weather: { ...calm },
    trace: (line) => {
      if (tracing) show(`${clockOf(timeline.now())} ${line()}`);
    },
  };
  const store = cabinet((key, text) => {
    if (MARK.test(text)) problems.push(`rule 10: content in the store at ${key}: ${text.slice(0, 300)}`);
    if (text.includes(API_KEY)) problems.push(`rule 11: the API key in the store at ${key}`);
  });
  const site = newSite();
  const stage: Stage = {
    world,
    site,
    searchIndex: searchIndexOf(world, site),
    shelf: newShelf(),
    store,
    mailbox: mailboxOf(world, (message, lock, retries, ended) =>
      deliver(stage, message, lock, retries, (how) => {
        if (how.kind === 'killed') tally.kills += 1;
        ended(how);
      }),
    ),
    running: new Set(),
    logged: (line) => {
      if (MARK.test(line) || line.includes(API_KEY)) problems.push(`rule 10 or 11: in the log: ${line}`);
    },
  };
  let eventsUnderWay = 0;
  let eventsOn = false;
  const editor: Editor = {
    site,
    random,
    now: timeline.now,
    changed: stage.searchIndex.changed,
    emit(event) {
      const { weather } = world;
      const copies = !eventsOn || random.chance(weather.eventLost) ? 0 : random.chance(weather.duplicate) ? 2 : 1;
      for (let i = 0; i < copies; i += 1) {
        eventsUnderWay += 1;
        timeline.after(random.wait(50, 3_000, { chance: weather.eventLate, most: 3 * MINUTE }), () => {
          eventsUnderWay -= 1;
          onEvent(stage, event);
        });
      }
    },
  };

  const isAtRest = () => stage.running.size === 0 && stage.mailbox.open() === 0 && eventsUnderWay === 0;
  const tooLong = () => timeline.count() > MOST_HAPPENINGS;
  const pass = async (ms: number) => {
    let over = false;
    timeline.quietly(ms, () => {
      over = true;
    });
    await timeline.run(() => over || tooLong());
  };
  const drain = async () => {
    await timeline.run(() => isAtRest() || tooLong());
    if (tooLong()) problems.push(`does not come to rest: ${stage.mailbox.show().slice(0, 10).join(' ')}`);
  };
  /** What an admin does, until it gets through. */
  const insist = async (name: string, act: Parameters<typeof asAdmin>[2]) => {
    for (let tries = 0; tries < 50; tries += 1) {
      let how = '';
      asAdmin(stage, name, act, (end) => {
        how = end.kind;
      });
      await timeline.run(() => how !== '' || tooLong());
      if (how === 'returned') return;
      await pass(5_000);
    }
    problems.push(`an admin cannot ${name}`);
  };
  const attempt = (name: string, act: Parameters<typeof asAdmin>[2]) => asAdmin(stage, name, act, () => {});

  furnish(editor, random.int(2, 3));
  await pass(6 * MINUTE);
  eventsOn = true;
  await insist('connect', async (ports, open) => {
    await ports.store.settings.saveSiteUrl(site.url);
    await connect(ports, API_KEY, open);
  });

  // Admins change their mind, but not in the same minute: the later decision counts, and nobody sees two at once.
  const wanted = new Set<string>();
  const decide = (spaceId: string) => {
    const include = !wanted.has(spaceId);
    if (include) wanted.add(spaceId);
    else wanted.delete(spaceId);
    world.trace(() => `admin wants ${spaceId} ${include ? 'included' : 'excluded'}`);
  };
  /** An admin sees on the screen what is included, and tries again what did not get through. */
  const insistOnSelection = async () => {
    for (const { id, open, blocked, status } of site.spaces.values()) {
      if (!open || blocked || status !== 'current') continue;
      for (let tries = 0; tries < 30; tries += 1) {
        let selected: boolean | null = null;
        asAdmin(
          stage,
          `choose ${id}`,
          async (ports) => {
            const is = (await ports.store.settings.selectedSpace(id)) !== null;
            if (wanted.has(id) && !is) await includeSpace(ports, id, 'u1');
            if (!wanted.has(id) && is) await excludeSpace(ports, id);
          },
          (how) => {
            selected = how.kind === 'returned';
          },
        );
        await timeline.run(() => selected !== null || tooLong());
        if (selected) break;
        await pass(3_000);
      }
    }
  };

  const storm = stormOf(random);
  world.trace(() => `storm ${JSON.stringify(storm)}`);
  Object.assign(world.weather, storm);
  for (const id of site.spaces.keys()) if (wanted.size === 0 || random.chance(0.6)) decide(id);
  await insistOnSelection();

  const end = timeline.now() + random.int(10, 60) * MINUTE;
  const every = random.pick([2_000, 10_000, 40_000]);
  const editLater = () => {
    timeline.quietly(random.chance(0.2) ? random.int(1, 500) : random.int(1, every * 2), () => {
      if (timeline.now() >= end) return;
      const what = doSomething(editor);
      tally.edits += 1;
      world.trace(() => `EDIT ${what}`);
      editLater();
    });
  };
  editLater();
  const tickLater = () => {
    timeline.after(TICK, () => {
      if (timeline.now() >= end) return;
      runTick(stage);
      if (random.chance(0.1)) runTick(stage);
      tickLater();
    });
  };
  tickLater();
  while (timeline.now() < end && !tooLong()) {
    await pass(random.int(1, 10) * MINUTE);
    const id = random.pick([...site.spaces.keys()]);
    const roll = random.next();
    if (roll < 0.3) {
      decide(id);
      await insistOnSelection();
    } else if (roll < 0.5 && wanted.has(id)) {
      const kind = random.pick(['sweep', 'resync', 'backfill'] as const);
      attempt(`start ${kind} ${id}`, (ports) => startRun(ports, kind, { id, key: site.spaces.get(id)?.key ?? '' }));
    } else if (roll < 0.65) {
      const action = random.pick(['pause', 'resume', 'cancel', 'approve'] as const);
      attempt(`${action} run of ${id}`, async (ports) => {
        const run = await ports.store.runs.ofSpace(id);
        // Who cancels a withdrawal decides that the rest stays: then Confluence alone does not say what is right.
        if (run && !(run.kind === 'withdrawal' && action === 'cancel')) await controlRun(ports, run.id, action);
      });
    }
  }

  Object.assign(world.weather, calm);
  openSpaces(editor);
  world.trace(() => 'CALM');
  await pass(6 * MINUTE);
  await drain();
  await insistOnSelection();
  // Spaces that are archived now cannot be included any more; those that were stay selected.
  const wake = async () => {
    for (const id of site.spaces.keys())
      await insist(`wake run of ${id}`, async (ports) => {
        const run = await ports.store.runs.ofSpace(id);
        if (run?.state === 'paused') await controlRun(ports, run.id, 'resume');
        if (run?.state === 'asking') await controlRun(ports, run.id, 'approve');
      });
  };
  const tickOn = async (times: number) => {
    for (let i = 0; i < times; i += 1) {
      runTick(stage);
      await pass(TICK);
      await wake();
    }
    await drain();
  };
  await tickOn(15);
  const selectedNow = () => {
    const text = store.entities.get('state')?.get('selection');
    // As the app wrote it.
    return new Set(text ? (JSON.parse(text) as { data: { spaces: { id: string }[] } }).data.spaces.map(({ id }) => id) : []);
  };
  const selected = selectedNow();
  const sweepAll = async () => {
    for (const id of selected) {
      await insist(`sweep ${id}`, (ports) => startRun(ports, 'sweep', { id, key: site.spaces.get(id)?.key ?? '' }));
      for (let i = 0; i < 12; i += 1) {
        await pass(MINUTE);
        await wake();
      }
    }
    await tickOn(3);
  };
  await sweepAll();
  const facts = { site, shelf: stage.shelf, store, expected: expectedOf(site, selected), selected };
  problems.push(...filesAreRight(facts));
  // What moved from one space to another may leave empty folders in the one that was swept first: they are for its next sweep.
  await sweepAll();

  const openRuns = [...(store.entities.get('run')?.values() ?? [])].map((text) => (JSON.parse(text) as { data: Run }).data);
  world.trace(() => openRuns.map((run) => `${run.id} ${run.kind} ${run.state} ${run.phase} ${run.note}`).join('\n'));
  problems.push(
    ...filesAreRight(facts),
    ...foldersAreRight(facts),
    ...ledgerIsRight(facts),
    ...runsAreRight(facts),
    ...activityIsWhole(facts),
  );
  for (const id of wanted) {
    const space = site.spaces.get(id);
    if (!selected.has(id) && space?.status === 'current') problems.push(`space ${id} should be included`);
  }
  // Rule 5 needs no sweep: what is hidden without an event is found by the tick, in calm weather within minutes.
  if (problems.length === 0) {
    world.trace(() => 'LIVE');
    hideSome(editor, selected);
    await tickOn(5);
    problems.push(...hiddenIsGone({ ...facts, expected: expectedOf(site, selected) }));
  }
  return {
    seed,
    problems,
    happenings: timeline.count(),
    ...tally,
    files: facts.expected.files.size,
    writes: stage.shelf.written.length,
  };
}
