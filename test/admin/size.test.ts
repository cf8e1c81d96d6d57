/** The first view of the admin page stays under its budget, and the built page is one that Forge's policy and its CDN accept. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Bench, type Opened, startBench } from './adminPage';
import { scriptedBackend } from './backend';

const FIRST_VIEW_BYTES = 250_000;

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
}, 120_000);
afterAll(() => bench.close());

const files = async (): Promise<string[]> => (await readdir(bench.resourceDir, { recursive: true })).filter((name) => name.includes('.'));

test(`all that the first view loads is under ${FIRST_VIEW_BYTES / 1000} kB, gzipped`, async () => {
  const loaded = new Set<string>();
  const opened: Opened = await bench.open(scriptedBackend(), { onRequest: (path) => loaded.add(path) });
  await opened.app.getByText('Northwind knowledge').waitFor();
  await opened.close();
  const present = await files();
  let bytes = 0;
  for (const name of present.filter((name) => loaded.has(`/${name}`)))
    bytes += gzipSync(await readFile(join(bench.resourceDir, name)), { level: 9 }).length;
  expect(loaded).toContain('/index.html');
  expect(loaded.size).toBeGreaterThan(3);
  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes).toBeLessThan(FIRST_VIEW_BYTES);
});

test('no inline script or style, and no address from the root', async () => {
  const html = await readFile(join(bench.resourceDir, 'index.html'), 'utf8');
  expect(html).not.toMatch(/<style|<script(?![^>]*src=)|style=/);
  expect(html).not.toMatch(/(src|href)="\//);
});
