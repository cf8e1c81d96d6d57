/** What the tests of the admin page's work do again and again. */
import type { FrameLocator } from 'playwright-core';

import { type Bench, type Opened, type OpenOptions, startBench } from './adminPage';
import type { Backend, ScriptedBackend } from './backend';

/** Builds and closes the page around the tests of a file; each test's page must have offended against nothing. */
export function adminPages(): (path: string, backend: ScriptedBackend, options?: OpenOptions) => Promise<Opened> {
  let bench: Bench;
  let opened: Opened | undefined;
  beforeAll(async () => {
    bench = await startBench();
  }, 120_000);
  afterEach(async () => {
    const offences = opened?.offences ?? [];
    await opened?.close();
    opened = undefined;
    expect(offences).toEqual([]);
  });
  afterAll(() => bench.close());
  return async (path, backend, options = {}) => {
    opened = await bench.open(backend, { ...options, path });
    await opened.app.getByRole('heading', { level: 2 }).first().waitFor();
    return opened;
  };
}

export const button = (app: FrameLocator, name: string | RegExp) => app.getByRole('button', { name, exact: typeof name === 'string' });

export const seen = (app: FrameLocator, text: string | RegExp): Promise<void> =>
  app.getByText(text).filter({ visible: true }).first().waitFor();

export const payloads = (backend: ScriptedBackend, name: keyof Backend): unknown[] =>
  backend.asked.filter((call) => call.functionKey === name).map((call) => call.payload);

/** Until `check` is true. What it waits for is an effect that comes without a sign on the page. */
export async function eventually(check: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!(await check())) {
    if (Date.now() > deadline) throw new Error(`Not within ten seconds: ${check}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
