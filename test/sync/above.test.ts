/**
 * What parts of a run take from the ledger instead of asking who may read the pages above. In the simulation's world, with calm weather:
 * when it serves, when it does not, and that nothing which was sent on a stale word stays.
 */
import type { Confluence } from '../../src/confluence';
import { sourceIdOf } from '../../src/document';
import { defaultPolicy, type Policy, type Reason, type Rule } from '../../src/scope';
import type { LedgerEntry, PartItem, Rulebook } from '../../src/store';
import type { Ports } from '../../src/sync';
import { newEntry } from '../../src/sync/outcomes';
import { readAbove } from '../../src/sync/runs/above';
import { alignPart } from '../../src/sync/runs/part';
import { type Admins, adminsOf } from '../sim/admins';
import * as edits from '../sim/confluence/edits';
import type { Node } from '../sim/confluence/site';
import { type Ended, invoke, runTick } from '../sim/functions';
import { MINUTE, openPlay, type Play } from '../sim/play';
import { pathOf } from '../sim/repository';

const SECOND = 1_000;
let play: Play;
let admins: Admins;

async function answerOf<T>(work: (ports: Ports) => Promise<T>): Promise<T> {
  const ends: Ended<T>[] = [];
  invoke<T>(play.stage, { name: 'test', lock: 'test', seconds: 3_600 }, work, (how) => void ends.push(how));
  await play.until(() => ends.length > 0);
  const [end] = ends;
  if (end?.kind !== 'returned') throw new Error(`The invocation ended ${end?.kind}.`);
  return end.value;
}

beforeEach(async () => {
  play = openPlay(1, () => {}, false);
  admins = adminsOf(play);
  admins.policy = defaultPolicy;
  play.stage.site.letsAppIn = 1;
  const facts = { key: 'SP1', name: 'Zqspace', type: 'global', status: 'current', description: null, homepageId: null, labels: [] };
  play.stage.site.spaces.set('1', { id: '1', ...facts, open: true, blocked: false });
  await admins.connect();
});

describe('a page above is asked about', () => {
  /** What the ledger has of the page above, and of the page between it and the content. */
  type Said = Partial<LedgerEntry> & { secondsAgo?: number };
  const file = { id: 'f1', changeId: 'c1', hash: 'h', bytes: 1, inReview: false };
  const out = (reason: Reason): Said => ({ state: 'out', reason });

  async function asked(said: Said, between: Said | null = null, policy: Partial<Policy> = {}, newsAgo: number | null = null) {
    await play.pass(10 * MINUTE);
    return answerOf(async (ports) => {
      const { store, now } = ports;
      if (newsAgo !== null) await store.settings.savePolicy({ ...defaultPolicy, ...policy }, now() - newsAgo * SECOND);
      const began = now();
      const seenAt = (seconds = 30) => began - seconds * SECOND;
      const entryOf = (id: string, { secondsAgo, ...rest }: Said): LedgerEntry => {
        const at = seenAt(secondsAgo);
        const ref = { id, type: 'page' as const };
        const base = newEntry({ ref, spaceId: '1', readAt: at, snapshot: null, parentId: null });
        return { ...base, state: 'sent', files: [file], readAt: at, standing: 'open', standingAt: at, ...rest };
      };
      await store.ledger.put(entryOf('10', said), null);
      if (between) await store.ledger.put(entryOf('11', between), null);
      const chain = [...(between ? [{ id: '11', type: 'page', title: 'Between' }] : []), { id: '10', type: 'page', title: 'Above' }];
      const questions: string[] = [];
      const facts: Confluence['facts'] = async (nodes) => {
        questions.push(...nodes.map(({ id }) => id));
        return new Map(nodes.map(({ id }) => [id, { restriction: { kind: 'none' }, labels: [] }]));
      };
      const book: Rulebook = { policy: { ...defaultPolicy, ...policy }, spaces: [] };
      const entries = await store.ledger.getMany(['10', '11']);
      const { facts: known } = await readAbove(
        { ...ports, confluence: { ...ports.confluence, facts } },
        new Map([['12', chain]]),
        { facts: new Map(), at: now() },
        entries,
        book,
      );
      expect(known.get('10')).toEqual({ restriction: { kind: 'none' }, labels: [] });
      return questions.includes('10');
    });
  }

  it.each<[string, boolean, Parameters<typeof asked>]>([
    ['not when it was open half a minute ago', false, [{}]],
    ['when that was more than a minute ago', true, [{ secondsAgo: 61 }]],
    ['when it was restricted, or has a label that keeps out', true, [{ standing: 'hash' }]],
    ['when an earlier version of the app wrote of it', true, [{ standingAt: undefined }]],
    ['when nothing of it is sent, so that no tick looks at it', true, [{ files: [] }]],
    ['when it was looked at again since, and nobody wrote how it stands', true, [{ readAt: Date.UTC(2027, 0, 1) }]],
    ['when labels alone let in: how it is labelled was not kept', true, [{}, null, { labelsIn: ['public'] }]],
    ['when the policy changed since', true, [{}, null, {}, 20]],
    ['when the policy changed so shortly before that another may have gone by the old one', true, [{}, null, {}, 60]],
    ['not when the policy changed long before', false, [{}, null, {}, 300]],
    ['not when the page between is in', false, [{}, {}]],
    ['not when the page between is out by choice', false, [{}, out('excluded')]],
    ['when the page between is out for what is above it', true, [{}, out('parent-restricted')]],
    ['when the page between is held', true, [{}, { state: 'held', reason: 'restrictions-unknown' }]],
    ['when the page between was read later', true, [{}, { secondsAgo: 10 }]],
  ])('%s', async (_, isAsked, said) => {
    expect(await asked(...said)).toBe(isAsked);
  });

  it('once in an invocation, and not again if it answered', async () => {
    const questions: string[][] = [];
    await answerOf(async (ports) => {
      const { store, now } = ports;
      for (const id of ['10', '11']) {
        const base = newEntry({ ref: { id, type: 'page' }, spaceId: '1', readAt: 0, snapshot: null, parentId: null });
        await store.ledger.put({ ...base, state: 'sent', files: [file], readAt: 1, standing: 'open' }, null);
      }
      const facts: Confluence['facts'] = async (nodes) => {
        questions.push(nodes.map(({ id }) => id));
        return new Map(
          nodes.map(({ id }) => [
            id,
            id === '10' ? { restriction: { kind: 'none' }, labels: ['zq-1'] } : { restriction: 'unknown', labels: [] },
          ]),
        );
      };
      const here = { ...ports, confluence: { ...ports.confluence, facts } };
      const chains = new Map([['12', ['10', '11'].map((id) => ({ id, type: 'page', title: id }))]]);
      for (let part = 0; part < 2; part += 1) {
        const entries = await store.ledger.getMany(['10', '11']);
        const above = await readAbove(here, chains, { facts: new Map(), at: now() }, entries, { policy: defaultPolicy, spaces: [] });
        expect(above.facts.get('10')).toEqual({ restriction: { kind: 'none' }, labels: ['zq-1'] });
        expect(above.facts.get('11')?.restriction).toBe('unknown');
      }
    });
    expect(questions).toEqual([['10', '11'], ['11']]);
  });
});

const isThere = (node: Node) =>
  [...play.stage.shelf.files.values()].some((one) => pathOf(play.stage.shelf, one).endsWith(`(${node.id}).md`));
const page = (above: Node | null, editor = play.editor): Node => edits.create(editor, 'page', '1', above?.id ?? null);
const silently = () => ({ ...play.editor, emit: () => {} });
const wholeSpace: Rule = { target: { kind: 'space' }, choice: 'include' };
const alone = ({ id }: Node, choice: Rule['choice']): Rule => ({ target: { kind: 'content', id }, choice });
async function choose(...site: Rule[]): Promise<void> {
  play.startEvents();
  admins.wishes.set('1', { site, space: [] });
  await admins.choose();
  await play.pass(20 * SECOND);
  await play.drain();
}
async function tick(): Promise<void> {
  runTick(play.stage);
  await play.pass(MINUTE);
  await play.drain();
}

it('what a run sent below a page that had just been restricted, without an event, is gone after the next tick', async () => {
  const top = page(null);
  const middle = page(top);
  await choose(wholeSpace);
  expect([top, middle].map(isThere)).toEqual([true, true]);
  edits.restrict(silently(), top);
  const late = page(middle, silently());
  // Until the search index has it.
  await play.pass(3 * SECOND);
  let asked = 0;
  await answerOf(async (ports) => {
    const run = await ports.store.runs.ofSpace('1');
    if (!run) throw new Error('There is no run.');
    const spied = {
      ...ports.confluence,
      facts: (nodes: Parameters<Confluence['facts']>[0]) => {
        asked += 1;
        return ports.confluence.facts(nodes);
      },
    };
    await alignPart({ ...ports, confluence: spied }, run, [itemOf(late)]);
  });
  // On the word of the ledger.
  expect(asked).toBe(0);
  expect(isThere(late)).toBe(true);
  await tick();
  expect([top, middle, late].map(isThere)).toEqual([false, false, false]);
});

const itemOf = ({ id }: Node): PartItem => ({ id, type: 'page', status: 'current', outcome: null, queuedAt: null, leaving: false });

it('a walk down the tree that passes while a part still goes by the old word: what the part sent is looked at again, and goes', async () => {
  const top = page(null);
  const between = page(top);
  await choose(wholeSpace, { target: { kind: 'tree', id: between.id }, choice: 'exclude' });
  const late = page(between, silently());
  await play.pass(3 * SECOND);
  await answerOf(async ({ store, now }) =>
    store.settings.changeSelected('1', (space) => ({
      ...space,
      rules: { ...space.rules, site: [...space.rules.site, alone(late, 'include')] },
      lastSweepAt: now(),
    })),
  );
  const items = await answerOf(async (ports) => {
    const run = await ports.store.runs.ofSpace('1');
    if (!run) throw new Error('There is no run.');
    let reads = 0;
    const getMany: typeof ports.store.ledger.getMany = async (ids) => {
      const entries = await ports.store.ledger.getMany(ids);
      // The second is that of the pages above: from here on the part goes by it.
      reads += 1;
      if (reads === 2) {
        edits.restrict(play.editor, top);
        await new Promise<void>((resolve) => play.stage.world.timeline.after(30 * SECOND, resolve));
        expect(isThere(top)).toBe(false);
      }
      return entries;
    };
    return alignPart({ ...ports, store: { ...ports.store, ledger: { ...ports.store.ledger, getMany } } }, run, [itemOf(late)]);
  });
  expect(play.stage.shelf.written.some(({ content }) => sourceIdOf(content) === late.id)).toBe(true);
  expect(items).toMatchObject([{ outcome: null }]);
  await play.pass(10 * SECOND);
  await play.drain();
  expect(isThere(late)).toBe(false);
});
