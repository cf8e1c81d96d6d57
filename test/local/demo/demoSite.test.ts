import type { SeedPage } from '../../../local/confluence/seed';
import { demoSite } from '../../../local/demo';
import { planTitle } from '../../../local/demo/eng/odd';
import { people } from '../../../local/people';
import { allBodies, allContent, allPages, flatComments, malformations, pagesOf, tagsOf, textRuns } from './reading';

const site = demoSite();
const pages = allPages(site);
const contents = allContent(site);
const comments = contents.flatMap(({ content }) => flatComments(content.comments));
const roots = contents.flatMap((one) => (one.content.comments ?? []).map((comment) => ({ ...one, comment })));
const bytes = (text: string): number => Buffer.byteLength(text);
const pagesWith = (test: (page: SeedPage) => boolean) => pages.filter(({ page }) => test(page));

describe('the demo site is a company wiki of believable size', () => {
  test('five spaces: three of the company, a personal one, an archived one', () => {
    expect(site.spaces.map(({ key }) => key)).toEqual(['ENG', 'PEO', 'OPS', expect.stringMatching(/^~[0-9a-f-]+$/), 'OLD']);
    expect(site.spaces.map(({ type }) => type)).toEqual(['global', 'global', 'global', 'personal', 'global']);
    expect(site.spaces.map(({ status }) => status ?? 'current')).toEqual(['current', 'current', 'current', 'current', 'archived']);
  });

  test('about 150 pages, blog posts and comments of each kind', () => {
    expect(pages.length).toBeGreaterThanOrEqual(145);
    expect(pages.length).toBeLessThanOrEqual(165);
    const posts = site.spaces.flatMap((space) => space.blogposts ?? []);
    expect(posts.length).toBeGreaterThanOrEqual(8);
    expect(posts.length).toBeLessThanOrEqual(12);
    expect(comments.length).toBeGreaterThanOrEqual(145);
    expect(comments.filter(({ replies }) => replies).length).toBeGreaterThanOrEqual(30);
    const resolutions = comments.map(({ inline }) => (inline ? (inline.resolution ?? 'open') : 'footer'));
    for (const one of ['footer', 'open', 'resolved', 'reopened', 'dangling'])
      expect(resolutions.filter((it) => it === one).length).toBeGreaterThan(2);
  });

  test('trees are at least five deep, below folders too', () => {
    expect(Math.max(...pages.map(({ depth }) => depth))).toBeGreaterThanOrEqual(5);
    expect(pagesWith(({ kind, children }) => kind === 'folder' && (children ?? []).length > 0).length).toBeGreaterThanOrEqual(3);
  });

  test('every kind and status of page is there', () => {
    expect(pagesWith(({ kind }) => kind === 'live').length).toBeGreaterThanOrEqual(5);
    expect(pagesWith(({ status }) => status === 'archived')).toHaveLength(1);
    expect(pagesWith(({ status }) => status === 'trashed')).toHaveLength(1);
    expect(pagesWith(({ status }) => status === 'draft')).toHaveLength(1);
    expect(pagesWith(({ labels }) => labels?.includes('no-ai') ?? false)).toHaveLength(2);
  });

  test('restricted pages have children without a restriction of their own, and one is restricted twice', () => {
    const inherited = pages.filter(({ page, hidden }) => hidden && !page.restrictedTo);
    expect(inherited.length).toBeGreaterThanOrEqual(3);
    const nested = pagesWith((page) => Boolean(page.restrictedTo) && (page.children ?? []).some((child) => child.restrictedTo));
    expect(nested.map(({ page }) => page.title)).toEqual(['Security findings (restricted)']);
  });

  test('pages have substance, and one has more than 100 KB', () => {
    const sizes = contents.map(({ body }) => bytes(body)).sort((a, b) => a - b);
    expect(sizes[0]).toBeGreaterThan(250);
    expect(sizes.at(-1)).toBeGreaterThan(100_000);
    const usual = sizes.slice(0, -1);
    const mean = usual.reduce((sum, size) => sum + size, 0) / usual.length;
    expect(mean).toBeGreaterThan(1_500);
    expect(mean).toBeLessThan(4_000);
  });

  test('no paragraph of substance stands on two pages', () => {
    const seen = new Map<string, string>();
    const twice: string[] = [];
    for (const { where, body } of contents)
      for (const run of new Set(textRuns(body).filter((text) => text.length > 80))) {
        if (seen.has(run)) twice.push(`${run} (${seen.get(run)}, ${where})`);
        seen.set(run, where);
      }
    expect(twice).toEqual([]);
  });

  test('it is the same at each start', () => {
    expect(demoSite()).toEqual(site);
  });
});

describe('what the demo site says of itself is true', () => {
  test.each(site.spaces.map((space) => [space.key, space] as const))(
    'titles of %s are unique, and at most 255 characters',
    (_key, space) => {
      const titles = pagesOf(space).map(({ page }) => page.title);
      expect(new Set(titles).size).toBe(titles.length);
      expect(titles.filter((title) => title.length > 255 || title.trim() !== title || title === '')).toEqual([]);
    },
  );

  test('awkward titles are there: signs, an emoji, right to left, very long, the same but for case', () => {
    const titles = pages.map(({ page }) => page.title);
    expect(titles).toContain(planTitle);
    expect(titles.some((title) => /\p{Emoji_Presentation}/u.test(title))).toBe(true);
    expect(titles.some((title) => /\p{Script=Arabic}/u.test(title))).toBe(true);
    expect(titles.some((title) => title.length > 230)).toBe(true);
    expect(titles.filter((title) => title.toLowerCase() === 'readme')).toHaveLength(2);
  });

  test('a link to a page hits a page; only the showcase has a dead one', () => {
    const known = new Set(pages.map(({ space, page }) => `${space.key} ${page.title}`));
    const dead = allBodies(site).flatMap(({ where, space, body }) =>
      tagsOf(body)
        .filter(
          ({ name, attributes }) =>
            name === 'ri:page' && !known.has(`${attributes['ri:space-key'] ?? space.key} ${attributes['ri:content-title']}`),
        )
        .map(({ attributes }) => `${where} -> ${attributes['ri:content-title']}`),
    );
    expect(dead).toEqual(['ENG: Everything on one page -> Kelp 2 datasheet, withdrawn']);
  });

  test('a mention names somebody who works here; only the showcase has one who left', () => {
    const known = new Set(people.map(({ accountId }) => accountId));
    const strangers = allBodies(site).flatMap(({ where, body }) =>
      tagsOf(body)
        .filter(({ name, attributes }) => name === 'ri:user' && !known.has(attributes['ri:account-id'] ?? ''))
        .map(() => where),
    );
    expect(strangers).toEqual(['ENG: Everything on one page']);
  });

  test('authors, administrators and readers of restricted pages exist', () => {
    const emails = new Set(people.map(({ email }) => email));
    const groups = new Set(people.flatMap((person) => person.groups));
    const named = [
      ...site.spaces.flatMap(({ admins }) => admins ?? []),
      ...pages.flatMap(({ page }) => [page.by ?? '', ...(page.restrictedTo?.users ?? [])]),
      ...contents.map(({ content }) => content.by ?? ''),
      ...comments.map(({ by }) => by ?? ''),
    ];
    expect(named.filter((email) => !emails.has(email))).toEqual([]);
    expect(pages.flatMap(({ page }) => page.restrictedTo?.groups ?? []).filter((group) => !groups.has(group))).toEqual([]);
  });

  test('the words of an inline comment stand on the page once and without markup; those of a dangling one do not', () => {
    const wrong = roots.flatMap(({ where, body, comment: { inline } }) => {
      if (!inline) return [];
      const times = textRuns(body).reduce((sum, run) => sum + run.split(inline.quote).length - 1, 0);
      return times === (inline.resolution === 'dangling' ? 0 : 1) ? [] : [`${where}: "${inline.quote}" stands there ${times} times`];
    });
    expect(wrong).toEqual([]);
  });

  test('replies are not about words of their own', () => {
    const replies = contents.flatMap(({ content }) => (content.comments ?? []).flatMap((comment) => flatComments(comment.replies)));
    expect(replies.length).toBeGreaterThan(60);
    expect(replies.filter(({ inline }) => inline)).toEqual([]);
  });
});

describe('bodies are storage format', () => {
  test('each is well-formed', () => {
    expect(allBodies(site).flatMap(({ where, body }) => malformations(body).map((fault) => `${where}: ${fault}`))).toEqual([]);
  });

  test('the check for that sees what it should', () => {
    expect(malformations('<p>a<br /></p>')).toEqual([]);
    expect(malformations('<p>a')).toEqual(['<p> is never closed']);
    expect(malformations('<p>a</p></p>')).toEqual(['</p> where nothing is open']);
    expect(malformations('<p>a < b & c</p>')).toHaveLength(2);
    expect(malformations('<p><![CDATA[a < b & c]]></p>')).toEqual([]);
  });

  test('tasks of a page have ids of their own, some an assignee and a date when they are due', () => {
    const lists = contents.map(({ body }) => [...body.matchAll(/<ac:task-id>(.*?)<\/ac:task-id>/g)].map((match) => match[1]));
    for (const ids of lists) expect(new Set(ids).size).toBe(ids.length);
    expect(lists.flat().length).toBeGreaterThan(100);
    expect(lists.flat().filter((id) => !/^\d+$/.test(id ?? ''))).toEqual([]);
    const due = contents.flatMap(
      ({ body }) => body.match(/<ac:task-body>(?:(?!<\/ac:task-body>).)*ri:user(?:(?!<\/ac:task-body>).)*<time /g) ?? [],
    );
    expect(due.length).toBeGreaterThan(40);
  });

  test('no notation of the sources is left over', () => {
    const left = contents.flatMap(({ where, body }) =>
      textRuns(body)
        .filter((run) => /\[\[|\]\]|@(?:Ada|Tomas|Mei|Yuki)\b|\{20\d\d-/.test(run))
        .map((run) => `${where}: ${run}`),
    );
    expect(left).toEqual([]);
  });
});

describe('the page with everything', () => {
  const body = contents.find(({ content }) => content.title === 'Everything on one page')?.body ?? '';
  const tags = tagsOf(body);

  test('has every element that the editors write', () => {
    const names = new Set(tags.map(({ name }) => name));
    const wanted =
      'h1 h2 h3 h4 h5 h6 p strong em u del code sub sup span small br blockquote hr ul ol li table colgroup thead tbody tr th td pre a time ac:link ac:link-body ac:plain-text-link-body ac:image ac:caption ac:emoticon ac:placeholder ac:layout ac:layout-section ac:layout-cell ac:task-list ac:task ac:structured-macro ac:parameter ac:rich-text-body ac:plain-text-body ac:adf-extension ac:adf-node ac:adf-attribute ac:adf-content ac:adf-fallback ri:page ri:blog-post ri:space ri:user ri:attachment ri:url';
    expect(wanted.split(' ').filter((name) => !names.has(name))).toEqual([]);
  });

  test('has every macro that Confluence ships, and some that it does not', () => {
    const macros = new Set(tags.filter(({ name }) => name === 'ac:structured-macro').map(({ attributes }) => attributes['ac:name']));
    const wanted =
      'code noformat info note tip warning panel expand toc children pagetree excerpt excerpt-include include details detailssummary jira status anchor mathinline mathblock view-file viewpdf gallery attachments widget iframe multimedia mermaid plantuml drawio gliffy chart contentbylabel tasks-report-macro recently-updated roadmap profile localtab html some-vendor-gauge some-vendor-tabs some-vendor-plain';
    expect(wanted.split(' ').filter((name) => !macros.has(name))).toEqual([]);
  });

  test('merges cells both ways, nests tables and lists, and splits a CDATA section', () => {
    expect(tags.some(({ attributes }) => attributes.rowspan && attributes.colspan)).toBe(true);
    expect(body).toMatch(/<td><table/);
    expect(body).toMatch(/(?:<ul>.*?<li>.*?){3}/);
    expect(body).toContain(']]]]><![CDATA[>');
  });
});
