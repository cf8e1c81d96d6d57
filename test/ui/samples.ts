import type { PageStatus } from '../../src/api/pageStatus';
import type { Preview } from '../../src/api/selection';

/** 20 November 2026, 14:02 UTC. */
export const SENT_AT = Date.UTC(2026, 10, 20, 14, 2);

/** A page that is in Qontext, as an administrator of its space is told. */
export const status = (changes: Partial<PageStatus> = {}): PageStatus => ({
  state: 'current',
  label: 'In Qontext',
  reason: null,
  sentVersion: 7,
  sentAt: SENT_AT,
  path: '/Confluence/tiny.example/Tides (TIDE)/Station 1 (101).md',
  audience: 'Everybody who may read the space',
  warnings: [{ text: 'A chart has no Markdown; its title is kept', count: 2 }],
  chosen: 'none',
  may: { preview: true, sendNow: true, include: false, exclude: true, undo: false },
  advice: null,
  ...changes,
});

/** The same page as somebody who only reads it is told. */
export const readersStatus = (changes: Partial<PageStatus> = {}): PageStatus =>
  status({
    path: null,
    audience: null,
    warnings: [],
    may: { preview: false, sendNow: false, include: false, exclude: false, undo: false },
    ...changes,
  });

const markdown = '---\nsource_id: "101"\n---\n\n# Station 1\n\nThe gauge reads 12 cm.\n';
export const preview = (changes: Partial<Preview> = {}): Preview => ({
  contentId: '101',
  spaceId: '1',
  title: 'Station 1',
  decision: 'in',
  reason: null,
  audience: 'Everybody who may read the space',
  files: [
    {
      path: '/Confluence/tiny.example/Tides (TIDE)/Station 1 (101).md',
      bytes: 65,
      markdown,
      current: markdown.replace('12 cm', '9 cm'),
    },
  ],
  warnings: [],
  ...changes,
});
