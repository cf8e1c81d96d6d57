import type { Admins } from './admins';
import { doSomething } from './chores';
import { runTick } from './functions';
import { MINUTE, type Play } from './play';
import { stormOf } from './weather';

export const TICK = 5 * MINUTE;

/** Some time in which people edit, admins change their mind, and whatever can fail does. */
export async function storm(play: Play, admins: Admins): Promise<void> {
  const { world, site } = play.stage;
  const { random, timeline } = world;
  Object.assign(world.weather, stormOf(random));
  world.trace(() => `STORM ${JSON.stringify(world.weather)}`);
  for (const id of site.spaces.keys()) if (admins.wishes.size === 0 || random.chance(0.6)) admins.decide(id);
  await admins.choose();

  const end = timeline.now() + random.int(10, 60) * MINUTE;
  editUntil(play, end);
  tickUntil(play, end);
  while (timeline.now() < end && !play.isEndless()) {
    await play.pass(random.int(1, 10) * MINUTE);
    await meddle(play, admins);
  }
}

/** What an admin may do while all that goes on. */
async function meddle({ stage }: Play, admins: Admins): Promise<void> {
  const { random } = stage.world;
  const id = random.pick([...stage.site.spaces.keys()]);
  const roll = random.next();
  if (roll < 0.3) {
    admins.decide(id);
    await admins.choose();
  } else if (roll < 0.36) {
    admins.decidePolicy();
    await admins.choose();
  } else if (roll < 0.42) {
    admins.pauseAll(!admins.policy.paused);
    await admins.choose();
  } else if (roll < 0.55) admins.startRun(random.pick(['sweep', 'resync', 'backfill'] as const), id);
  else if (roll < 0.68) admins.control(random.pick(['pause', 'resume', 'cancel', 'approve'] as const), id);
}

/** Edits come singly or in bursts. */
function editUntil({ stage, editor, tally, vigil }: Play, end: number): void {
  const { random, timeline, trace } = stage.world;
  const pace = random.pick([2_000, 10_000, 40_000]);
  const next = () => {
    timeline.quietly(random.chance(0.2) ? random.int(1, 500) : random.int(1, pace * 2), () => {
      if (timeline.now() >= end) return;
      const what = doSomething(editor);
      vigil.look();
      tally.edits += 1;
      trace(() => `EDIT ${what}`);
      next();
    });
  };
  next();
}

/** The platform starts a tick twice at times. */
function tickUntil({ stage }: Play, end: number): void {
  const { random, timeline } = stage.world;
  const next = () => {
    timeline.after(TICK, () => {
      if (timeline.now() >= end) return;
      runTick(stage);
      if (random.chance(0.1)) runTick(stage);
      next();
    });
  };
  next();
}
