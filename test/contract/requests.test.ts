/**
 * What the app asks of Confluence, against the vendor's API descriptions: every operation is described, with every parameter and value that
 * the app sends. The real Confluence ignores a parameter that it does not have, and so does the local one: this is where it shows.
 */
import { asUserChecks } from '../../src/confluence';
import { openSite, other, type TestSite, writer } from '../confluence/site';
import { type Description, describeByContract, describeV1, describeV2, operationOf, undescribed } from './openapi';

describeByContract('each request is described, when the app', () => {
  let site: TestSite;
  let v1: Description;
  let v2: Description;
  beforeAll(async () => {
    site = await openSite();
    [v1, v2] = [describeV1(), describeV2()];
  });
  afterAll(() => site.close());

  /** Ids of paths stand where the description has a name. */
  const templateOf = (description: Description, path: string): string | undefined => {
    const fits = (template: string) => new RegExp(`^${template.replace(/\{[^}]*\}/g, '[^/]+')}$`).test(path);
    // `user/current` is no `{id}`: what has fewer names is meant.
    return Object.keys(description.paths)
      .filter(fits)
      .sort((a, b) => a.split('{').length - b.split('{').length)[0];
  };
  const problemsOf = (asked: string): string[] => {
    const { pathname, searchParams } = new URL(asked, 'https://site.invalid');
    const isV2 = pathname.startsWith('/wiki/api/v2/');
    const description = isV2 ? v2 : v1;
    const template = templateOf(description, pathname.slice(isV2 ? '/wiki/api/v2'.length : '/wiki'.length));
    const found = template && (operationOf(description, 'GET', template) ?? operationOf(description, 'POST', template));
    if (!found) return [`${pathname} is no operation`];
    return undescribed(description, found, searchParams).map((why) => `${template}: ${why}`);
  };

  const minute = 60_000;
  const many = (n: number) => Array.from({ length: n }, (_, at) => String(9_000_000 + at));
  const allPages = async (site: TestSite) => {
    for (let cursor: string | null | undefined; cursor !== null; )
      cursor = (await site.confluence.list(site.spaceId('ENG'), cursor ?? null)).cursor;
  };
  const work: Record<string, (site: TestSite) => Promise<unknown>> = {
    'reads a page': ({ confluence, page, spaceId }) => confluence.read(page('Runbook'), spaceId('ENG')),
    'reads a blog post': ({ confluence, post }) => confluence.read(post('Launch'), null),
    'reads what is not there': ({ confluence, spaceId }) => confluence.read({ id: '9', type: 'page' }, spaceId('ENG')),
    'reads a page whose storage is blank': ({ confluence, model, page }) => {
      const content = model.state.contents.get(page('Deep').id);
      if (content) content.blankStorage = true;
      return confluence.read(page('Deep'), null);
    },
    'reads many': ({ confluence, page, post }) =>
      confluence.readMany(
        [page('Runbook'), page('In the drawer'), post('Launch'), ...many(300).map((id) => ({ id, type: 'page' as const }))],
        {},
      ),
    'lists a space': allPages,
    'looks at ancestors': ({ confluence, idOf }) => confluence.ancestors(idOf('In the drawer')),
    'looks at facts': ({ confluence, idOf }) =>
      confluence.facts([{ id: idOf('Drawer'), type: 'folder' }, ...many(150).map((id) => ({ id, type: 'page' }))]),
    glances: ({ confluence, idOf }) => confluence.glance([idOf('Home'), ...many(300)]),
    'looks at readers': ({ confluence, spaceId }) => confluence.readersOf(spaceId('ENG')),
    'looks at readers by roles': async ({ confluence, settings, spaceId }) => {
      settings.spaceRoles = true;
      await confluence.readersOf(spaceId('ENG'));
      settings.spaceRoles = false;
    },
    counts: async ({ confluence, idOf }) => {
      await confluence.countBelow(idOf('Home'));
      await confluence.countIn('ENG', { type: 'page' });
      await confluence.total(['ENG', '~712020ada']);
    },
    'looks for labels and titles': async ({ confluence, spaceId, page }) => {
      await confluence.labelledIn('ENG', ['ops', 'a "b"']);
      await confluence.byTitle(spaceId('ENG'), 'Nothing, of this & that');
      await confluence.titles([page('Home'), ...many(300).map((id) => ({ id, type: 'blogpost' as const }))]);
    },
    'looks at a folder and what is below': async ({ confluence, idOf }) => {
      await confluence.folder(idOf('Drawer'));
      await confluence.children(idOf('Home'));
      await confluence.children(idOf('Drawer'));
    },
    'asks for names': ({ confluence }) => confluence.names([writer.accountId, other.accountId]),
    'lists spaces': async ({ confluence, spaceId }) => {
      await confluence.spaces({ limit: 1, keys: ['ENG', '~712020ada'] });
      await confluence.spaces({ ids: [spaceId('ENG')] });
      await confluence.space(spaceId('ENG'));
      await confluence.blockedSpaces([spaceId('ENG'), ...many(300)]);
    },
    polls: ({ confluence, spaceId, clock }) =>
      confluence.changedSince(
        [{ id: spaceId('ENG'), key: 'ENG' }, ...many(150).map((id) => ({ id, key: `K${id}` }))],
        7.5,
        clock.now() - minute,
      ),
    probes: async ({ confluence, spaceId, idOf }) => {
      await confluence.trashed([spaceId('ENG'), ...many(150)], 300);
      await confluence.visible([idOf('Home'), ...many(300)]);
    },
    'asks what a person may do': async (site) => {
      const checks = asUserChecks(site.options(writer));
      await checks.isSiteAdmin();
      await checks.isSpaceAdmin('ENG');
    },
  };

  test.each(Object.keys(work))('%s', async (name) => {
    site.paths.length = 0;
    await work[name]?.(site);
    expect(site.paths.length).toBeGreaterThan(0);
    expect([...new Set(site.paths.flatMap(problemsOf))]).toEqual([]);
  });
});
