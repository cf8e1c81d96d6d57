/** A resync makes again what somebody deleted in the repository, and takes none of it for unchanged. On the real bundle. */
import { openMirrored, type TestSite } from '../site';
import { bigSpace, openTides } from '../tides';

jest.setTimeout(60_000);

let site: TestSite;
afterEach(() => site?.stop());

/** What a person does with a key of their own. */
async function ask(method: 'GET' | 'DELETE', path: string): Promise<string> {
  const answer = await site.qontext.fetch(`https://api.qontext.ai/v1/${path}`, {
    method,
    headers: { 'X-API-Key': site.qontext.defaultKey },
  });
  expect(answer.status).toBe(method === 'GET' ? 200 : 204);
  return answer.text();
}
async function resync() {
  await site.call('startRun', { kind: 'resync' });
  await site.settle();
  return (await site.call('listRuns')).runs[0];
}

test('of single files, only these; the others are unchanged', async () => {
  site = await openMirrored();
  const before = site.repository();
  const [log, blog] = [...site.paths('Log 2'), ...site.paths('Storm report')];
  for (const file of site.qontext.files().filter(({ path }) => path === log || path === blog)) await ask('DELETE', `files/${file.id}`);
  expect(Object.keys(site.repository())).toHaveLength(Object.keys(before).length - 2);
  expect(await resync()).toMatchObject({ state: 'done', sent: 2, unchanged: openTides.length - 2, failed: 0 });
  expect(site.repository()).toEqual(before);
});

test('of a whole repository, folders and all, nothing passes for unchanged, and all comes', async () => {
  site = await openMirrored({ seed: bigSpace(60) }, 'BIG');
  const before = site.repository();
  const folders: { id: string; path: string }[] = JSON.parse(await ask('GET', 'folders?limit=1000')).data;
  await ask('DELETE', `folders/${folders.find(({ path }) => path === '/Confluence')?.id}?recursive=true`);
  expect(site.repository()).toEqual({});
  const run = await resync();
  // What meets a folder that is gone may count as failed first; it is tried again by itself.
  expect(run).toMatchObject({ state: 'done', unchanged: 0, held: 0, pending: 0 });
  await site.tick();
  expect(Object.keys(site.repository())).toEqual(expect.arrayContaining(Object.keys(before).filter((path) => !path.includes('About'))));
});
