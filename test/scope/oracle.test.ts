/**
 * Audiences against Confluence's own rule, written here a second time and in another way: a person may read a page if each restriction on
 * the way to it names them or one of their groups. Random trees of 200 pages with random restrictions, people and groups.
 * Who may view the space is not part of it: an audience is those readers of the space whom the restrictions let through.
 */
import type { Restriction } from '../../src/content';
import { type AboveFacts, type Audience, type Circumstances, decide } from '../../src/scope';
import { audienceKey } from '../../src/sync/audiences';

const all = 10_000;
const rounds = Number(process.env.SCOPE_ROUNDS ?? 300);
const from = Number(process.env.SCOPE_FROM ?? 0);

/** The same numbers for the same seed (mulberry32). */
function dice(seed: number): (sides: number) => number {
  let state = seed * 2_654_435_761;
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * sides);
  };
}

interface Person {
  id: string;
  groups: ReadonlySet<string>;
}
interface Page {
  id: string;
  parent: Page | null;
  /** Null: unrestricted. Who is named, in any order and some of them twice. */
  only: { users: string[]; groups: string[] } | null;
  /** Confluence does not say. */
  silent: boolean;
}

const some = (roll: (sides: number) => number, names: readonly string[], most: number) =>
  Array.from({ length: roll(most + 1) }, () => names[roll(names.length)] ?? '');

function world(seed: number): { people: Person[]; pages: Page[] } {
  const roll = dice(seed);
  const groupNames = Array.from({ length: 2 + roll(6) }, (_, n) => `group ${n}`);
  const people = Array.from({ length: 5 + roll(15) }, (_, n): Person => ({ id: `user ${n}`, groups: new Set(some(roll, groupNames, 4)) }));
  const ids = people.map((one) => one.id);
  // From a site where nearly nothing is restricted to one where nearly everything is; some trees are broad, some are chains.
  const oneIn = 1 + roll(12);
  const reach = 1 + roll(30);
  const pages: Page[] = [];
  for (let n = 0; n < 200; n++) {
    const parent = n === 0 || roll(25) === 0 ? null : (pages[Math.max(0, n - 1 - roll(reach))] ?? null);
    const only = roll(oneIn) > 0 ? null : { users: some(roll, ids, 3), groups: some(roll, groupNames, 3) };
    pages.push({ id: `${seed * 1_000 + n}`, parent, only, silent: roll(60) === 0 });
  }
  return { people, pages };
}

/** Confluence, asked for one person and one page. Walks up the tree; knows nothing of audiences. */
function confluenceLetsRead(person: Person, page: Page): boolean {
  for (let at: Page | null = page; at !== null; at = at.parent) {
    if (at.only === null) continue;
    const isNamed = at.only.users.some((user) => user === person.id);
    if (!isNamed && !at.only.groups.some((group) => person.groups.has(group))) return false;
  }
  return true;
}

/** The folder of an audience, asked for one person: what its description promises. */
const folderLetsRead = ({ rules }: Audience, person: Person): boolean =>
  rules.every((rule) => rule.users.includes(person.id) || rule.groups.some((group) => person.groups.has(group)));

const told = (page: Page): Restriction | 'unknown' => {
  if (page.silent) return 'unknown';
  return page.only ? { kind: 'some', ...page.only } : { kind: 'none' };
};

function wayUp(page: Page): Page[] {
  return page.parent ? [page.parent, ...wayUp(page.parent)] : [];
}

function decided(page: Page, restricted: 'never' | 'audiences') {
  const above = wayUp(page).map((one): AboveFacts => ({ id: one.id, restriction: told(one), labels: [] }));
  const circumstances: Circumstances = {
    policy: { labelsOut: ['no-ai'], labelsIn: [], restricted, archived: false },
    rules: new Map([['space', 'include' as const]]),
    lock: null,
    space: { isLabelledOut: false },
    blocked: false,
    content: { id: page.id, type: 'page', status: 'current', labels: [], restriction: told(page) },
    above,
  };
  return decide(circumstances);
}

/** Two pages have the same audience if and only if the same restrictions, taken as sets, are on the way to them. */
function signature(page: Page): string {
  const text = (only: { users: string[]; groups: string[] }) => `${[...new Set(only.users)].sort()} or ${[...new Set(only.groups)].sort()}`;
  return [...new Set([page, ...wayUp(page)].flatMap((one) => (one.only ? [text(one.only)] : [])))].sort().join(' and ');
}

interface Seen {
  open: number;
  inFolders: number;
  out: number;
  held: number;
}

function round(seed: number, seen: Seen): void {
  const { people, pages } = world(seed);
  const texts = new Map<string, string>();
  const keys = new Map<string, string>();
  for (const page of pages) {
    const way = [page, ...wayUp(page)];
    const isRestricted = way.some((one) => one.only !== null);
    const isSilent = way.some((one) => one.silent);
    const strict = decided(page, 'never');
    const open = decided(page, 'audiences');
    // An assertion for each page and person would take longer than all the rest: what is wrong is collected, and asserted when there is any.
    const wrong: string[] = [];
    const claim = (holds: boolean, text: string | (() => string)) => {
      if (!holds) wrong.push(`seed ${seed}, page ${page.id}: ${typeof text === 'string' ? text : text()}`);
    };
    claim(strict.kind !== 'in' || (!isRestricted && !isSilent && strict.audience === null), 'sent although restricted or unknown');
    claim(strict.kind === 'in' || isRestricted || isSilent, 'not sent although nothing is restricted');
    claim(open.kind !== 'in' || !isSilent, 'sent although a restriction is unknown');
    claim(open.kind !== 'in' || open.audience !== null || !isRestricted, 'restricted, and outside of an audience folder');
    if (open.kind === 'in' && open.audience) {
      const { audience } = open;
      claim(audience.rules.length > 0 && isRestricted, 'in an audience folder without a restriction');
      for (const person of people) {
        const [folder, confluence] = [folderLetsRead(audience, person), confluenceLetsRead(person, page)];
        claim(
          folder === confluence,
          `${person.id} ${confluence ? 'reads it in Confluence, not in the folder' : 'reads it in the folder only'}`,
        );
      }
      const [key, text] = [audienceKey(audience, '1'), signature(page)];
      claim((texts.get(key) ?? text) === text, () => `key ${key} of two audiences`);
      claim((keys.get(text) ?? key) === key, () => `two keys of one audience: ${text}`);
      texts.set(key, text);
      keys.set(text, key);
      seen.inFolders += 1;
    } else if (open.kind === 'in') seen.open += 1;
    else if (open.kind === 'held') {
      claim(isSilent, 'held although everything is known');
      seen.held += 1;
    } else {
      claim(
        way.some((one) => one.only?.users.length === 0 && one.only.groups.length === 0),
        'left out although somebody may read it',
      );
      claim(
        people.every((person) => !confluenceLetsRead(person, page)),
        'left out as readable by nobody, and somebody reads it',
      );
      seen.out += 1;
    }
    if (wrong.length > 0) expect(wrong).toEqual([]);
  }
}

test(`${rounds} rounds (SCOPE_ROUNDS=${all} runs all): nobody reads a page in an audience folder whom Confluence would refuse, and nothing restricted is outside of one`, () => {
  const seen: Seen = { open: 0, inFolders: 0, out: 0, held: 0 };
  for (let seed = from; seed < from + rounds; seed++) round(seed, seen);
  expect(seen.open + seen.inFolders + seen.out + seen.held).toBe(rounds * 200);
  // Each kind came often enough for the claims to mean something.
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(rounds);
}, 600_000);

test('the oracle itself knows users in several groups, and restrictions that must all hold', () => {
  const page = (only: Page['only'], parent: Page | null = null): Page => ({ id: '1', parent, only, silent: false });
  const both: Person = { id: 'both', groups: new Set(['eng', 'sec']) };
  const one: Person = { id: 'one', groups: new Set(['eng']) };
  const inner = page({ users: [], groups: ['sec'] }, page({ users: [], groups: ['eng'] }));
  expect([confluenceLetsRead(both, inner), confluenceLetsRead(one, inner)]).toEqual([true, false]);
  expect(confluenceLetsRead(one, page({ users: ['one'], groups: ['sec'] }))).toBe(true);
  expect(confluenceLetsRead(both, page({ users: [], groups: [] }))).toBe(false);
  expect(new Set(world(7).pages.map((p) => p.id)).size).toBe(200);
  expect(world(7)).toEqual(world(7));
});

test('a restriction that is read in another order, twice, or on another page gives the same key', () => {
  const key = (...restrictions: Page['only'][]) => {
    const pages = restrictions.reduce<Page | null>((parent, only) => ({ id: '1', parent, only, silent: false }), null);
    const decision = pages && decided(pages, 'audiences');
    if (decision?.kind !== 'in' || !decision.audience) throw new Error('Not in an audience');
    return audienceKey(decision.audience, '1');
  };
  const eng = { users: ['a', 'b'], groups: ['eng', 'ops'] };
  const mixed = { users: ['b', 'a', 'a'], groups: ['ops', 'eng'] };
  const sec = { users: [], groups: ['sec'] };
  expect(key(mixed)).toBe(key(eng));
  expect(key(sec, null, mixed, eng)).toBe(key(eng, sec));
  // Who is a user in one and a group of that name in the other, and a rule of two or two rules, are other audiences.
  expect(key({ users: ['x'], groups: [] })).not.toBe(key({ users: [], groups: ['x'] }));
  expect(key({ users: [], groups: ['x', 'y'] })).not.toBe(key({ users: [], groups: ['x'] }, { users: [], groups: ['y'] }));
  expect(key({ users: [], groups: ['x,y'] })).not.toBe(key({ users: [], groups: ['x', 'y'] }));
  expect(key({ users: [], groups: ['"],["'] })).not.toBe(key({ users: [], groups: ['"', '"'] }));
});
