import type { Millis } from '../../src/content';
import type { StoredSelection } from '../../src/store/selectionForm';
import { WHOLE } from '../../src/store/selectionRecords';
import type { Editor, SiteEvent } from './confluence/edits';
import { searchIndexOf } from './confluence/searchIndex';
import { newSite } from './confluence/site';
import { countFromOne, deliver, onEvent, type Stage } from './functions';
import { type Cabinet, cabinet } from './keyValue';
import { mailboxOf } from './queue';
import { randomOf } from './random';
import { newShelf } from './repository';
import { timelineFrom } from './timeline';
import { type Vigil, vigilOf } from './vigil';
import { calm } from './weather';
import { clockOf, type World } from './world';

const START = Date.UTC(2026, 10, 21, 6, 0, 0);
export const MINUTE = 60_000;
const spread: StoredSelection = { spaces: {}, leaving: {}, isSpread: true };
const MOST_HAPPENINGS = 3_000_000;
export const API_KEY = 'q_sk_simulated';
/** Words of all titles, texts and names of the simulation, so that content is told wherever it turns up. No hash holds one by chance. */
const MARK = /zq(amber|basil|cedar|dune|ember|fjord|grove|haze|inlet|jade|space|adams|brown|cole)/i;

/** One seed's world, with the means to let time pass in it. */
export interface Play {
  stage: Stage;
  editor: Editor;
  vigil: Vigil;
  problems: string[];
  tally: { edits: number; kills: number };
  /** Until then, nobody tells the app of anything. */
  startEvents(): void;
  pass(ms: Millis): Promise<void>;
  /** Until nothing is under way any more. */
  drain(): Promise<void>;
  until(enough: () => boolean): Promise<void>;
  /** More happened than ever should: something goes round in circles. */
  isEndless(): boolean;
}

export function openPlay(seed: number, show: (line: string) => void, tracing: boolean): Play {
  countFromOne();
  const random = randomOf(seed);
  const timeline = timelineFrom(START);
  const problems: string[] = [];
  const tally = { edits: 0, kills: 0 };
  const trace = (line: () => string) => {
    if (tracing) show(`${clockOf(timeline.now())} ${line()}`);
  };
  const world: World = { timeline, random, weather: { ...calm }, trace };
  const site = newSite();
  const vigil = vigilOf(site, timeline.now, problems);
  const stage: Stage = {
    world,
    site,
    searchIndex: searchIndexOf(world, site),
    shelf: newShelf(vigil.wrote),
    store: guardedStore(problems, vigil),
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
  // Every other seed keeps its selection as a large site does.
  if (seed % 2 === 1) stage.store.entities.set('state', new Map([[WHOLE, JSON.stringify({ rev: 1, data: spread })]]));
  const post = postOf(stage);
  const editor: Editor = { site, random, now: timeline.now, changed: stage.searchIndex.changed, emit: post.emit, ruled: new Set() };

  const isEndless = () => timeline.count() > MOST_HAPPENINGS;
  const until = (enough: () => boolean) => timeline.run(() => enough() || isEndless());
  return {
    stage,
    editor,
    vigil,
    problems,
    tally,
    startEvents: post.start,
    until,
    isEndless,
    async pass(ms) {
      let over = false;
      timeline.quietly(ms, () => {
        over = true;
      });
      await until(() => over);
    },
    async drain() {
      await until(() => stage.running.size === 0 && stage.mailbox.open() === 0 && post.underWay() === 0);
      if (isEndless()) problems.push(`does not come to rest: ${stage.mailbox.show().slice(0, 10).join(' ')}`);
    },
  };
}

/** Rules 10 and 11, at each write. */
function guardedStore(problems: string[], vigil: Vigil): Cabinet {
  return cabinet((key, text) => {
    vigil.stored(key, text);
    if (MARK.test(text)) problems.push(`rule 10: content in the store at ${key}: ${text.slice(0, 300)}`);
    if (text.includes(API_KEY)) problems.push(`rule 11: the API key in the store at ${key}`);
  });
}

/** Events on their way from Confluence to the app: late, lost or doubled, and in any order. */
function postOf(stage: Stage) {
  const { random, timeline, weather } = stage.world;
  let isOn = false;
  let underWay = 0;
  return {
    start: () => {
      isOn = true;
    },
    underWay: () => underWay,
    emit(event: SiteEvent) {
      const copies = !isOn || random.chance(weather.eventLost) ? 0 : random.chance(weather.duplicate) ? 2 : 1;
      for (let i = 0; i < copies; i += 1) {
        underWay += 1;
        timeline.after(random.wait(50, 3_000, { chance: weather.eventLate, most: 3 * MINUTE }), () => {
          underWay -= 1;
          onEvent(stage, event);
        });
      }
    },
  };
}
