/**
 * Pages that changed places: what was below is above now. Qontext takes no folder into itself, so the one has to leave the other first,
 * whichever of them the app is told of. In the simulation's world, with calm weather.
 */
import { fileName, folderName } from '../../src/document';
import { defaultPolicy } from '../../src/scope';
import { align, type Ports } from '../../src/sync';
import { type Admins, adminsOf } from '../sim/admins';
import * as edits from '../sim/confluence/edits';
import { ancestorsOf, contentOf, type Node } from '../sim/confluence/site';
import { type Ended, invoke, runTick } from '../sim/functions';
import { MINUTE, openPlay, type Play } from '../sim/play';
import { pathOf } from '../sim/repository';

const SECOND = 1_000;
let play: Play;
let admins: Admins;

async function answerOf<T>(work: (ports: Ports) => Promise<T>): Promise<T> {
  const ends: Ended<T>[] = [];
  invoke<T>(play.stage, { name: 'test', lock: 'test', seconds: 55 }, work, (how) => void ends.push(how));
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

const create = (kind: Node['kind'], above: Node | null): Node => edits.create(play.editor, kind, '1', above?.id ?? null);
const silently = () => ({ ...play.editor, emit: () => {} });
const top = '/Confluence/sim.atlassian.example/Zqspace (SP1)';

async function mirror(): Promise<void> {
  play.startEvents();
  admins.wishes.set('1', { site: [{ target: { kind: 'space' }, choice: 'include' }], space: [] });
  await admins.choose();
  await settle();
}
async function settle(): Promise<void> {
  await play.pass(20 * SECOND);
  await play.drain();
}
async function tick(): Promise<void> {
  runTick(play.stage);
  await settle();
}

const actual = (node: Node) =>
  [...play.stage.shelf.files.values()].map((file) => pathOf(play.stage.shelf, file)).filter((path) => path.endsWith(`(${node.id}).md`));
const wanted = (node: Node) => {
  const { site } = play.stage;
  const above = ancestorsOf(site, node)
    .reverse()
    .map((one) => folderName(one));
  return [[top, ...above, fileName(contentOf(site, node), 1)].join('/')];
};
const expectInPlace = (...nodes: Node[]) => expect(nodes.map(actual)).toEqual(nodes.map(wanted));

it('the page above, of whose move nobody told, leaves first: no sweep is needed', async () => {
  const above = create('page', null);
  const beside = create('page', above);
  const below = create('page', above);
  const lowest = create('page', below);
  await mirror();
  expectInPlace(above, beside, below, lowest);
  edits.move(silently(), below, '1', null);
  edits.move(play.editor, above, '1', lowest.id);
  await settle();
  expectInPlace(above, beside, below, lowest);
});

it('a folder of Confluence’s comes after the page that leaves it, with the next ticks', async () => {
  const folder = create('folder', null);
  const beside = create('page', folder);
  const below = create('page', folder);
  const lowest = create('page', below);
  await mirror();
  expectInPlace(beside, below, lowest);
  edits.move(silently(), below, '1', null);
  edits.move(play.editor, folder, '1', below.id);
  await settle();
  await play.pass(2 * MINUTE);
  await tick();
  expectInPlace(beside, below, lowest);
});

it('a folder that others keep from its page follows when they are done', async () => {
  const page = create('page', null);
  const below = create('page', page);
  await mirror();
  edits.rename(silently(), page);
  await answerOf(async (ports) => {
    const { places } = ports.store;
    const put: typeof places.put = async (place, rev) => place.key !== `content:${page.id}` && places.put(place, rev);
    const touch = { id: page.id, type: 'page', spaceId: '1', at: ports.now(), cause: 'event', below: false, awaited: false } as const;
    return align({ ...ports, store: { ...ports.store, places: { ...places, put } } }, touch);
  });
  expect(actual(page)).toEqual(wanted(page));
  expect(actual(below)).not.toEqual(wanted(below));
  await settle();
  expectInPlace(page, below);
});
