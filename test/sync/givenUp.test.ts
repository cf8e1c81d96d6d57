/** What becomes of a content when its queue has tried as often as it may. In the simulation's world, with calm weather. */
import { ConfluenceError, type ConfluenceErrorFacts } from '../../src/confluence';
import { giveUpForNow } from '../../src/sync';
import { wholeSpace } from '../../src/sync/select';
import { type Calm, openCalm } from '../sim/calm';

let play: Calm;
beforeEach(async () => {
  play = await openCalm();
});

const restrictions = { operation: 'restriction.read', status: 503, kind: 'unavailable', scope: null, retryAfterMs: null } as const;

it.each<[string, Partial<ConfluenceErrorFacts>, object]>([
  ['who may read it could not be asked: it is held', {}, { state: 'held', reason: 'restrictions-unknown' }],
  ['another question failed: what was sent stays', { operation: 'pages.get' }, { state: 'failed', reason: 'confluence-unavailable' }],
  [
    'the hour’s points were spent, whatever was asked with the last: what was sent stays',
    { kind: 'rate-limited', status: 429, scope: 'quota' },
    { state: 'failed', reason: 'confluence-unavailable' },
  ],
])('%s', async (_, facts, expected) => {
  const page = play.page();
  await play.choose(wholeSpace);
  expect(play.isThere(page)).toBe(true);
  const entry = await play.answerOf(async (ports) => {
    const at = ports.now();
    const touch = { id: page.id, type: 'page', spaceId: '1', at, cause: 'edit', below: false, awaited: false } as const;
    await giveUpForNow(ports, touch, new ConfluenceError({ ...restrictions, ...facts }));
    return (await ports.store.ledger.get(page.id))?.value;
  });
  expect(entry).toMatchObject({ ...expected, tries: 1 });
  expect(entry?.files).toHaveLength(1);
});
