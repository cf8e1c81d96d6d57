import type { SeedPage, SeedSite } from '../../../local/confluence/seed';

/** A site of one open space with `pages` pages three levels deep, comments with replies and tasks, one restricted page, and a personal space. */
export function tinySite(pages: number): SeedSite {
  const leaf = (at: number): SeedPage => ({
    title: `Log ${at}`,
    body:
      `<h2>Tide ${at}</h2><p>The gauge read ${at * 3} cm at noon.</p>` +
      `<ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-status>incomplete</ac:task-status><ac:task-body>Check gauge ${at}</ac:task-body></ac:task></ac:task-list>`,
    comments: at % 5 === 0 ? [{ body: `<p>Seen ${at}.</p>`, replies: [{ body: `<p>Thanks for ${at}.</p>` }] }] : [],
  });
  const branches = Math.max(1, Math.round(pages / 10));
  const leaves = Math.max(0, pages - branches - 2);
  const branch = (at: number): SeedPage => ({
    title: `Station ${at}`,
    body: `<p>Station ${at} stands in the sound.</p>`,
    children: Array.from({ length: leaves }, (_, index) => index)
      .filter((index) => index % branches === at)
      .map(leaf),
  });
  return {
    host: 'tiny.example',
    spaces: [
      {
        key: 'TIDE',
        name: 'Tides',
        type: 'global',
        pages: [
          {
            title: 'Tides home',
            body: '<p>All stations.</p>',
            children: [
              ...Array.from({ length: branches }, (_, at) => branch(at)),
              { title: 'Salaries', body: '<p>Not for everybody.</p>', restrictedTo: { users: ['ada.brandt@northwind-tides.example'] } },
            ],
          },
        ],
      },
      { key: '~yuki', name: 'Yuki', type: 'personal', pages: [{ title: 'Notes', body: '<p>Private notes.</p>' }] },
    ],
  };
}
