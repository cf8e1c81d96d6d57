/**
 * What the simulation found when it began to choose trees, label, restrict and pause: each with one cause. In its world, with calm
 * weather; what is killed is said here.
 */
import { folderName, sourceIdOf } from '../../src/document';
import type { Repository } from '../../src/qontext';
import { audienceOf, defaultPolicy, type Policy, type Rule } from '../../src/scope';
import type { Run } from '../../src/store';
import { type Ports, savePolicy } from '../../src/sync';
import { touchBelow } from '../../src/sync/below';
import { newEntry } from '../../src/sync/outcomes';
import { ensurePlace } from '../../src/sync/places';
import { ALL_PAUSED } from '../../src/sync/runs';
import { sweepEmptyPlaces } from '../../src/sync/sweepPlaces';
import { type Admins, adminsOf } from '../sim/admins';
import * as edits from '../sim/confluence/edits';
import { contentOf, type Node } from '../sim/confluence/site';
import { invoke, runTick } from '../sim/functions';
import { MINUTE, openPlay, type Play } from '../sim/play';
import { pathOf } from '../sim/repository';

let play: Play;
let admins: Admins;

async function open(policy: Partial<Policy> = {}): Promise<void> {
  play = openPlay(1, () => {}, false);
  admins = adminsOf(play);
  admins.policy = { ...defaultPolicy, ...policy };
  play.stage.site.letsAppIn = 1;
  const facts = { key: 'SP1', name: 'Zqspace', type: 'global', status: 'current', description: null, homepageId: null, labels: [] };
  play.stage.site.spaces.set('1', { id: '1', ...facts, open: true, blocked: false });
  await admins.connect();
}
const page = (above: Node | null = null): Node => edits.create(play.editor, 'page', '1', above?.id ?? null);
async function settle(): Promise<void> {
  await play.pass(MINUTE);
  await play.drain();
}
async function choose(...site: Rule[]): Promise<void> {
  await play.pass(MINUTE);
  play.startEvents();
  admins.wishes.set('1', { site, space: [] });
  await admins.choose();
  await settle();
}
async function tick(): Promise<void> {
  runTick(play.stage);
  await settle();
}
async function sweep(): Promise<void> {
  await admins.sweep('1');
  await settle();
}
/** One invocation. `spoil` may put something in the way of its requests; what waits for ever is killed in the end. */
async function run(work: (ports: Ports, repository: Repository) => Promise<unknown>, spoil: (real: Repository) => Partial<Repository>) {
  let how = '';
  const job = { name: 'test', lock: 'test', seconds: 55 };
  const spoiled = async (ports: Ports) => {
    const real = await ports.repository();
    if (!real) throw new Error('There is no API key.');
    const repository = { ...real, ...spoil(real) };
    return work({ ...ports, repository: async () => repository }, repository);
  };
  invoke(play.stage, job, spoiled, (ended) => {
    how = ended.kind;
  });
  await play.until(() => how !== '');
  return how;
}
const never = <T>() => new Promise<T>(() => {});
const paths = () => [...play.stage.shelf.files.values()].map((file) => pathOf(play.stage.shelf, file));
const pathOfFile = (node: Node) => paths().find((path) => path.endsWith(`(${node.id}).md`));
const restrictedFolders = () =>
  [...play.stage.shelf.folders.values()]
    .map((folder) => pathOf(play.stage.shelf, folder))
    .filter((path) => path.includes('restricted/sim.atlassian.example/'));
const tree = ({ id }: Node, choice: Rule['choice']): Rule => ({ target: { kind: 'tree', id }, choice });
const alone = ({ id }: Node, choice: Rule['choice']): Rule => ({ target: { kind: 'content', id }, choice });
const wholeSpace: Rule = { target: { kind: 'space' }, choice: 'include' };

describe.each(['include', 'exclude'] as const)('a page with a rule about it alone (%s)', (choice) => {
  it('stays as it is wherever it goes; what lies below it goes by the trees that it lies in', async () => {
    await open();
    const top = page();
    const moved = page(top);
    const child = page(moved);
    const grandchild = page(child);
    await choose(tree(top, 'include'), alone(moved, choice));
    const isIn = () => [moved, child, grandchild].map((node) => pathOfFile(node) !== undefined);
    expect(isIn()).toEqual([choice === 'include', true, true]);
    edits.move(play.editor, moved, '1', null);
    await settle();
    expect(isIn()).toEqual([choice === 'include', false, false]);
    edits.move(play.editor, moved, '1', top.id);
    await settle();
    expect(isIn()).toEqual([choice === 'include', true, true]);
  });
});

it('two contents that lie below each other by the ledger, out both of them, are walked through once', async () => {
  await open();
  await choose(alone(page(), 'include'));
  const ids = ['7001', '7002'];
  for (const [i, id] of ids.entries())
    await run(
      async ({ store }) => {
        const entry = newEntry({ ref: { id, type: 'page' }, spaceId: '1', readAt: 0, snapshot: null, parentId: ids[1 - i] ?? null });
        await store.ledger.put({ ...entry, state: 'out', reason: 'not-selected', readAt: 1 }, null);
      },
      () => ({}),
    );
  await play.pass(MINUTE);
  const queued: unknown[] = [];
  const queue = { touch: async () => {}, work: async (work: unknown) => void queued.push(work) };
  await run(
    (ports) => touchBelow({ ...ports, queue }, { kind: 'below', id: '7001', spaceId: '1', at: ports.now(), cause: 'event' }),
    () => ({}),
  );
  expect(queued).toEqual([]);
});

it('a walk down the tree goes on below a page that nobody chose and no run has listed yet', async () => {
  await open();
  const top = page();
  const chosen = page(top);
  const isSent = (node: Node) => pathOfFile(node) !== undefined;
  await choose(alone(top, 'include'), alone(chosen, 'include'));
  const between = page(top);
  await settle();
  edits.move(play.editor, chosen, '1', between.id);
  await settle();
  expect([top, between, chosen].map(isSent)).toEqual([true, false, true]);
  edits.restrict(play.editor, top);
  await settle();
  expect([top, chosen].map(isSent)).toEqual([false, false]);
});

describe('the folders of an audience', () => {
  it('those below a page that moves lie in the folder of the page above, which is made there', async () => {
    await open({ restricted: 'audiences' });
    const [outer, inner] = [page(), page()];
    const child = page(inner);
    edits.restrict(play.editor, child);
    await choose(wholeSpace);
    expect(pathOfFile(child)).toMatch(
      new RegExp(`^/Confluence restricted/.*/Zqspace \\(SP1\\)/${folderName(inner).replace(/[()]/g, '\\$&')}/`),
    );
    edits.move(play.editor, inner, '1', outer.id);
    await settle();
    expect(pathOfFile(child)).toContain(`/Zqspace (SP1)/${folderName(outer)}/${folderName(inner)}/`);
  });

  it('go with the last content in them', async () => {
    await open({ restricted: 'audiences' });
    const node = page();
    edits.restrict(play.editor, node);
    await choose(wholeSpace);
    expect(paths().filter((path) => path.endsWith('/About this audience.md'))).toHaveLength(1);
    edits.open(play.editor, node);
    await settle();
    await sweep();
    expect(pathOfFile(node)).toMatch(/^\/Confluence\//);
    expect(restrictedFolders()).toEqual([]);
  });

  it('whoever is killed between the file and the folder leaves a folder that gets its file again, or goes', async () => {
    await open({ restricted: 'audiences' });
    const node = page();
    edits.restrict(play.editor, node);
    const { readers } = node;
    await choose(wholeSpace);
    const spaceFolder = restrictedFolders().find((path) => path.endsWith('(SP1)'));
    const audience = [...play.stage.shelf.folders.values()].find((folder) => pathOf(play.stage.shelf, folder) === spaceFolder)?.parentId;
    edits.open(play.editor, node);
    await settle();
    const killed = await run(
      (ports, repository) => sweepEmptyPlaces(ports, repository, '1', (key) => key === 'space:1'),
      (real) => ({ deleteFolder: (id) => (id === audience ? never() : real.deleteFolder(id)) }),
    );
    expect(killed).toBe('killed');
    expect(paths().some((path) => path.endsWith('/About this audience.md'))).toBe(false);
    await play.pass(2 * MINUTE);
    node.readers = readers;
    play.editor.emit({
      eventType: 'avi:confluence:permissions_updated:page',
      kind: 'page',
      id: node.id,
      spaceId: '1',
      previousSpaceId: null,
    });
    await settle();
    expect(pathOfFile(node)).toMatch(/^\/Confluence restricted\//);
    expect(paths().filter((path) => path.endsWith('/About this audience.md'))).toHaveLength(1);
    edits.open(play.editor, node);
    await settle();
    await sweep();
    expect(restrictedFolders()).toEqual([]);
  });

  it('one that a killed invocation was making, and nobody needs any more, is found and taken away', async () => {
    await open({ restricted: 'audiences' });
    await choose(wholeSpace);
    const audience = audienceOf([{ kind: 'some', users: ['u1'], groups: [] }]);
    const spot = { content: contentOf(play.stage.site, page()), above: [], audience };
    const killed = await run(
      (ports, repository) => ensurePlace(ports, repository, spot),
      (real) => ({ createFolder: async (parentId, name) => real.createFolder(parentId, name).then(never<never>) }),
    );
    expect(killed).toBe('killed');
    expect(restrictedFolders()).toHaveLength(1);
    await play.pass(2 * MINUTE);
    await sweep();
    expect(restrictedFolders()).toEqual([]);
  });
});

describe('everything paused', () => {
  it('nothing leaves; whoever takes it back and is killed at once has left word, and the next tick starts what is due', async () => {
    await open();
    const node = page();
    await choose(wholeSpace);
    admins.pauseAll(true);
    await admins.choose();
    const late = page();
    edits.edit(play.editor, node);
    await settle();
    await tick();
    expect(pathOfFile(late)).toBeUndefined();
    const written = play.stage.shelf.written.length;
    const how = await run(
      (ports) =>
        savePolicy({ ...ports, store: { ...ports.store, runs: { ...ports.store.runs, open: never, begin: never } } }, defaultPolicy),
      () => ({}),
    );
    expect(how).toBe('killed');
    expect(play.stage.shelf.written).toHaveLength(written);
    await tick();
    expect(pathOfFile(late)).toBeDefined();
    const since = play.stage.shelf.written.slice(written).map(({ content }) => sourceIdOf(content));
    expect([...new Set(since)].sort()).toEqual([late.id, node.id].sort());
  });

  it('a run that saw the pause just before it ended goes on with the next tick', async () => {
    await open();
    await choose(wholeSpace);
    const late = page();
    await play.pass(10 * MINUTE);
    await run(
      async ({ store }) => {
        const last = await store.runs.ofSpace('1');
        const stopped = (now: Run): Run => ({ ...now, id: 'stopped1', state: 'paused', phase: 'listing', note: ALL_PAUSED, endedAt: null });
        if (last) await store.runs.begin(stopped(last), last.id);
      },
      () => ({}),
    );
    await play.pass(MINUTE);
    await tick();
    expect(pathOfFile(late)).toBeDefined();
    const runs = play.stage.store.entities.get('run')?.get('stopped1') ?? '';
    expect(runs).toContain('cancelled');
  });

  it('in the middle of a withdrawal, no more than what was under way is deleted; after the pause the same run deletes the rest', async () => {
    await open();
    for (let n = 0; n < 40; n += 1) page();
    await choose(wholeSpace);
    const { files } = play.stage.shelf;
    expect(files.size).toBeGreaterThan(40);
    const documents = () => [...files.values()].filter(({ content }) => /^\d+$/.test(sourceIdOf(content) ?? '')).length;
    admins.wishes.delete('1');
    await admins.choose();
    await play.until(() => documents() < 40);
    await run(
      ({ store }) => store.settings.savePolicy({ ...admins.policy, paused: true }, null),
      () => ({}),
    );
    const atPause = documents();
    await settle();
    // A look at the policy holds for a second, in which this world deletes about ten.
    expect(atPause - documents()).toBeLessThan(20);
    expect(documents()).toBeGreaterThan(5);
    admins.pauseAll(true);
    await admins.choose();
    admins.pauseAll(false);
    await admins.choose();
    await settle();
    expect(documents()).toBe(0);
    const runs = [...(play.stage.store.entities.get('run')?.values() ?? [])].filter((text) => text.includes('"withdrawal"'));
    expect(runs).toHaveLength(1);
    // As the app wrote it.
    const withdrawal = JSON.parse(runs[0] ?? '') as { data: Run };
    expect(withdrawal.data).toMatchObject({ state: 'done', counts: { out: 40, failed: 0 } });
  });
});
