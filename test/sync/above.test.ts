/**
 * What parts of a run take from the ledger instead of asking who may read the pages above. In the simulation's world, with calm weather:
 * when it serves, when it does not, and that nothing which was sent on a stale word stays.
 */
import type { Confluence } from '../../src/confluence';
import { sourceIdOf } from '../../src/document';
import { defaultPolicy, type Policy, type Reason } from '../../src/scope';
import type { LedgerEntry, PartItem, Rulebook } from '../../src/store';
import { newEntry } from '../../src/sync/outcomes';
import { readAbove } from '../../src/sync/runs/above';
import { alignPart } from '../../src/sync/runs/part';
import { wholeSpace } from '../../src/sync/select';
import { alone, type Calm, openCalm, SECOND, tree } from '../sim/calm';
import * as edits from '../sim/confluence/edits';
import type { Node } from '../sim/confluence/site';
import { MINUTE } from '../sim/play';

let play: Calm;
beforeEach(async () => {
  play = await openCalm();
});

describe('a page above is asked about', () => {
  /** What the ledger has of the page above, and of the page between it and the content. */
  type Said = Partial<LedgerEntry> & { secondsAgo?: number };
  const file = { id: 'f1', changeId: 'c1', hash: 'h', bytes: 1, inReview: false };
  const out = (reason: Reason): Said => ({ state: 'out', reason });

  async function asked(said: Said, between: Said | null = null, policy: Partial<Policy> = {}, newsAgo: number | null = null) {
    await play.pass(10 * MINUTE);
    return play.answerOf(async (ports) => {
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
    await play.answerOf(async (ports) => {
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

const silently = () => ({ ...play.editor, emit: () => {} });

it('what a run sent below a page that had just been restricted, without an event, is gone after the next tick', async () => {
  const top = play.page();
  const middle = play.page(top);
  await play.choose(wholeSpace);
  expect([top, middle].map(play.isThere)).toEqual([true, true]);
  edits.restrict(silently(), top);
  const late = play.page(middle, { by: silently() });
  // Until the search index has it.
  await play.pass(3 * SECOND);
  let asked = 0;
  await play.answerOf(async (ports) => {
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
  expect(play.isThere(late)).toBe(true);
  await play.tick();
  expect([top, middle, late].map(play.isThere)).toEqual([false, false, false]);
});

const itemOf = ({ id }: Node): PartItem => ({ id, type: 'page', status: 'current', outcome: null, queuedAt: null, leaving: false });

it('a walk down the tree that passes while a part still goes by the old word: what the part sent is looked at again, and goes', async () => {
  const top = play.page();
  const between = play.page(top);
  await play.choose(wholeSpace, tree(between, 'exclude'));
  const late = play.page(between, { by: silently() });
  await play.pass(3 * SECOND);
  await play.answerOf(async ({ store, now }) =>
    store.settings.changeSelected('1', (space) => ({
      ...space,
      rules: { ...space.rules, site: [...space.rules.site, alone(late, 'include')] },
      lastSweepAt: now(),
    })),
  );
  const items = await play.answerOf(async (ports) => {
    const run = await ports.store.runs.ofSpace('1');
    if (!run) throw new Error('There is no run.');
    let reads = 0;
    const getMany: typeof ports.store.ledger.getMany = async (ids) => {
      const entries = await ports.store.ledger.getMany(ids);
      // The second is that of the pages above: from here on the part goes by it.
      reads += 1;
      if (reads === 2) {
        edits.restrict(play.editor, top);
        await play.inTime(30 * SECOND);
        expect(play.isThere(top)).toBe(false);
      }
      return entries;
    };
    return alignPart({ ...ports, store: { ...ports.store, ledger: { ...ports.store.ledger, getMany } } }, run, [itemOf(late)]);
  });
  expect(play.stage.shelf.written.some(({ content }) => sourceIdOf(content) === late.id)).toBe(true);
  expect(items).toMatchObject([{ outcome: null }]);
  await play.pass(10 * SECOND);
  await play.drain();
  expect(play.isThere(late)).toBe(false);
});
