/** Pure: which folders a content lies in, by what is known of what stands above it. */
import { defaultPolicy } from '../../src/scope';
import type { Rulebook } from '../../src/store';
import { newlySelected, wholeSpace } from '../../src/sync/select';
import { type Node, verdictOfSnapshot } from '../../src/sync/verdict';
import { create } from '../sim/confluence/edits';
import { snapshotOf, spaceOf } from '../sim/confluence/site';
import { openPlay } from '../sim/play';

const { editor, stage } = openPlay(1, () => {}, false);
stage.site.spaces.set('1', spaceOf('1'));
const snapshot = snapshotOf(stage.site, create(editor, 'page', '1', null), 0);
const node = (id: string, type = 'page'): Node => ({ id, type, title: `Title ${id}`, restriction: { kind: 'none' }, labels: [] });
const above = [node('4', 'whiteboard'), node('3'), node('2', 'folder'), node('1')];

const foldersWith = (change: Partial<Rulebook['policy']>, archived: string[]) => {
  const space = { ...newlySelected(spaceOf('1'), [], 0, null, false), rules: { site: [wholeSpace], space: [] } };
  const book: Rulebook = { policy: { ...defaultPolicy, ...change }, spaces: [space] };
  return verdictOfSnapshot(snapshot, above, book, new Set(archived)).above.map(({ id }) => id);
};

test('the title of a page that is archived is in no path, unless the policy sends what is archived', () => {
  expect(foldersWith({}, [])).toEqual(['3', '2', '1']);
  expect(foldersWith({}, ['3'])).toEqual(['2', '1']);
  expect(foldersWith({ archived: true }, ['3'])).toEqual(['3', '2', '1']);
});
