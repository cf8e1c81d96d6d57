/** A folder goes with the last content in it, at once and not with the next sweep. In the simulation's world, with calm weather. */
import { wholeSpace } from '../../src/sync/select';
import { type Calm, openCalm } from '../sim/calm';
import * as edits from '../sim/confluence/edits';
import type { Node } from '../sim/confluence/site';
import { ensure, foldersOf } from './placing';

let play: Calm;
let parent: Node;
let child: Node;
beforeEach(async () => {
  play = await openCalm();
  parent = play.page();
  child = play.page(parent);
  await play.choose(wholeSpace);
  expect(foldersOf(play)).toHaveLength(2);
});

it('that moves away', async () => {
  edits.move(play.editor, child, '1', null);
  await play.settle();
  expect([parent, child].map(play.isThere)).toEqual([true, true]);
  expect(foldersOf(play)).toHaveLength(1);
});

it('that is withdrawn', async () => {
  edits.keepOut(play.editor, child);
  await play.settle();
  expect([parent, child].map(play.isThere)).toEqual([true, false]);
  expect(foldersOf(play)).toHaveLength(1);
});

it('that is withdrawn after the page itself, and with it the folders above that hold nothing more', async () => {
  const drawer = edits.create(play.editor, 'folder', '1', child.id);
  const below = play.page(drawer);
  const deep = play.page(below);
  await play.settle();
  expect(play.isThere(deep)).toBe(true);
  expect(foldersOf(play)).toHaveLength(5);
  edits.keepOut(play.editor, parent);
  await play.settle();
  expect([parent, child, below, deep].filter(play.isThere)).toEqual([]);
  expect(foldersOf(play)).toHaveLength(1);
});

it('or with the page itself, where a killed invocation has left it empty', async () => {
  edits.move(play.editor, child, '1', null);
  await play.settle();
  await play.run(ensure(play, child, [parent]));
  expect(foldersOf(play)).toHaveLength(2);
  edits.keepOut(play.editor, parent);
  await play.settle();
  expect([parent, child].map(play.isThere)).toEqual([false, true]);
  expect(foldersOf(play)).toHaveLength(1);
});

it('also where queries show for some seconds what has just gone', async () => {
  for (let n = 0; n < 6; n += 1) play.page(parent);
  await play.settle();
  play.stage.world.weather.queryLag = 5_000;
  edits.keepOut(play.editor, parent);
  await play.settle();
  expect(play.files().filter((path) => path.includes(`(${parent.id})`))).toEqual([]);
  expect(foldersOf(play)).toHaveLength(1);
});
