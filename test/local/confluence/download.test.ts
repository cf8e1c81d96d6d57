/** Bytes come by a redirect to another host, which wants no Authorization header. The old download address is closed. */
import { ada, openSite, siteOf, type TestSite } from './site';

let site: TestSite;
beforeEach(async () => {
  site = await openSite(
    siteOf([
      {
        title: 'Pictures',
        body: '<p><ac:image><ri:attachment ri:filename="tide &amp; moon.png" /></ac:image></p>',
        attachments: [{ title: 'log.pdf', fileSize: 9 }],
      },
      { title: 'Hidden', restrictedTo: { users: [ada.email] }, attachments: [{ title: 'secret.txt' }] },
    ]),
  );
});
afterEach(() => site.close());

const download = (attachment: { id: string }, page = 'Pictures') =>
  site.ask(`/wiki/rest/api/content/${site.id(page)}/child/attachment/${attachment.id}/download`);

test('attachments are those of the seed and those that the body names', async () => {
  const found = await site.all(`/wiki/api/v2/pages/${site.id('Pictures')}/attachments`);
  expect(found.map(({ title, mediaType }) => [title, mediaType])).toEqual([
    ['log.pdf', 'application/pdf'],
    ['tide & moon.png', 'image/png'],
  ]);
  expect(found[0]).toMatchObject({ fileSize: 9, id: expect.stringMatching(/^att\d+$/) });
  expect(await site.titles(`/wiki/api/v2/attachments?filename=log.pdf`)).toEqual(['log.pdf']);
  expect(await site.titles('/wiki/api/v2/attachments?mediaType=image/png')).toEqual(['tide & moon.png']);
});

test('302 to another host, whose address has the key', async () => {
  const attachment = await site.first('/wiki/api/v2/attachments');
  const { status, headers } = await download(attachment);
  expect(status).toBe(302);
  const target = new URL(headers.get('location') ?? '');
  expect(target.hostname).toBe('localhost');
  // The same server under its other name: only an address of IPv4 is listened on.
  target.hostname = '127.0.0.1';
  expect((await fetch(target)).status).toBe(200);
  expect((await fetch(target, { headers: { authorization: 'Basic x' } })).status).toBe(400);
  target.searchParams.set('token', 'made-up');
  expect((await fetch(target)).status).toBe(403);
});

test('the address that v2 tells is closed', async () => {
  const attachment = await site.first('/wiki/api/v2/attachments');
  expect((await site.ask(`/wiki${attachment.downloadLink}`)).status).toBe(401);
});

test('what hangs on a hidden page, or on another page, is not there', async () => {
  const hidden = await site.first('/wiki/api/v2/attachments?filename=secret.txt', { by: ada });
  expect((await download(hidden, 'Hidden')).status).toBe(404);
  const attachment = await site.first('/wiki/api/v2/attachments');
  expect((await download(attachment, 'Hidden')).status).toBe(404);
});
