/**
 * The engine in one process, against a Confluence, a repository, a queue and a store that fail at random: after the storm and one sweep,
 * the repository is what Confluence alone says. A failing seed replays: npm run simulate -- --seed N --trace
 */
import { defaultPolicy, type Policy } from '../../src/scope';
import { type SelectedSpace, storedForm } from '../../src/store/selectionForm';
import { create, type Editor, edit, keepOut, restrict, trash } from './confluence/edits';
import type { Node } from './confluence/site';
import { openPlay } from './play';
import { randomOf } from './random';
import { runSeed, type SeedResult } from './simulate';
import { type Timeline, timelineFrom } from './timeline';

const FROM = 1;
const SEEDS = 12;
const PIECES = 4;

describe('after random edits, faults, losses and kills', () => {
  const each = SEEDS / PIECES;
  const all: SeedResult[] = [];
  for (let piece = 0; piece < PIECES; piece += 1) {
    const first = FROM + piece * each;
    const seeds = Array.from({ length: each }, (_, i) => first + i);
    it(`the repository equals the oracle's: seeds ${first} to ${first + each - 1}`, async () => {
      const results = [];
      for (const seed of seeds) results.push(await runSeed(seed));
      expect(results.filter(({ problems }) => problems.length > 0).map(({ seed, problems }) => ({ seed, problems }))).toEqual([]);
      // A seed in which nothing happened would prove nothing.
      for (const { edits, writes, happenings } of results) expect(edits > 0 && writes > 0 && happenings > 1_000).toBe(true);
      all.push(...results);
    }, 120_000);
  }

  it('nearly all of them end with something in the repository, and some with restricted content', () => {
    expect(all).toHaveLength(SEEDS);
    expect(all.filter(({ expected }) => expected === 0).length).toBeLessThan(SEEDS / 10);
    expect(all.filter(({ restricted }) => restricted > 0).length).toBeGreaterThan(SEEDS / 10);
  });

  it('a seed replays exactly', async () => {
    const traces = [];
    for (let i = 0; i < 2; i += 1) {
      const lines: string[] = [];
      await runSeed(5, { show: (line) => lines.push(line) });
      traces.push(lines);
    }
    expect(traces[0]?.length).toBeGreaterThan(1_000);
    expect(traces[1]).toEqual(traces[0]);
  }, 60_000);
});

describe('the oracle is no yes-man', () => {
  it('notices an edit that the engine was never given the time to see', async () => {
    const { problems } = await runSeed(6, {
      mischief(editor, selected) {
        const pages = [...editor.site.nodes.values()].filter((node) => node.kind === 'page' && selected.has(node.spaceId));
        for (const page of pages) edit(editor, page);
      },
    });
    expect(problems.some((problem) => problem.startsWith('other text in'))).toBe(true);
  }, 60_000);
});

describe('the vigil is none either', () => {
  function watch(change: (editor: Editor, page: Node) => void, policy: Partial<Policy> = {}) {
    const { editor, vigil, problems, stage } = openPlay(1, () => {}, false);
    const facts = { key: 'SP1', name: 'Zqspace', type: 'global', status: 'current', description: null, homepageId: null, labels: [] };
    editor.site.spaces.set('1', { id: '1', ...facts, open: true, blocked: false });
    editor.site.letsAppIn = 1;
    const page = create(editor, 'page', '1', null);
    const space: SelectedSpace = {
      ...{ id: '1', key: 'SP1', type: 'global', byKeyword: false, isLabelledOut: false },
      rules: { site: [{ target: { kind: 'space' }, choice: 'include' }], space: [] },
      ...{ includedAt: 1, includedBy: null, lastSweepAt: null, changedAt: 1, status: 'current', statusSince: 1 },
    };
    vigil.stored('state policy', JSON.stringify({ data: { ...defaultPolicy, ...policy } }));
    vigil.stored('state selection', JSON.stringify({ data: { spaces: { 1: storedForm(space) }, leaving: {} } }));
    change(editor, page);
    vigil.look();
    const write = () =>
      vigil.wrote('/Confluence/sim.atlassian.example/x.md', `---\nsource_integration: Confluence\nsource_id: '${page.id}'\n---\n`);
    return { problems, write, pass: (ms: number) => stage.world.timeline.run(passed(stage.world.timeline, ms)) };
  }
  function passed({ now, quietly }: Timeline, ms: number): () => boolean {
    const end = now() + ms;
    quietly(ms, () => {});
    return () => now() >= end;
  }

  it.each<[string, (editor: Editor, page: Node) => void, Partial<Policy>]>([
    ['labelled', keepOut, {}],
    ['restricted', restrict, {}],
    ['restricted to fewer than the folder is for', restrict, { restricted: 'audiences' }],
    ['in the trash', trash, {}],
    ['while everything is paused', () => {}, { paused: true }],
  ])('it notices a write of a content that has long been out: %s', async (_, change, policy) => {
    const { problems, write, pass } = watch(change, policy);
    await pass(30_000);
    write();
    expect(problems).toEqual([]);
    await pass(31_000);
    write();
    expect(problems).not.toEqual([]);
  });

  it('it has nothing against a content that is in scope', async () => {
    const { problems, write, pass } = watch(() => {});
    await pass(120_000);
    write();
    expect(problems).toEqual([]);
  });
});

describe('the timeline', () => {
  it('lets things happen in order of time, and what is due together in the order in which it was asked for', async () => {
    const timeline = timelineFrom(0);
    const random = randomOf(3);
    const happened: [number, number][] = [];
    for (let i = 0; i < 200; i += 1) timeline.quietly(random.int(0, 20), () => happened.push([timeline.now(), i]));
    await timeline.run(() => false);
    expect(happened).toHaveLength(200);
    expect(happened).toEqual([...happened].sort(([a, i], [b, j]) => a - b || i - j));
  });
});
