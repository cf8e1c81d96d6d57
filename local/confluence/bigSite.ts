import { people as everybody, guest } from '../people';
import type { SeedComment, SeedPage, SeedSite } from './seed';

export interface BigSiteOptions {
  spaces?: number;
  /** In the whole site. */
  pages?: number;
  /** For each page: replies and inline comments among them. */
  comments?: number;
  /** For each page. */
  tasks?: number;
  /** About how long each body is. */
  bytes?: number;
}

const topics = ['turbine', 'sensor', 'gateway', 'firmware', 'harbour', 'calibration', 'telemetry', 'mooring', 'dashboard', 'release'];
const verbs = ['measures', 'reports', 'loses', 'regains', 'stores', 'compares', 'forwards', 'rejects'];

const people = everybody.filter((one) => one !== guest);

/** The same number gives the same text at every start. */
const pick = <T>(list: readonly T[], number: number): T => {
  const one = list[Math.abs(number) % list.length];
  if (one === undefined) throw new Error('Nothing to pick from');
  return one;
};

const sentence = (n: number) =>
  `The ${pick(topics, n)} ${pick(verbs, n * 7 + 1)} ${(n * 37) % 997} values an hour while the ${pick(topics, n * 3 + 2)} ${pick(verbs, n * 5 + 3)} its backlog.`;

const author = (n: number) => pick(people, n).email;

function tasksOf(page: number, count: number): string {
  if (count === 0) return '';
  const task = (n: number) =>
    `<ac:task><ac:task-id>${n + 1}</ac:task-id><ac:task-status>${(page + n) % 3 === 0 ? 'complete' : 'incomplete'}</ac:task-status>` +
    `<ac:task-body>Check the ${pick(topics, page + n)} with <ac:link><ri:user ri:account-id="${pick(people, page + n).accountId}" /></ac:link> by <time datetime="2026-12-${String((n % 27) + 1).padStart(2, '0')}" /></ac:task-body></ac:task>`;
  return `<ac:task-list>${Array.from({ length: count }, (_, n) => task(n)).join('')}</ac:task-list>`;
}

function bodyOf(page: number, { tasks, bytes }: Required<BigSiteOptions>): string {
  const rows = Array.from(
    { length: 8 },
    (_, row) => `<tr><td>${pick(topics, page + row)}</td><td>${(page * 31 + row * 17) % 1000}</td><td>${sentence(page + row)}</td></tr>`,
  );
  const head =
    `<h1>Overview ${page}</h1><p>${sentence(page)} The words to remark on are here.</p>` +
    `<table><tbody><tr><th>Part</th><th>Value</th><th>Remark</th></tr>${rows.join('')}</tbody></table>` +
    `<ac:structured-macro ac:name="code"><ac:parameter ac:name="language">ts</ac:parameter><ac:plain-text-body><![CDATA[export const limit = ${page};\nif (limit > 10) console.log('page <${page}>');]]></ac:plain-text-body></ac:structured-macro>` +
    `<ac:structured-macro ac:name="info"><ac:rich-text-body><p>${sentence(page + 11)}</p></ac:rich-text-body></ac:structured-macro>${tasksOf(page, tasks)}<h2>Details</h2>`;
  const paragraphs: string[] = [];
  for (let length = head.length, n = 0; length < bytes; n++) {
    const text = `<p>${[0, 1, 2, 3].map((k) => sentence(page * 13 + n * 4 + k)).join(' ')}</p>`;
    paragraphs.push(text);
    length += text.length;
  }
  return head + paragraphs.join('');
}

/** Of seven comments: two threads with a reply each, one of them inline, and three single ones. */
function commentsOf(page: number, count: number): SeedComment[] {
  const comments: SeedComment[] = [];
  const body = (n: number) => `<p>${sentence(page * 3 + n)}</p>`;
  for (let n = 0; n < count; n++) {
    const comment: SeedComment = { body: body(n), by: author(page + n) };
    if (n % 4 === 1) comment.inline = { quote: 'words to remark on' };
    if (n % 4 < 2 && n + 1 < count) {
      comment.replies = [{ body: body(n + 100), by: author(page + n + 3) }];
      comments.push(comment);
      count -= 1;
    } else comments.push(comment);
  }
  return comments;
}

/** A generated site for measurements: the same at every start, with trees of ten pages below each tenth page. */
export function bigSite(options: BigSiteOptions = {}): SeedSite {
  const all: Required<BigSiteOptions> = { spaces: 5, pages: 1_000, comments: 7, tasks: 2, bytes: 8_192, ...options };
  const perSpace = Math.ceil(all.pages / all.spaces);
  const page = (number: number): SeedPage => ({
    title: `${pick(topics, number)} notes ${number}`,
    body: bodyOf(number, all),
    by: author(number),
    daysAgo: 5 + (number % 300),
    labels: [pick(topics, number + 4)],
    comments: commentsOf(number, all.comments),
  });
  const spaces = Array.from({ length: all.spaces }, (_, space) => {
    const pages: SeedPage[] = [];
    for (let n = space * perSpace; n < Math.min(all.pages, (space + 1) * perSpace); n++) {
      const made = page(n);
      const parent = pages.at(-1);
      if ((n - space * perSpace) % 10 === 0 || !parent) pages.push(made);
      else parent.children = [...(parent.children ?? []), made];
    }
    return { key: `BIG${space}`, name: `Big space ${space}`, type: 'global' as const, pages };
  });
  return { host: 'big.example', spaces };
}
