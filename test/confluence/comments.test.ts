/** A comment is the same whether it was read from its content (v2) or found by search (v1), and a thread is whole or not given. */

import { commentsOfSearch, listRoots, listThreads } from '../../src/confluence/comments';
import { createHttp } from '../../src/confluence/http';
import type { Found } from '../../src/confluence/search';
import type { Comment } from '../../src/content';
import { type Said, scripted } from './scripted';

const storage = (value: string) => ({ storage: { value, representation: 'storage' } });

interface V1Options {
  location?: string;
  above?: string[];
  resolution?: string;
  quote?: string;
  status?: string;
}
const v1 = (id: string, { location = 'footer', above = [], resolution, quote, status = 'current' }: V1Options = {}): Found => ({
  id,
  type: 'comment',
  status,
  body: storage(`<p>${id}</p>`),
  version: { when: '2026-11-20T09:00:00.000+01:00', by: { accountId: 'ada' } },
  container: { id: '1', type: 'page' },
  ancestors: above.map((one) => ({ id: one, type: 'comment' })),
  extensions: {
    location,
    resolution: resolution ? { status: resolution } : null,
    inlineProperties: quote ? { originalSelection: quote } : null,
  },
});
const v2 = (id: string, more: object = {}) => ({
  id,
  status: 'current',
  pageId: '1',
  body: storage(`<p>${id}</p>`),
  version: { number: 2, createdAt: '2026-11-20T08:00:00Z', authorId: 'ada' },
  resolutionStatus: 'open',
  ...more,
});

test('search and lists give the same comments', async () => {
  const inlineFields = { resolutionStatus: 'resolved', properties: { inlineOriginalSelection: 'the words', inlineMarkerRef: 'x' } };
  const answers: Record<string, object[]> = {
    '/wiki/api/v2/pages/1/footer-comments': [v2('10')],
    '/wiki/api/v2/pages/1/inline-comments': [v2('20', inlineFields)],
    '/wiki/api/v2/footer-comments/10/children': [v2('11', { parentCommentId: '10' })],
    '/wiki/api/v2/footer-comments/11/children': [v2('9000000000000000012', { parentCommentId: '11' })],
    '/wiki/api/v2/inline-comments/20/children': [v2('21', { parentCommentId: '20', ...inlineFields, resolutionStatus: 'open' })],
  };
  const site = scripted((path): Said => ({ body: { results: answers[path.split('?')[0] ?? ''] ?? [] } }));
  const http = createHttp(site.options);
  const roots = [
    ...(await listRoots(http, { id: '1', type: 'page' }, 'footer')),
    ...(await listRoots(http, { id: '1', type: 'page' }, 'inline')),
  ];
  const listed = await listThreads(http, roots, () => true);

  const found = commentsOfSearch([
    // A reply to an inline comment may say anything of its own place: it is in its thread.
    v1('21', { location: 'footer', above: ['20'], resolution: 'open', quote: 'the words' }),
    v1('9000000000000000012', { above: ['10', '11'] }),
    v1('10', { resolution: 'open' }),
    v1('11', { above: ['10'] }),
    v1('20', { location: 'inline', resolution: 'resolved', quote: 'the words' }),
  ]);
  expect(found).toEqual(listed);
  expect(listed.map((one) => [one.id, one.kind, one.parentId, one.resolution, one.quote])).toEqual([
    ['10', 'footer', null, null, null],
    ['11', 'footer', '10', null, null],
    ['20', 'inline', null, 'resolved', 'the words'],
    ['21', 'inline', '20', null, null],
    ['9000000000000000012', 'footer', '11', null, null],
  ]);
  expect(listed[0]).toMatchObject({ authorId: 'ada', at: '2026-11-20T08:00:00.000Z', body: { format: 'storage', value: '<p>10</p>' } });
});

test('the parent is found whichever way the ancestors are listed', () => {
  const topDown = commentsOfSearch([v1('1'), v1('2', { above: ['1'] }), v1('3', { above: ['1', '2'] })]);
  const bottomUp = commentsOfSearch([v1('3', { above: ['2', '1'] }), v1('2', { above: ['1'] }), v1('1')]);
  expect(topDown?.map((one) => one.parentId)).toEqual([null, '1', '2']);
  expect(bottomUp).toEqual(topDown);
});

test('a reply whose comment the index does not have makes the threads unsure', () => {
  expect(commentsOfSearch([v1('3', { above: ['2'] })])).toBeNull();
});

test('comments that are not current are left out', () => {
  expect(commentsOfSearch([v1('1'), v1('2', { status: 'trashed' })])?.map((one) => one.id)).toEqual(['1']);
});

test('asks only those that have replies, and ends where comments go in a circle', async () => {
  const site = scripted((path): Said => {
    if (path.includes('/1/children')) return { body: { results: [v2('2')] } };
    return { body: { results: [v2('1'), v2('2')] } };
  });
  const root = (id: string): Comment => ({
    ...{ id, kind: 'footer', parentId: null, authorId: null, at: '', resolution: null, quote: null },
    body: { format: 'storage', value: '' },
  });
  const all = await listThreads(createHttp(site.options), [root('1'), root('5')], (id) => id !== '5');
  expect(all.map((one) => one.id)).toEqual(['1', '2', '5']);
  expect(site.asked.map((path) => path.split('?')[0])).toEqual([
    '/wiki/api/v2/footer-comments/1/children',
    '/wiki/api/v2/footer-comments/2/children',
  ]);
});

test('half a thread is never given: a failing call fails all of it', async () => {
  const site = scripted((path) => (path.includes('/2/children') ? { status: 403 } : { body: { results: [v2('2')] } }));
  const roots = await listRoots(createHttp(site.options), { id: '1', type: 'page' }, 'footer');
  await expect(listThreads(createHttp(site.options), roots, () => true)).rejects.toMatchObject({ kind: 'forbidden' });
});
