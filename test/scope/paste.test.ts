/** Whatever people paste: addresses in every form that Confluence has had, ids, and what is neither. */
import * as fc from 'fast-check';
import { type Pasted, type Place, type Pointer, readPasted } from '../../src/scope';

const site = 'https://tides.atlassian.net/wiki';
const at = (path: string) => `${site}${path}`;
const page = (id = '4194306'): Pointer => ({ kind: 'content', id });
const post = (id = '4194399'): Pointer => ({ kind: 'blogpost', id });
const within = (place: Place): Pointer => ({ kind: 'content', id: '4194306', place });
const space = (key: string): Pointer => ({ kind: 'space', key });
const title = (key: string, text: string): Pointer => ({ kind: 'title', key, title: text });

/** 4194306 is 2, 0 and 64 from the lowest byte: AgBA in base 64, whose A at the end is left out. */
const short = 'AgB';

const forms: [text: string, pointer: Pointer][] = [
  // Pages
  [at('/spaces/ENG/pages/4194306/Home'), page()],
  [at('/spaces/ENG/pages/4194306'), page()],
  [at('/spaces/ENG/pages/4194306/'), page()],
  [at('/spaces/ENG/pages/4194306/Some+title+%26+more'), page()],
  [at('/spaces/ENG/pages/4194306/%E6%B5%B7'), page()],
  [at('/spaces/ENG/pages/4194306/100%+sure'), page()],
  [at('/spaces/ENG/pages/4194306/Home#A-heading'), page()],
  [at('/spaces/ENG/pages/4194306/Home?focusedCommentId=77'), page()],
  [at('/spaces/ENG/pages/4194306/Home?focusedCommentId=77#comment-77'), page()],
  [at('/spaces/ENG/pages/4194306/Home?atlOrigin=eyJpIjoiYSJ9&utm_source=mail'), page()],
  [at('/spaces/ENG/pages/9223372036854775807/Largest'), page('9223372036854775807')],
  [at('/spaces/~712020abc/pages/4194306/Mine'), page()],
  [at('/spaces/%7E712020abc/pages/4194306/Mine'), page()],
  ['http://tides.atlassian.net/wiki/spaces/ENG/pages/4194306/Home', page()],
  ['HTTPS://TIDES.atlassian.net/wiki/spaces/ENG/pages/4194306/Home', page()],
  ['https://tides.atlassian.net:443/wiki/spaces/ENG/pages/4194306/Home', page()],
  // The editor, versions, histories and other views of a page
  [at('/spaces/ENG/pages/edit-v2/4194306'), page()],
  [at('/spaces/ENG/pages/edit-v2/4194306?draftShareId=1f0c'), page()],
  [at('/spaces/ENG/pages/edit/4194306'), page()],
  [at('/spaces/ENG/pages/resumedraft/4194306'), page()],
  [at('/pages/editpage.action?pageId=4194306'), page()],
  [at('/pages/resumedraft.action?draftId=4194306'), page()],
  [at('/pages/resumedraft.action?draftId=4194306&draftShareId=1f0c'), page()],
  [at('/pages/viewpage.action?pageId=4194306'), page()],
  [at('/pages/viewpage.action?pageId=4194306#Home-heading'), page()],
  [at('/pages/viewpage.action?focusedCommentId=77&pageId=4194306'), page()],
  [at('/pages/viewpreviousversions.action?pageId=4194306'), page()],
  [at('/pages/viewinfo.action?pageId=4194306'), page()],
  [at('/pages/diffpagesbyversion.action?pageId=4194306&selectedPageVersions=1'), page()],
  [at('/spaces/ENG/history/4194306'), page()],
  [at('/pages/4194306'), page()],
  // Short links
  [at(`/x/${short}`), page()],
  [at(`/x/${short}/`), page()],
  [at('/x/AQ'), page('1')],
  [at('/x/--8'), page('65535')],
  [at('/x/_-8'), page('65531')],
  [at('/x/AQAAAAE'), page('4294967297')],
  // Folders and the other places of the tree
  [at('/spaces/ENG/folder/4194306'), within('folder')],
  [at('/spaces/ENG/folder/4194306?atlOrigin=x'), within('folder')],
  [at('/spaces/ENG/whiteboard/4194306'), within('whiteboard')],
  [at('/spaces/ENG/database/4194306'), within('database')],
  [at('/spaces/ENG/embed/4194306'), within('embed')],
  // By title
  [at('/display/ENG/Some+title'), title('ENG', 'Some title')],
  [at('/display/ENG/C%2B%2B+style'), title('ENG', 'C++ style')],
  [at('/display/ENG/Some%20title'), title('ENG', 'Some title')],
  [at('/display/~712020abc/Notes'), title('~712020abc', 'Notes')],
  [at('/display/ENG/2026/11/21/Launch+day'), title('ENG', 'Launch day')],
  [at('/pages/viewpage.action?spaceKey=ENG&title=Some+title'), title('ENG', 'Some title')],
  // Blog posts
  [at('/spaces/ENG/blog/2026/11/21/4194399/Launch'), post()],
  [at('/spaces/ENG/blog/2026/11/21/4194399'), post()],
  [at('/spaces/ENG/blog/4194399/Launch'), post()],
  [at('/spaces/ENG/blog/4194399'), post()],
  [at('/spaces/ENG/blog/edit-v2/4194399'), post()],
  [at('/spaces/ENG/blog/2026/11/21/4194399/Launch?focusedCommentId=1#c'), post()],
  [at('/spaces/ENG/blog'), { kind: 'blogposts', key: 'ENG' }],
  [at('/spaces/ENG/blog/'), { kind: 'blogposts', key: 'ENG' }],
  [at('/spaces/ENG/blog?view=all'), { kind: 'blogposts', key: 'ENG' }],
  // Spaces
  [at('/spaces/ENG'), space('ENG')],
  [at('/spaces/ENG/'), space('ENG')],
  [at('/spaces/ENG/overview'), space('ENG')],
  [at('/spaces/ENG/overview?homepageId=4194305'), space('ENG')],
  [at('/spaces/ENG/pages'), space('ENG')],
  [at('/spaces/ENG/settings'), space('ENG')],
  [at('/spaces/ENG/settings/apps/qontext'), space('ENG')],
  [at('/spaces/~712020abc/overview'), space('~712020abc')],
  [at('/display/ENG'), space('ENG')],
  [at('/spaces/viewspace.action?key=ENG'), space('ENG')],
  [at('/spacedirectory/../spaces/ENG'), space('ENG')],
  // The site
  [site, { kind: 'site' }],
  [`${site}/`, { kind: 'site' }],
  [at('/home'), { kind: 'site' }],
  [at('/home?from=mail'), { kind: 'site' }],
  [at('/spaces'), { kind: 'site' }],
  ['https://tides.atlassian.net', { kind: 'site' }],
  ['https://tides.atlassian.net/', { kind: 'site' }],
  // Ids, and addresses without their site
  ['4194306', page()],
  ['  4194306  ', page()],
  ['/wiki/spaces/ENG/pages/4194306/Home', page()],
  ['wiki/spaces/ENG/pages/4194306', page()],
  ['/spaces/ENG/pages/4194306/Home', page()],
  ['spaces/ENG/overview', space('ENG')],
  [`/x/${short}`, page()],
  ['/display/ENG/Some+title', title('ENG', 'Some title')],
  ['/pages/viewpage.action?pageId=4194306', page()],
  ['tides.atlassian.net/wiki/spaces/ENG/pages/4194306/Home', page()],
  ['tides.atlassian.net/wiki', { kind: 'site' }],
];

test('there are at least 60 forms, none twice', () => {
  expect(forms.length).toBeGreaterThanOrEqual(60);
  expect(new Set(forms.map(([text]) => text)).size).toBe(forms.length);
});

test.each(forms)('%s', (text, pointer) => {
  expect(readPasted(text, site).map((one) => one.pointer ?? one.problem)).toEqual([pointer]);
});

const foreign = (host: string) => `This is an address of ${host}; only content of tides.atlassian.net can be chosen here.`;
const nothing = 'No address and no page id. Paste the address of a page, a blog post or a space of this site.';
const elsewhere = 'This is an address of the site, but of no page, blog post or space.';
const wrong: [text: string, problem: string][] = [
  ['https://example.com/wiki/spaces/ENG/pages/1/x', foreign('example.com')],
  ['https://other.atlassian.net/wiki/spaces/ENG/pages/4194306/Home', foreign('other.atlassian.net')],
  ['https://tides.atlassian.net.example.com/wiki/spaces/ENG', foreign('tides.atlassian.net.example.com')],
  ['https://tides.atlassian.net:8443/wiki/spaces/ENG', foreign('tides.atlassian.net:8443')],
  ['https://tides.atlassian.net@example.com/wiki/spaces/ENG', foreign('example.com')],
  ['other.atlassian.net/wiki/spaces/ENG/pages/4194306', foreign('other.atlassian.net')],
  ['https://', nothing],
  ['https://[tides]/wiki', 'This is no complete address. Copy it from the address bar of your browser.'],
  ['https://tides.atlassian.net/browse/ENG-12', elsewhere],
  ['https://tides.atlassian.net/jira/software/projects/ENG', elsewhere],
  [at('/people/712020:abc'), elsewhere],
  [at('/search?text=tide'), elsewhere],
  [at('/x/'), elsewhere],
  [at('/x/not*base64'), elsewhere],
  [at('/x/AAAA'), elsewhere],
  [at('/spaces/ENG/pages/not-a-number/Home'), elsewhere],
  [at('/spaces/ENG/pages/12345678901234567890123/Home'), elsewhere],
  [at('/spaces/ENG/blog/2026'), elsewhere],
  [at('/spaces/ENG/blog/2026/11'), elsewhere],
  [at('/x/__________8'), elsewhere],
  [at('/spaces/ENG/unknown/1'), elsewhere],
  [at('/pages/viewpage.action'), elsewhere],
  [at('/pages/viewpage.action?pageId=abc'), elsewhere],
  [at('/download/attachments/4194306/plan.png'), elsewhere],
  ['ENG', nothing],
  ['hello world', nothing],
  ['-4194306', nothing],
  ['4194306.5', nothing],
  ['0x400002', nothing],
  ['12345678901234567890', nothing],
  ['javascript:alert(1)', nothing],
];

test.each(wrong)('%s is refused, and says why', (text, problem) => {
  expect(readPasted(text, site)).toEqual([{ line: 1, text, pointer: null, problem }]);
});

const brief = (rows: Pasted[]) => rows.map(({ line, text, pointer }) => [line, text, pointer?.kind ?? null]);

test('several in a line, in the middle of other text, with the marks of sentences around them', () => {
  const text = [
    `See ${at('/spaces/ENG/pages/4194306/Home')}, then (${at('/x/AQ')}) and "${at('/spaces/ENG')}".`,
    '',
    `  <${at('/spaces/OPS/overview')}>; 4194307, 4194308 and ${at('/display/ENG/Mercury_(planet)')}!`,
    '\t',
    'no address here',
    `[Home](${at('/spaces/ENG/pages/4194306/Home')})`,
  ].join('\r\n');
  expect(brief(readPasted(text, site))).toEqual([
    [1, at('/spaces/ENG/pages/4194306/Home'), 'content'],
    [1, at('/x/AQ'), 'content'],
    [1, at('/spaces/ENG'), 'space'],
    [3, at('/spaces/OPS/overview'), 'space'],
    [3, at('/display/ENG/Mercury_(planet)'), 'title'],
    [3, '4194307', 'content'],
    [3, '4194308', 'content'],
    [5, 'no address here', null],
    [6, at('/spaces/ENG/pages/4194306/Home'), 'content'],
  ]);
});

test('a number among other words is an id only if it is long enough for one', () => {
  const text = `In 2026 we kept 3 pages: 4194307 and ${at('/x/AQ')}\nAll 5 of them\n12 13`;
  expect(brief(readPasted(text, site))).toEqual([
    [1, at('/x/AQ'), 'content'],
    [1, '4194307', 'content'],
    [2, 'All 5 of them', null],
    [3, '12', 'content'],
    [3, '13', 'content'],
  ]);
});

test('nothing pasted is nothing read; numbers inside of addresses are no ids', () => {
  expect(readPasted('', site)).toEqual([]);
  expect(readPasted(' \n \r\n\t', site)).toEqual([]);
  expect(readPasted(at('/spaces/ENG/pages/4194306/2026'), site)).toHaveLength(1);
});

/** The vendor's way, written from its description: the id's bytes from the lowest, base 64, zeros at the end left out. */
function shortOf(id: bigint): string {
  const bytes: number[] = [];
  for (let rest = id; rest > 0n; rest >>= 8n) bytes.push(Number(rest & 255n));
  const text = Buffer.from([...bytes, 0, 0, 0].slice(0, 3 * Math.ceil(bytes.length / 3)));
  return text.toString('base64').replace(/A+$/, '').replaceAll('/', '-').replaceAll('+', '_');
}

test('each id comes out of its short link', () => {
  fc.assert(
    fc.property(fc.oneof(fc.bigInt(1n, 2n ** 63n - 1n), fc.bigInt(1n, 10_000_000n)), (id) => {
      expect(readPasted(at(`/x/${shortOf(id)}`), site)[0]?.pointer).toEqual({ kind: 'content', id: String(id) });
    }),
    { numRuns: 2_000, seed: 20_261_121 },
  );
});

test('whatever is pasted, each line that says something is answered, and nothing of another site ever points anywhere', () => {
  const piece = fc.oneof(
    fc.string(),
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
    fc.constantFrom(...forms.map(([text]) => text), ...wrong.map(([text]) => text)),
    fc.constantFrom('https://', 'http://[', '%', 'https://tides.atlassian.net/wiki/%E0%A4%A', '"', '(', ')'),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
      const text = pieces.join('\n');
      const rows = readPasted(text, site);
      const lines = text.split(/\r\n|\r|\n/);
      expect([...new Set(rows.map((row) => row.line))]).toEqual(lines.flatMap((line, i) => (line.trim() === '' ? [] : [i + 1])));
      for (const row of rows) {
        expect(lines[row.line - 1]).toContain(row.text);
        if (/^https?:/i.test(row.text) && row.pointer) expect(new URL(row.text).host).toBe('tides.atlassian.net');
      }
    }),
    { numRuns: 1_000, seed: 20_261_121 },
  );
});
