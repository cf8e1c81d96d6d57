/**
 * What the simulation found when it began to choose trees and to restrict: each with one cause. In its world, with calm weather.
 */

import type { LedgerEntry } from '../../src/store';
import type { Ports, Work } from '../../src/sync';
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

it('a walk goes past all that is out by choice to what is chosen below it, and where that is too much, on in work of its own', async () => {
  await play.choose(alone(play.page(), 'include'));
  const ids = Array.from({ length: 110 }, (_, n) => String(7_000 + n));
  await play.answerOf(async ({ store }) => {
    const put = (id: string, parentId: string, said: Partial<LedgerEntry>) => {
      const base = newEntry({ ref: { id, type: 'page' }, spaceId: '1', readAt: 0, snapshot: null, parentId });
      return store.ledger.put({ ...base, readAt: 1, ...said }, null);
    };
    for (const [i, id] of ids.entries()) await put(id, ids[i - 1] ?? '6999', { state: 'out', reason: 'not-selected' });
    await put('8001', '7005', { state: 'sent' });
    await put('8002', '7109', { state: 'sent' });
  });
  await play.pass(MINUTE);
  const touched: string[] = [];
  const queued: Work[] = [];
  const queue: Ports['queue'] = {
    touch: async (touches) => void touched.push(...touches.map(({ id }) => id)),
    work: async (work) => void queued.push(work),
  };
  const walk = (id: string) =>
    play.answerOf((ports) => touchBelow({ ...ports, queue }, { kind: 'below', id, spaceId: '1', at: ports.now(), cause: 'event' }));
  await walk('6999');
  expect(touched).toContain('8001');
  expect(touched).not.toContain('8002');
  expect(queued).toMatchObject([{ kind: 'below', spaceId: '1', cause: 'event' }]);
  const [rest] = queued;
  if (rest?.kind === 'below') await walk(rest.id);
  expect(touched).toContain('8002');
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
