/** What another policy would send and withdraw: told of the spaces that it concerns, or not at all where they are too many for one call. */
import type { SeedSite } from '../../local/confluence';
import { openSite, type TestSite } from '../site';

const COUNT = 30;
const seed: SeedSite = {
  host: 'tides.example',
  spaces: [
    { key: 'TIDE', name: 'Tides', type: 'global', pages: [{ title: 'Home', body: '<p>All.</p>' }] },
    ...Array.from({ length: COUNT }, (_, n) => ({
      key: `BAY${n}`,
      name: `Bay ${n} ${n === 7 ? 'harbour' : 'shore'}`,
      type: 'global' as const,
      pages: [{ title: `Bay ${n}`, body: '<p>Water.</p>' }],
    })),
  ],
};

let site: TestSite;
beforeAll(async () => {
  site = await openSite({ seed });
  await site.mirror('TIDE');
}, 180_000);
afterAll(() => site?.stop());

const told = async (changes: object) => {
  const forecast = await site.call('forecastPolicy', { ...(await site.call('getPolicy')), ...changes });
  return forecast && { keys: forecast.spaces.map(({ spaceKey }) => spaceKey), send: forecast.send, withdraw: forecast.withdraw };
};
const setPolicy = async (changes: object) => {
  await site.call('savePolicy', { ...(await site.call('getPolicy')), ...changes });
  await site.settle();
};

test('what only tells of the mirror concerns no space', async () => {
  expect(await told({ instructions: 'Ask the harbour office.' })).toEqual({ keys: [], send: 0, withdraw: 0 });
});

test('what a keyword would bring in is told before it is saved, and what its end would withdraw', async () => {
  expect(await told({ keywords: ['harbour'] })).toEqual({ keys: ['BAY7'], send: 1, withdraw: 0 });
  expect(await told({ keywords: ['harbour'], offered: { kind: 'only', keys: ['TIDE'] } })).toEqual({
    keys: ['TIDE'],
    send: 0,
    withdraw: 0,
  });
  await setPolicy({ keywords: ['harbour'] });
  expect(await told({ keywords: [] })).toEqual({ keys: ['BAY7'], send: 0, withdraw: 1 });
});

test('in a selection file, too', async () => {
  const { yaml } = await site.call('exportSelection');
  const answer = await site.call('checkSelectionFile', { yaml: yaml.replace('- harbour', '- harbour\n    - Bay 9') });
  expect(answer).toMatchObject({ ok: true, forecast: { spaces: [{ spaceKey: 'BAY9' }], send: 1 } });
});

test('of more spaces than can be asked about in the time of a call nothing is counted', async () => {
  expect(await told({ keywords: ['shore'] })).toBeNull();
  await setPolicy({ keywords: ['bay'] });
  site.asked.requests.length = 0;
  expect(await told({ archived: true })).toBeNull();
  expect(site.asked.requests.filter(({ path }) => path.includes('search'))).toEqual([]);
});
