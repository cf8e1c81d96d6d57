/**
 * What the simulation found when it began to choose trees and to restrict: each with one cause. In its world, with calm weather.
 */

import { touchBelow } from '../../src/sync/below';
import { newEntry } from '../../src/sync/outcomes';
import { alone, type Calm, openCalm, tree } from '../sim/calm';
import * as edits from '../sim/confluence/edits';
import { MINUTE } from '../sim/play';

let play: Calm;
beforeEach(async () => {
  play = await openCalm();
});

describe.each(['include', 'exclude'] as const)('a page with a rule about it alone (%s)', (choice) => {
  it('stays as it is wherever it goes; what lies below it goes by the trees that it lies in', async () => {
    const top = play.page();
    const moved = play.page(top);
    const child = play.page(moved);
    const grandchild = play.page(child);
    await play.choose(tree(top, 'include'), alone(moved, choice));
    const isIn = () => [moved, child, grandchild].map(play.isThere);
    expect(isIn()).toEqual([choice === 'include', true, true]);
    edits.move(play.editor, moved, '1', null);
    await play.settle();
    expect(isIn()).toEqual([choice === 'include', false, false]);
    edits.move(play.editor, moved, '1', top.id);
    await play.settle();
    expect(isIn()).toEqual([choice === 'include', true, true]);
  });
});

it('two contents that lie below each other by the ledger, out both of them, are walked through once', async () => {
  await play.choose(alone(play.page(), 'include'));
  const ids = ['7001', '7002'];
  for (const [i, id] of ids.entries())
    await play.answerOf(async ({ store }) => {
      const entry = newEntry({ ref: { id, type: 'page' }, spaceId: '1', readAt: 0, snapshot: null, parentId: ids[1 - i] ?? null });
      await store.ledger.put({ ...entry, state: 'out', reason: 'not-selected', readAt: 1 }, null);
    });
  await play.pass(MINUTE);
  const queued: unknown[] = [];
  const queue = { touch: async () => {}, work: async (work: unknown) => void queued.push(work) };
  await play.answerOf((ports) =>
    touchBelow({ ...ports, queue }, { kind: 'below', id: '7001', spaceId: '1', at: ports.now(), cause: 'event' }),
  );
  expect(queued).toEqual([]);
});

it('a walk down the tree goes on below a page that nobody chose and no run has listed yet', async () => {
  const top = play.page();
  const chosen = play.page(top);
  await play.choose(alone(top, 'include'), alone(chosen, 'include'));
  const between = play.page(top);
  await play.settle();
  edits.move(play.editor, chosen, '1', between.id);
  await play.settle();
  expect([top, between, chosen].map(play.isThere)).toEqual([true, false, true]);
  edits.restrict(play.editor, top);
  await play.settle();
  expect([top, chosen].map(play.isThere)).toEqual([false, false]);
});
