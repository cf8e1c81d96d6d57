/** Forge takes routes only: paths go through as they are, and nothing but paths of Confluence does. */
import { requestAsApp, requestAsUser } from '../../src/confluence/forge';

interface Asked {
  caller: { type: string; provider: string; remote?: string };
  path: string;
  init: RequestInit;
}

function withForge(): Asked[] {
  const asked: Asked[] = [];
  const forgeFetch = async (caller: Asked['caller'], path: string, init: RequestInit) => {
    asked.push({ caller, path, init });
    return new Response('{}', { status: 200 });
  };
  Object.assign(globalThis, {
    __forge_fetch__: forgeFetch,
    __forge_runtime__: { aaid: 'someone', metrics: { counter: () => ({ incr() {} }), timing: () => ({ measure: () => ({ stop() {} }) }) } },
  });
  return asked;
}

const path = '/wiki/rest/api/content/search?cql=space%20in%20(%22~a..b%22)&limit=100';

/** Ends a request that hangs. */
const { signal } = new AbortController();

test('asks as the app and as the user, with the path as it is', async () => {
  const asked = withForge();
  expect((await requestAsApp(() => signal)(path)).status).toBe(200);
  await requestAsUser(() => signal)(path, { method: 'GET' });
  expect(asked.map((one) => [one.caller.provider, one.caller.remote, one.path])).toEqual([
    ['app', 'confluence', path],
    ['user', 'confluence', path],
  ]);
  expect(asked.map((one) => one.init.signal)).toEqual([signal, signal]);
});

test.each(['https://elsewhere.example/wiki/x', '/rest/api/content', '/wiki/../admin', '/wiki/a b', '/wiki/a#b', '/wiki/a\\b'])(
  'refuses %s',
  (bad) => {
    const asked = withForge();
    expect(() => requestAsApp(() => signal)(bad)).toThrow(/Not a path of Confluence/);
    expect(asked).toEqual([]);
  },
);
