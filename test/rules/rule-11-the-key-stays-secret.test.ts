/** Rule 11: the API key lives in the secret store; no answer, log or error ever holds it. */
import { ada, openSite, type TestSite } from '../site';

let site: TestSite;
const answers: unknown[] = [];
const ask = async (name: string, payload?: unknown) => {
  const answer = await site.send(name, payload, ada.accountId).catch((error: unknown) => String(error));
  answers.push(answer);
  return answer;
};
beforeAll(async () => {
  site = await openSite();
}, 180_000);
afterAll(() => site?.stop());

/** Where the text is found, so that a failing test does not print it all. */
const foundIn = (secret: string) =>
  Object.entries(everything()).flatMap(([where, what]) => (JSON.stringify(what).includes(secret) ? [where] : []));
const everything = () => ({
  answers,
  store: site.dump(),
  logs: site.logs,
  queue: site.host.queue.waiting(),
  askedOfConfluence: site.asked.requests,
  sentToQontext: site.sent.requests.map(({ path, body }) => path + body),
});

test('a key that Qontext refuses is not saved, and is not in the error', async () => {
  const before = site.dump();
  expect(await ask('connect', { apiKey: 'q_sk_wrong-but-secret' })).toContain('does not accept this API key');
  expect(await ask('connect', { apiKey: 'q_sk_wrong\nbut-secret\u0001' })).toMatch(/Error/);
  expect(site.host.kvs.secretKeys()).toEqual([]);
  expect((await site.call('overview')).connection).toEqual({ state: 'disconnected' });
  expect(foundIn('but-secret')).toEqual([]);
  expect(JSON.parse(before)[0]).toEqual(JSON.parse(site.dump())[0]);
});

test('the key that is taken is in the secret store, and in the header of requests to Qontext alone', async () => {
  await ask('connect', { apiKey: site.qontext.defaultKey });
  await ask('includeSpace', { spaceId: site.spaceId('TIDE') });
  await site.settle();
  expect(site.host.kvs.secretKeys()).toEqual(['qontext-api-key']);
  const keys = site.sent.requests.slice(-10).map(({ headers }) => headers['x-api-key']);
  expect(keys).toEqual(Array.from({ length: 10 }, () => site.qontext.defaultKey));
  expect(site.sent.requests.every(({ headers }) => headers['x-api-key'] !== undefined)).toBe(true);
  expect(site.asked.requests.some(({ headers }) => JSON.stringify(headers).includes(site.qontext.defaultKey))).toBe(false);
  for (const name of ['overview', 'validateConnection', 'listSpaces', 'listRuns', 'listActivity', 'health', 'getSettings'])
    await ask(name, {});
  expect(foundIn(site.qontext.defaultKey)).toEqual([]);
});

test('a server that echoes the key in its errors does not get it into a log, an answer or the store', async () => {
  const key = site.qontext.defaultKey;
  site.sent.interfere = () => ({ status: 400, body: { code: `bad_${key}`, detail: `The key ${key} is bad.`, requestId: key } });
  site.model.updatePage(ada.accountId, site.id('Log 1'), { body: '<p>Again.</p>' });
  await site.settle();
  await ask('validateConnection');
  await ask('connect', { apiKey: key });
  await site.tick();
  site.sent.interfere = () => null;
  await ask('health');
  await ask('overview');
  expect(foundIn(key)).toEqual([]);
});

test('a run that meets a revoked key is paused and says why; with another key it goes on', async () => {
  const last = async () => (await site.call('listRuns')).runs[0];
  site.qontext.addKey({ key: 'q_sk_for-a-while-0001', name: 'For a while' });
  await ask('connect', { apiKey: 'q_sk_for-a-while-0001' });
  await site.settle();
  site.qontext.revoke('q_sk_for-a-while-0001');
  await site.call('startRun', { kind: 'resync' });
  await site.settle();
  expect(await last()).toMatchObject({ state: 'paused', note: expect.stringContaining('Connect again') });
  await ask('connect', { apiKey: site.qontext.defaultKey });
  await site.call('controlRun', { runId: (await last())?.id ?? '', action: 'resume' });
  await site.settle();
  expect(await last()).toMatchObject({ state: 'done' });
});

test('a revoked key stops everything, and says so without naming it; another one goes on from there', async () => {
  const key = site.qontext.defaultKey;
  await ask('connect', { apiKey: key });
  await site.settle();
  expect((await site.call('overview')).connection).toMatchObject({ state: 'connected' });
  site.qontext.revoke(key);
  site.model.updatePage(ada.accountId, site.id('Log 1'), { body: '<p>Once more.</p>' });
  await site.settle();
  expect((await site.call('overview')).connection).toMatchObject({ state: 'broken' });
  site.sent.requests.length = 0;
  site.model.updatePage(ada.accountId, site.id('Log 2'), { body: '<p>Nobody to send to.</p>' });
  await site.tick();
  expect(site.sent.requests).toEqual([]);
  expect(foundIn(key)).toEqual([]);

  site.qontext.addKey({ key: 'q_sk_another-one-0001', name: 'Another' });
  await ask('connect', { apiKey: 'q_sk_another-one-0001' });
  await site.settle();
  expect(site.text('Log 2')).toContain('Nobody to send to.');
  expect(site.text('Log 1')).toContain('Once more.');
  expect(foundIn('another-one')).toEqual([]);
});

test('disconnecting forgets the key', async () => {
  await ask('disconnect');
  expect(site.host.kvs.secretKeys()).toEqual([]);
});
