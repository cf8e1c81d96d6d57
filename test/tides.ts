import type { SeedPage, SeedSite, SeedSpace } from '../local/confluence';

const task = (id: number, text: string) =>
  `<ac:task-list><ac:task><ac:task-id>${id}</ac:task-id><ac:task-status>incomplete</ac:task-status><ac:task-body>${text}</ac:task-body></ac:task></ac:task-list>`;

/** A small wiki: two spaces to mirror, with a page tree, comments, replies, tasks, a blog post, something restricted, archived, trashed; and a personal one. */
export const tides: SeedSite = {
  host: 'tides.example',
  spaces: [
    {
      key: 'TIDE',
      name: 'Tides',
      type: 'global',
      description: 'Gauges and logs.',
      admins: ['mei.lindqvist@northwind-tides.example'],
      pages: [
        {
          title: 'Tides home',
          body: '<p>All stations.</p>',
          children: [
            {
              title: 'Station North',
              body: '<p>Stands in the sound.</p>',
              labels: ['station'],
              children: [
                {
                  title: 'Log 1',
                  body: `<h2>Morning</h2><p>The gauge read three metres.</p>${task(1, 'Check the gauge')}`,
                  comments: [{ body: '<p>Seen it.</p>', replies: [{ body: '<p>Thanks for looking.</p>' }] }],
                },
                { title: 'Log 2', body: '<p>Calm all day.</p>' },
              ],
            },
            { title: 'Station South', body: '<p>Stands on the pier.</p>', children: [{ title: 'Log 3', body: '<p>Windy.</p>' }] },
            {
              title: 'Salaries',
              body: '<p>Secret figures.</p>',
              restrictedTo: { users: ['ada.brandt@northwind-tides.example'] },
              children: [{ title: 'Salaries of 2026', body: '<p>Secret figures of 2026.</p>' }],
            },
            { title: 'Old station', body: '<p>Demolished.</p>', status: 'archived' },
            { title: 'Mistake', body: '<p>Thrown away.</p>', status: 'trashed' },
          ],
        },
      ],
      blogposts: [{ title: 'Storm report', body: '<p>It blew.</p>', comments: [{ body: '<p>Hold on to your hats.</p>' }] }],
    },
    {
      key: 'OPS',
      name: 'Operations',
      type: 'global',
      admins: ['ravi.castellanos@northwind-tides.example'],
      pages: [{ title: 'Ops home', body: '<p>How we work.</p>', children: [{ title: 'Pump guide', body: '<p>Turn left.</p>' }] }],
    },
    { key: '~yuki', name: 'Yuki', type: 'personal', pages: [{ title: 'Private notes', body: '<p>Mine.</p>' }] },
  ],
};

/** The titles of TIDE that belong into the repository. */
export const openTides = ['Tides home', 'Station North', 'Log 1', 'Log 2', 'Station South', 'Log 3', 'Storm report'];

/** One space TIDE of a page "Home" with these below it, what else is said of it, and other spaces beside it. */
export const homeWith = (children: SeedPage[], said: Partial<SeedSpace> = {}, beside: SeedSpace[] = []): SeedSite => ({
  host: 'tides.example',
  spaces: [{ key: 'TIDE', name: 'Tides', type: 'global', pages: [{ title: 'Home', body: '<p>All.</p>', children }], ...said }, ...beside],
});

/** A space OPS of one page. */
export const smallOps: SeedSpace = { key: 'OPS', name: 'Operations', type: 'global', pages: [{ title: 'Ops home', body: '<p>Ours.</p>' }] };

/** One space BIG of `count` leaves below its home page. */
export function bigSpace(count: number): SeedSite {
  const leaf = (at: number): SeedPage => ({ title: `Leaf ${at}`, body: `<p>Leaf number ${at}.</p>` });
  return {
    host: 'tides.example',
    spaces: [
      {
        key: 'BIG',
        name: 'Big',
        type: 'global',
        pages: [{ title: 'Big home', body: '<p>Roots.</p>', children: Array.from({ length: count }, (_, at) => leaf(at + 1)) }],
      },
      { key: 'TINY', name: 'Tiny', type: 'global', pages: [{ title: 'Tiny home', body: '<p>One page.</p>' }] },
    ],
  };
}
