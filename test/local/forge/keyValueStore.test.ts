/** The key-value store answers the real SDK as the platform does: policies, time to live, secrets, batches, limits, and a query that may lag. */
import { virtualClock } from '../../../local/clock';
import { type Bench, bench } from './support';

const start = Date.parse('2026-11-21T10:00:00Z');
const clock = virtualClock(start);
let at: Bench;
beforeAll(async () => {
  at = await bench({ clock });
}, 120_000);
afterAll(() => at.stop());
beforeEach(async () => {
  at.host.settings.queryLagMs = 0;
  at.host.settings.ttlLagMs = 0;
  // A new minute: what an earlier test spent does not count.
  clock.advance(60_000);
});

describe('plain keys', () => {
  it('gives back what was set, and undefined for what was deleted or never there', async () => {
    const results = await at.kvs(['set', 'a', { n: [1, 'ü'] }], ['get', 'a'], ['delete', 'a'], ['get', 'a'], ['delete', 'a']);
    expect(results).toEqual([null, { n: [1, 'ü'] }, null, null, null]);
  });

  it('refuses to overwrite with FAIL_IF_EXISTS, and returns the previous or the latest value when asked', async () => {
    const results = await at.kvs(
      ['set', 'policy', 1, { keyPolicy: 'FAIL_IF_EXISTS' }],
      ['set', 'policy', 2, { keyPolicy: 'FAIL_IF_EXISTS' }],
      ['set', 'policy', 3, { keyPolicy: 'OVERRIDE', returnValue: 'PREVIOUS' }],
      ['set', 'policy', 4, { keyPolicy: 'OVERRIDE', returnValue: 'LATEST', returnMetadataFields: ['CREATED_AT'] }],
      ['set', 'new', 5, { keyPolicy: 'OVERRIDE', returnValue: 'PREVIOUS' }],
    );
    expect(results[1]).toEqual({ code: 'KEY_CONFLICT', status: 409 });
    expect(results[2]).toEqual({ key: 'policy', value: 1 });
    expect(results[3]).toEqual({ key: 'policy', value: 4, createdAt: expect.any(Number) });
    expect(results[4]).toBeNull();
  });

  it('forgets an entry when its time to live is over, and only later when the platform is slow', async () => {
    await at.kvs(['set', 'brief', 1, { ttl: { unit: 'MINUTES', value: 2 } }]);
    const [whole] = await at.kvs(['getWithTimes', 'brief']);
    const { createdAt, expireTime } = whole as { createdAt: number; expireTime: string };
    expect(Date.parse(expireTime) - createdAt).toBe(120_000);
    clock.advance(121_000);
    at.host.settings.ttlLagMs = 60_000;
    expect(await at.kvs(['get', 'brief'])).toEqual([1]);
    at.host.settings.ttlLagMs = 0;
    expect(await at.kvs(['get', 'brief'], ['set', 'brief', 2, { keyPolicy: 'FAIL_IF_EXISTS' }], ['get', 'brief'])).toEqual([null, null, 2]);
  });

  it('holds keys, sizes and depths to the limits', async () => {
    const results = await at.kvs(
      ['set', 'no/slash', 1],
      ['set', 'k'.repeat(501), 1],
      ['set', 'k'.repeat(500), 1],
      ['setLong', 'long', 240 * 1024],
      ['setLong', 'long', 240 * 1024 + 1],
      ['setDeep', 'deep', 31],
      ['setDeep', 'deep', 32],
      ['set', 'x', 1, { ttl: { unit: 'DAYS', value: 400 } }],
    );
    expect(results).toEqual([
      { code: 'INVALID_KEY', status: 400 },
      { code: 'KEY_TOO_LONG', status: 400 },
      null,
      null,
      { code: 'MAX_SIZE', status: 400 },
      null,
      { code: 'MAX_DEPTH', status: 400 },
      { code: 'INVALID_TTL', status: 400 },
    ]);
  });
});

it('keeps secrets apart from plain keys, and shows only their names to whoever looks', async () => {
  const results = await at.kvs(['setSecret', 'api-key', 'shh'], ['getSecret', 'api-key'], ['get', 'api-key']);
  expect(results).toEqual([null, 'shh', null]);
  expect(at.host.kvs.secretKeys()).toEqual(['api-key']);
  expect(await at.kvs(['deleteSecret', 'api-key'], ['getSecret', 'api-key'])).toEqual([null, null]);
});

describe('query by prefix', () => {
  it('pages in order of keys with a cursor, ten by default and a hundred at most', async () => {
    for (let from = 0; from < 30; from += 25) {
      const items = Array.from({ length: Math.min(25, 30 - from) }, (_, n) => ({
        key: `page:${String(from + n).padStart(2, '0')}`,
        value: from + n,
      }));
      await at.kvs(['batchSet', items]);
    }
    const seen: number[] = [];
    let cursor: string | undefined;
    let pages = 0;
    do {
      const [answer] = await at.kvs(['list', 'page:', 12, cursor]);
      const { results, nextCursor } = answer as { results: { value: number }[]; nextCursor?: string };
      seen.push(...results.map(({ value }) => value));
      cursor = nextCursor;
      pages++;
    } while (cursor);
    expect(seen).toEqual(Array.from({ length: 30 }, (_, n) => n));
    expect(pages).toBe(3);
    expect(await at.kvs(['list', 'page:', 101])).toEqual([{ code: 'INVALID_LIMIT', status: 400 }]);
  });

  it('may lag behind set, while get never does', async () => {
    await at.kvs(['set', 'lag:1', 'old']);
    at.host.settings.queryLagMs = 5000;
    const [, , now, got] = await at.kvs(['set', 'lag:1', 'new'], ['set', 'lag:2', 'new'], ['list', 'lag:', 10], ['get', 'lag:1']);
    expect(now).toEqual({ results: [{ key: 'lag:1', value: 'old' }] });
    expect(got).toBe('new');
    clock.advance(6000);
    const [later] = await at.kvs(['list', 'lag:', 10]);
    expect((later as { results: { value: string }[] }).results.map(({ value }) => value)).toEqual(['new', 'new']);
  });
});

it('answers a batch item by item', async () => {
  const tooMany = Array.from({ length: 26 }, (_, n) => ({ key: `b:${n}`, value: n }));
  const [set, get, removed, refused] = await at.kvs(
    [
      'batchSet',
      [
        { key: 'b:1', value: 1 },
        { key: 'b/2', value: 2 },
      ],
    ],
    ['batchGet', [{ key: 'b:1' }, { key: 'b:9' }]],
    ['batchDelete', [{ key: 'b:1' }, { key: 'b:9' }]],
    ['batchSet', tooMany],
  );
  expect(set).toMatchObject({ successfulKeys: [{ key: 'b:1' }], failedKeys: [{ key: 'b/2', error: { code: 'INVALID_KEY' } }] });
  expect(get).toMatchObject({ successfulKeys: [{ key: 'b:1', value: 1 }], failedKeys: [{ key: 'b:9', error: { code: 'KEY_NOT_FOUND' } }] });
  expect(removed).toMatchObject({ successfulKeys: [{ key: 'b:1' }, { key: 'b:9' }], failedKeys: [] });
  expect(refused).toEqual({ code: 'INVALID_BATCH', status: 400 });
});

describe('entities', () => {
  const person = (team: string, age: number, name: string) => ({ team, age, name });
  const names = (answer: unknown) => (answer as { results: { value: { name: string } }[] }).results.map(({ value }) => value.name);

  beforeAll(async () => {
    const all = [
      person('red', 30, 'Ada'),
      person('red', 41, 'Mei'),
      person('red', 41, 'Ravi'),
      person('blue', 25, 'Tomas'),
      person('red', 52, 'Lena'),
    ];
    await at.kvs(...all.map((each) => ['setPerson', `p:${each.name}`, each]));
  });

  it('refuses what the manifest does not declare', async () => {
    const results = await at.kvs(
      ['setPerson', 'p:x', { team: 'red', age: 'old', name: 'X' }],
      ['setPerson', 'p:x', { team: 'red', height: 1 }],
      ['getPerson', 'p:Ada'],
    );
    expect(results.slice(0, 2)).toEqual([
      { code: 'INVALID_ATTRIBUTE_TYPE', status: 400 },
      { code: 'UNKNOWN_ATTRIBUTE', status: 400 },
    ]);
    expect(results[2]).toEqual(person('red', 30, 'Ada'));
  });

  it('queries an index by range, in both orders', async () => {
    const [up, down] = await at.kvs(['peopleByAge', 26, 45, false], ['peopleByAge', 26, 45, true]);
    expect(names(up)).toEqual(['Ada', 'Mei', 'Ravi']);
    expect(names(down)).toEqual(['Ravi', 'Mei', 'Ada']);
  });

  it('queries one partition, page by page', async () => {
    const [first] = await at.kvs(['team', 'red', 'greaterThanEqualTo', 41, 2]);
    expect(names(first)).toEqual(['Mei', 'Ravi']);
    const [second] = await at.kvs(['team', 'red', 'greaterThanEqualTo', 41, 2, (first as { nextCursor: string }).nextCursor]);
    expect(names(second)).toEqual(['Lena']);
    expect(second).not.toHaveProperty('nextCursor');
    const [less, equal] = await at.kvs(['team', 'red', 'lessThan', 41, 9], ['team', 'red', 'equalTo', 41, 9]);
    expect([names(less), names(equal)]).toEqual([['Ada'], ['Mei', 'Ravi']]);
  });

  it.each([
    ['beginsWith', ['R'], ['Ravi']],
    ['contains', ['e'], ['Lena', 'Mei']],
    ['notContains', ['a'], ['Mei']],
    ['equalTo', ['Ada'], ['Ada']],
    ['notEqualTo', ['Ada'], ['Lena', 'Mei', 'Ravi', 'Tomas']],
    ['between', ['Lena', 'Mei'], ['Lena', 'Mei']],
    ['greaterThan', ['Mei'], ['Ravi', 'Tomas']],
    ['lessThanEqualTo', ['Lena'], ['Ada', 'Lena']],
    ['exists', [], ['Ada', 'Lena', 'Mei', 'Ravi', 'Tomas']],
    ['notExists', [], []],
  ])('filters by %s', async (condition, values, expected) => {
    const [found] = await at.kvs(['filtered', condition, ...values]);
    expect(names(found).sort()).toEqual(expected);
  });

  it('writes all of a transaction or nothing', async () => {
    await at.kvs(['setPerson', 'p:from', person('green', 7, 'From')]);
    expect(await at.kvs(['move', 'p:from', 'p:to', 'equalTo', 8], ['getPerson', 'p:from'], ['getPerson', 'p:to'])).toEqual([
      { code: 'CONDITIONAL_CHECK_FAILED', status: 400 },
      person('green', 7, 'From'),
      null,
    ]);
    expect(await at.kvs(['move', 'p:from', 'p:to', 'equalTo', 7], ['getPerson', 'p:from'], ['getPerson', 'p:to'])).toEqual([
      'done',
      null,
      { team: 'moved', age: 7, name: 'p:to' },
    ]);
    expect(await at.kvs(['setMany', 25], ['setMany', 26])).toEqual(['done', { code: 'INVALID_TRANSACTION', status: 400 }]);
  });
});

it('answers 429 above the units of a minute, counts 10-KB units, and recovers in the next minute', async () => {
  await at.kvs(['setLong', 'big', 25 * 1024], ['get', 'big']);
  const report = at.host.meter.recent().at(-1);
  expect(report).toMatchObject({ kvWriteUnits: 3, kvReadUnits: 3 });
  at.host.settings.kvUnitsPerMinute = 5;
  const results = await at.kvs(['setLong', 'big', 25 * 1024], ['set', 'small', 1], ['delete', 'small']);
  expect(results).toEqual([{ code: 'RATE_LIMIT_EXCEEDED', status: 429 }, null, null]);
  clock.advance(60_000);
  expect(await at.kvs(['setLong', 'big', 25 * 1024])).toEqual([null]);
  at.host.settings.kvUnitsPerMinute = 4000;
});
