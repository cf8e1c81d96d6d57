/** A small site with one of everything, served over HTTP: what the contract tests ask. */
import { virtualClock } from '../../local/clock';
import { createConfluence, type LocalConfluence } from '../../local/confluence';
import type { SeedSite } from '../../local/confluence/seed';
import { type Person, people } from '../../local/people';

export const start = Date.parse('2026-11-21T10:20:30Z');

export function personNamed(name: string): Person {
  const person = people.find((one) => one.name === name);
  if (!person) throw new Error(`Nobody is called ${name}`);
  return person;
}
export const ada = personNamed('Ada Brandt');

export const storage = {
  task: (id: number, text: string, status: 'complete' | 'incomplete' = 'incomplete') =>
    `<ac:task-list><ac:task><ac:task-id>${id}</ac:task-id><ac:task-status>${status}</ac:task-status><ac:task-body>${text}</ac:task-body></ac:task></ac:task-list>`,
  mention: (person: Person) => `<ac:link><ri:user ri:account-id="${person.accountId}" /></ac:link>`,
};

const seed: SeedSite = {
  host: 'contract.atlassian.net',
  spaces: [
    {
      key: 'CON',
      name: 'Contract',
      type: 'global',
      description: 'One of everything',
      labels: ['harbour', 'north'],
      pages: [
        {
          title: 'Home of Contract',
          body: '<p>Welcome</p>',
          children: [
            {
              title: 'Full page',
              body:
                `<h1>Full</h1><p>Words to talk about.</p><ac:image><ri:attachment ri:filename="plan.png" /></ac:image>` +
                `${storage.task(1, `Check ${storage.mention(ada)} by <time datetime="2026-12-01" />`)}${storage.task(2, 'Done already', 'complete')}`,
              labels: ['alpha', 'beta'],
              comments: [
                { body: '<p>First</p>', replies: [{ body: '<p>Reply</p>' }] },
                {
                  body: '<p>Inline</p>',
                  inline: { quote: 'Words to talk about', resolution: 'resolved' },
                  replies: [{ body: '<p>Inline reply</p>' }],
                },
              ],
              children: [{ title: 'Below', body: '<p>Below</p>' }],
            },
            { title: 'Drawer', kind: 'folder', children: [{ title: 'Filed', body: '<p>Filed</p>' }] },
            { title: 'Board', kind: 'whiteboard' },
            { title: 'Records', kind: 'database' },
            { title: 'Live notes', kind: 'live', body: '<p>Live</p>' },
            {
              title: 'For the app',
              body: '<p>Named</p>',
              restrictedTo: { groups: ['confluence-users', 'leadership'], users: [ada.email] },
            },
            { title: 'Old one', body: '<p>Old</p>', status: 'archived' },
            { title: 'In the bin', body: '<p>Bin</p>', status: 'trashed' },
          ],
        },
      ],
      blogposts: [
        {
          title: 'News',
          body: `<p>News to talk about</p>${storage.task(1, 'Read it')}`,
          labels: ['alpha'],
          comments: [{ body: '<p>Nice</p>' }, { body: '<p>Hm</p>', inline: { quote: 'News' } }],
        },
      ],
    },
    { key: '~ada', name: 'Ada Brandt', type: 'personal', pages: [], admins: [ada.email] },
    { key: 'GONE', name: 'Gone', type: 'global', status: 'archived', pages: [{ title: 'Kept', body: '<p>Kept</p>' }] },
  ],
};

export interface ContractSite {
  local: LocalConfluence;
  url: string;
  close(): Promise<void>;
  /** The id of the content with this title. */
  idOf(title: string): string;
}

export async function openSite(): Promise<ContractSite> {
  const local = createConfluence({ seed, clock: virtualClock(start) });
  const { url, close } = await local.listen(0);
  const idOf = (title: string) => {
    for (const content of local.model.state.contents.values()) if (content.title === title) return content.id;
    throw new Error(`No content is called ${title}`);
  };
  return { local, url, close, idOf };
}
