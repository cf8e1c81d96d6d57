/** A small local Confluence over HTTP, and the reader connected to it as the app's user, on a clock of the test's own. */
import { virtualClock } from '../../local/clock';
import { createConfluence } from '../../local/confluence';
import type { SeedSite } from '../../local/confluence/seed';
import type { ConfluenceSettings } from '../../local/confluence/settings';
import { appUser, type Person, people } from '../../local/people';
import { type Call, type ConnectOptions, connectConfluence, type Request } from '../../src/confluence';

export const start = Date.parse('2026-11-21T10:20:00Z');
export const writer = person(0);
export const other = person(1);

function person(at: number): Person {
  const found = people[at];
  if (!found) throw new Error(`There is no person ${at}`);
  return found;
}

const task = (id: number, text: string, status = 'incomplete') =>
  `<ac:task-list><ac:task><ac:task-id>${id}</ac:task-id><ac:task-status>${status}</ac:task-status><ac:task-body>${text}</ac:task-body></ac:task></ac:task-list>`;

export const seed: SeedSite = {
  host: 'tides.atlassian.net',
  spaces: [
    {
      key: 'ENG',
      name: 'Engineering',
      type: 'global',
      description: 'How we build',
      pages: [
        {
          title: 'Home',
          body: '<p>Welcome</p>',
          children: [
            {
              title: 'Runbook',
              body: `<p>When the pump fails, call the duty engineer.</p>${task(1, 'Check the valve')}${task(2, 'Order a spare', 'complete')}`,
              labels: ['ops', 'alpha'],
              comments: [
                { body: '<p>First</p>', replies: [{ body: '<p>Answer</p>', replies: [{ body: '<p>Answer to the answer</p>' }] }] },
                { body: '<p>Second</p>' },
                {
                  body: '<p>Which number?</p>',
                  inline: { quote: 'duty engineer', resolution: 'resolved' },
                  replies: [{ body: '<p>See the list</p>' }],
                },
              ],
              children: [{ title: 'Deep', body: '<p>Deep down</p>' }],
            },
            { title: 'Drawer', kind: 'folder', children: [{ title: 'In the drawer', body: '<p>Filed</p>' }] },
            { title: 'Old', body: '<p>Old</p>', status: 'archived' },
            { title: 'Bin', body: '<p>Bin</p>', status: 'trashed' },
            {
              title: 'Secret',
              body: '<p>Secret</p>',
              restrictedTo: { groups: ['leadership'] },
              children: [{ title: 'Below secret', body: '<p>Hidden</p>' }],
            },
            {
              title: 'Shared with the app',
              body: '<p>For some</p>',
              restrictedTo: { users: [appUser.email], groups: ['engineering'] },
              children: [{ title: 'Below shared', body: '<p>For some, too</p>' }],
            },
          ],
        },
      ],
      blogposts: [
        {
          title: 'Launch',
          body: `<p>We launched</p>${task(1, 'Send the cake')}`,
          labels: ['news'],
          comments: [{ body: '<p>Well done</p>', replies: [{ body: '<p>Thanks</p>' }] }],
        },
      ],
    },
    { key: '~712020ada', name: 'Ada', type: 'personal', pages: [{ title: 'Notes', body: '<p>Mine</p>' }] },
    { key: 'OLD', name: 'Attic', type: 'global', status: 'archived', pages: [{ title: 'Dust', body: '<p>Dust</p>' }] },
  ],
};

export type TestSite = Awaited<ReturnType<typeof openSite>>;

export async function openSite(settings: Partial<ConfluenceSettings> = {}, content: SeedSite = seed) {
  const clock = virtualClock(start);
  const local = createConfluence({ seed: content, clock, settings, random: dice() });
  const { url, close } = await local.listen(0);
  const calls: Call[] = [];
  const paths: string[] = [];
  const options = (who: Person): ConnectOptions => ({
    request: requester(url, who, paths),
    now: () => clock.now(),
    random: () => 0.5,
    sleep: async (ms) => clock.advance(ms),
    deadline: () => clock.now() + 50_000,
    onCall: (call) => calls.push(call),
  });
  const { model } = local;
  const spaceId = (key: string) => {
    const space = [...model.state.spaces.values()].find((one) => one.key === key);
    if (!space) throw new Error(`No space ${key}`);
    return space.id;
  };
  const idOf = (title: string) => {
    const content = [...model.state.contents.values()].find((one) => one.title === title);
    if (!content) throw new Error(`Nothing is called ${title}`);
    return content.id;
  };
  return {
    local,
    model,
    settings: local.settings,
    clock,
    calls,
    paths,
    close,
    options,
    confluence: connectConfluence(options(appUser)),
    spaceId,
    idOf,
    page: (title: string) => ({ id: idOf(title), type: 'page' as const }),
    post: (title: string) => ({ id: idOf(title), type: 'blogpost' as const }),
    /** What the work cost, in calls. */
    async callsOf<T>(work: () => Promise<T>): Promise<{ value: T; calls: Call[] }> {
      const from = calls.length;
      const value = await work();
      return { value, calls: calls.slice(from) };
    },
  };
}

/** The same numbers in each run. */
function dice(): () => number {
  let state = 20_261_121;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function requester(url: string, who: Person, paths: string[]): Request {
  const authorization = `Basic ${Buffer.from(`${who.email}:${who.token}`).toString('base64')}`;
  return (path, init) => {
    paths.push(path);
    return fetch(url.replace(/\/wiki$/, '') + path, { ...init, headers: { ...init?.headers, authorization } });
  };
}
