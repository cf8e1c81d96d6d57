/** Lists of one page give the first comments of threads; replies are one level a call; the site's list has all. */
import { ada, openSite, siteOf, type TestSite, tomas } from './site';

let site: TestSite;
let page: string;
beforeEach(async () => {
  site = await openSite(
    siteOf([
      {
        title: 'Talk',
        body: '<p>Some words to remark on, and others.</p>',
        comments: [
          { body: '<p>A</p>', by: tomas.email, replies: [{ body: '<p>A1</p>', replies: [{ body: '<p>A2</p>' }] }] },
          { body: '<p>B</p>', inline: { quote: 'words to remark on' }, replies: [{ body: '<p>B1</p>' }] },
          { body: '<p>C</p>', inline: { quote: 'words that are not there' } },
        ],
      },
    ]),
  );
  page = site.id('Talk');
});
afterEach(() => site.close());

const texts = async (path: string) =>
  (await site.all(`${path}?body-format=storage`)).map((one) => one.body.storage.value.replace(/<\/?p>/g, ''));
const idOf = (text: string) => {
  for (const comment of site.model.state.comments.values()) if (comment.body === `<p>${text}</p>`) return comment.id;
  throw new Error(`No comment says ${text}`);
};

test('of a page: roots only, footer and inline apart', async () => {
  expect(await texts(`/wiki/api/v2/pages/${page}/footer-comments`)).toEqual(['A']);
  expect(await texts(`/wiki/api/v2/pages/${page}/inline-comments`)).toEqual(['B', 'C']);
});

test('replies: one level, asked for at the comment', async () => {
  expect(await texts(`/wiki/api/v2/footer-comments/${idOf('A')}/children`)).toEqual(['A1']);
  expect(await texts(`/wiki/api/v2/footer-comments/${idOf('A1')}/children`)).toEqual(['A2']);
  expect(await texts(`/wiki/api/v2/inline-comments/${idOf('B')}/children`)).toEqual(['B1']);
  expect((await site.ask(`/wiki/api/v2/footer-comments/${idOf('B')}/children`)).status).toBe(404);
});

test('of the site: all, replies with their parents', async () => {
  const all = await site.all('/wiki/api/v2/footer-comments');
  expect(all.map((one) => one.parentCommentId ?? null)).toEqual([null, idOf('A'), idOf('A1')]);
  expect(all.every((one) => one.pageId === page)).toBe(true);
  expect(await site.all('/wiki/api/v2/inline-comments')).toHaveLength(3);
});

test('inline comments tell their words twice over and warn of one spelling; one without words dangles', async () => {
  const { body, headers } = await site.ask(`/wiki/api/v2/pages/${page}/inline-comments`);
  const [comment] = body.results;
  expect(comment?.properties).toMatchObject({
    inlineOriginalSelection: 'words to remark on',
    'inline-original-selection': 'words to remark on',
  });
  expect(comment?.properties.inlineMarkerRef).toBe(comment?.properties['inline-marker-ref']);
  expect(headers.get('warning')).toContain('299');
  const content = site.model.state.contents.get(page);
  expect(content?.body).toContain(
    `<ac:inline-comment-marker ac:ref="${comment?.properties.inlineMarkerRef}">words to remark on</ac:inline-comment-marker>`,
  );
  expect((await site.all(`/wiki/api/v2/pages/${page}/inline-comments?resolution-status=dangling`)).map((one) => one.id)).toEqual([
    idOf('C'),
  ]);
});

test('an edit that removes the words lets the comment dangle', async () => {
  site.model.updatePage(ada.accountId, page, { body: '<p>All new</p>' });
  expect((await site.ask(`/wiki/api/v2/inline-comments/${idOf('B')}`)).body.resolutionStatus).toBe('dangling');
});

test('after an edit v2 names the editor; only v1 still knows who wrote it', async () => {
  const id = idOf('A');
  site.model.editComment(ada.accountId, id, '<p>A, edited</p>');
  const { body } = await site.ask(`/wiki/api/v2/footer-comments/${id}`);
  expect(body.version).toMatchObject({ number: 2, authorId: ada.accountId });
  expect(JSON.stringify(body)).not.toContain(tomas.accountId);
  const [found] = await site.all(`/wiki/rest/api/content/search?cql=id%3D${id}&expand=history,version`);
  expect(found).toMatchObject({ history: { createdBy: { accountId: tomas.accountId } }, version: { number: 2 } });
});

test('in one search: all comments of some pages, with container, thread and place', async () => {
  const cql = encodeURIComponent(`type = comment and container in (${page})`);
  const expand = 'body.storage,container,ancestors,extensions.inlineProperties,extensions.resolution,childTypes.comment';
  const found = await site.all(`/wiki/rest/api/content/search?cql=${cql}&expand=${expand}`);
  expect(found).toHaveLength(6);
  const byId = Object.fromEntries(found.map((one) => [one.id, one]));
  expect(byId[idOf('A2')]).toMatchObject({ container: { id: page, type: 'page' }, ancestors: [{ id: idOf('A1') }, { id: idOf('A') }] });
  expect(byId[idOf('A')]?.childTypes.comment.value).toBe(true);
  expect(byId[idOf('A2')]?.childTypes.comment.value).toBe(false);
  expect(byId[idOf('C')]?.extensions).toMatchObject({ location: 'inline', resolution: { status: 'dangling' } });
});

test('a deleted comment takes its replies along', async () => {
  site.model.deleteComment(tomas.accountId, idOf('A'));
  expect(await site.all('/wiki/api/v2/footer-comments')).toEqual([]);
  expect(site.told()).toEqual(['deleted:comment']);
});
