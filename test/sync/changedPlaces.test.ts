/**
 * Pages that changed places: what was below is above now. Qontext takes no folder into itself, so the one has to leave the other first,
 * whichever of them the app is told of. In the simulation's world, with calm weather.
 */
import { fileName, folderName } from '../../src/document';
import { align } from '../../src/sync';
import { wholeSpace } from '../../src/sync/select';
import { type Calm, openCalm } from '../sim/calm';
import * as edits from '../sim/confluence/edits';
import { ancestorsOf, contentOf, type Node } from '../sim/confluence/site';
import { root } from './placing';

let play: Calm;
beforeEach(async () => {
  play = await openCalm();
});

const silently = () => ({ ...play.editor, emit: () => {} });
const wanted = (node: Node) => {
  const { site } = play.stage;
  const above = ancestorsOf(site, node)
    .reverse()
    .map((one) => folderName(one));
  return [root, 'Zqspace (SP1)', ...above, fileName(contentOf(site, node), 1)].join('/');
};
const expectInPlace = (...nodes: Node[]) => expect(nodes.map(play.fileOf)).toEqual(nodes.map(wanted));

it('the page above, of whose move nobody told, leaves first: no sweep is needed', async () => {
  const above = play.page();
  const beside = play.page(above);
  const below = play.page(above);
  const lowest = play.page(below);
  await play.choose(wholeSpace);
  expectInPlace(above, beside, below, lowest);
  edits.move(silently(), below, '1', null);
  edits.move(play.editor, above, '1', lowest.id);
  await play.settle();
  expectInPlace(above, beside, below, lowest);
});

it('a folder of Confluence’s comes after the page that leaves it, with the next ticks', async () => {
  const folder = edits.create(play.editor, 'folder', '1', null);
  const beside = play.page(folder);
  const below = play.page(folder);
  const lowest = play.page(below);
  await play.choose(wholeSpace);
  expectInPlace(beside, below, lowest);
  edits.move(silently(), below, '1', null);
  edits.move(play.editor, folder, '1', below.id);
  await play.settle();
  await play.settle();
  await play.tick();
  expectInPlace(beside, below, lowest);
});

it('a folder that others keep from its page follows when they are done', async () => {
  const page = play.page();
  const below = play.page(page);
  await play.choose(wholeSpace);
  edits.rename(silently(), page);
  await play.answerOf(async (ports) => {
    const { places } = ports.store;
    const put: typeof places.put = async (place, rev) => place.key !== `content:${page.id}` && places.put(place, rev);
    const touch = { id: page.id, type: 'page', spaceId: '1', at: ports.now(), cause: 'event', below: false, awaited: false } as const;
    return align({ ...ports, store: { ...ports.store, places: { ...places, put } } }, touch);
  });
  expect(play.fileOf(page)).toBe(wanted(page));
  expect(play.fileOf(below)).not.toBe(wanted(below));
  await play.settle();
  expectInPlace(page, below);
});
