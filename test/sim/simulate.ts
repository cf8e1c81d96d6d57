import type { SpaceId } from '../../src/content';
import { type StoredSelection, spacesIn } from '../../src/store/selectionForm';
import { type Admins, adminsOf } from './admins';
import { activityIsWhole, type Facts, filesAreRight, foldersAreRight, hiddenIsGone, ledgerIsRight, runsAreRight } from './checks';
import { furnish, hideSome, openSpaces } from './chores';
import type { Editor } from './confluence/edits';
import { runTick } from './functions';
import { expectedOf, restrictedRootOf } from './oracle';
import { MINUTE, openPlay, type Play } from './play';
import { storm, TICK } from './storm';
import { calm } from './weather';

export interface SeedResult {
  seed: number;
  problems: string[];
  /** How much happened, so that a seed in which nothing did is noticed. */
  happenings: number;
  edits: number;
  kills: number;
  writes: number;
  /** Files that should be in the repository at the end, and those of them that are for fewer than may read the space. */
  expected: number;
  restricted: number;
}

export interface SeedOptions {
  /** Gets each thing that happens, as a line. */
  show?: (line: string) => void;
  /** Changes Confluence just before the comparison, behind the engine's back. */
  mischief?: (editor: Editor, selected: ReadonlySet<SpaceId>) => void;
}

/** One seed, from an empty repository through a storm to calm. Resolves with what is wrong then; nothing is wrong if the engine is right. */
export async function runSeed(seed: number, { show, mischief }: SeedOptions = {}): Promise<SeedResult> {
  const play = openPlay(seed, show ?? (() => {}), show !== undefined);
  const { stage, editor, problems, tally } = play;
  const admins = adminsOf(play);
  if (admins.policy.restricted === 'audiences') stage.site.letsAppIn = 0.8;
  furnish(editor, stage.world.random.int(2, 3));
  play.vigil.look();
  await play.pass(6 * MINUTE);
  play.startEvents();
  await admins.connect();
  await storm(play, admins);
  await calmDown(play, admins);

  const selected = selectedIn(play);
  await sweepAll(play, admins, selected);
  mischief?.(editor, selected);
  const facts = factsOf(play, admins, selected);
  problems.push(...filesAreRight(facts));
  const paths = [...facts.expected.files.keys()];
  const restricted = paths.filter((path) => path.startsWith(restrictedRootOf(stage.site))).length;
  // What moved from one space to another may leave empty folders in the one that was swept first: they are for its next sweep.
  if (problems.length === 0) await sweepAll(play, admins, selected);
  if (problems.length === 0) problems.push(...allThatIsWrong(play, admins, selected));
  // Rule 5 needs no sweep: what is hidden without an event is found by the tick, in calm weather within minutes.
  if (problems.length === 0) {
    stage.world.trace(() => 'HIDE SOME');
    hideSome(editor, selected);
    play.vigil.look();
    await tickOn(play, admins, 5);
    problems.push(...hiddenIsGone(factsOf(play, admins, selected)));
  }
  const happenings = stage.world.timeline.count();
  return { seed, problems, happenings, ...tally, writes: stage.shelf.written.length, expected: paths.length, restricted };
}

/** No faults any more. The admins get what they want; the ticks have the time to find what was missed. */
async function calmDown(play: Play, admins: Admins): Promise<void> {
  const { world } = play.stage;
  Object.assign(world.weather, calm);
  // Otherwise nothing could be compared but emptiness.
  openSpaces(play.editor);
  play.vigil.look();
  admins.pauseAll(false);
  world.trace(() => 'CALM');
  await play.pass(6 * MINUTE);
  await play.drain();
  await admins.choose();
  // Spaces are looked at once an hour.
  await tickOn(play, admins, 15);
}

async function tickOn(play: Play, admins: Admins, times: number): Promise<void> {
  for (let i = 0; i < times; i += 1) {
    runTick(play.stage);
    await play.pass(TICK);
    await admins.wakeRuns();
  }
  await play.drain();
}

async function sweepAll(play: Play, admins: Admins, selected: ReadonlySet<SpaceId>): Promise<void> {
  for (const id of selected) {
    await admins.sweep(id);
    for (let i = 0; i < 12; i += 1) {
      await play.pass(MINUTE);
      await admins.wakeRuns();
    }
  }
  await tickOn(play, admins, 3);
}

/** As the app has it: a space that was archived when an admin wanted it is not in it. */
function selectedIn({ stage }: Play): ReadonlySet<SpaceId> {
  const records = [...(stage.store.entities.get('state') ?? [])].filter(([key]) => key.startsWith('selection'));
  // As the app wrote them.
  return new Set(records.flatMap(([, text]) => spacesIn((JSON.parse(text) as { data: StoredSelection }).data).map(({ id }) => id)));
}

function factsOf({ stage }: Play, { policy, wishes }: Admins, selected: ReadonlySet<SpaceId>): Facts {
  const { site, shelf, store } = stage;
  const chosen = new Map([...wishes].filter(([id]) => selected.has(id)));
  return { site, shelf, store, selected, expected: expectedOf(site, { policy, wishes: chosen }) };
}

function allThatIsWrong(play: Play, admins: Admins, selected: ReadonlySet<SpaceId>): string[] {
  const facts = factsOf(play, admins, selected);
  const unheard = [...facts.site.spaces.values()].filter(
    (space) => space.status === 'current' && admins.wishes.has(space.id) !== selected.has(space.id),
  );
  return [
    ...filesAreRight(facts),
    ...foldersAreRight(facts),
    ...ledgerIsRight(facts),
    ...runsAreRight(facts),
    ...activityIsWhole(facts),
    ...unheard.map((space) => `space ${space.id} is ${selected.has(space.id) ? '' : 'not '}included, against what the admins want`),
  ];
}
