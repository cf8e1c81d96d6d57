/** Previews and comparisons in every state. */
import type { FrameLocator } from 'playwright-core';
import { never, refuse } from './backend';
import type { Scene } from './scenes';
import { comparison, preview, verification } from './selectionSamples';
import { button } from './steps';

const show = async (app: FrameLocator): Promise<void> => {
  await button(app, 'Preview a page…').click();
  await app.getByLabel('Address or id of a page or blog post').fill('5');
  await button(app, 'Show').click();
};
const look = async (app: FrameLocator): Promise<void> => {
  await button(app, 'Verify').click();
};

export const readingScenes: Scene[] = [
  {
    name: 'Preview, asking which',
    path: 'activity',
    steps: async (app) => {
      await button(app, 'Preview a page…').click();
      await button(app, 'Show').click();
    },
    shows: ['Enter the address or the id of a page or blog post.'],
  },
  { name: 'Preview, loading', path: 'activity', backend: { preview: never }, steps: show, shows: ['Loading the preview…'] },
  {
    name: 'Preview, failing',
    path: 'activity',
    backend: { preview: refuse('Confluence does not find this page.') },
    steps: show,
    shows: ['Could not make the preview', 'Confluence does not find this page.'],
  },
  {
    name: 'Preview, rendered',
    path: 'activity',
    steps: show,
    shows: [
      'Preview of Torque limits',
      /part 2.md$/,
      'Everybody who may read the space Engineering',
      /has no Markdown/,
      'Image: Rotor',
      '<script>alert(1)</script>',
      'Warning',
      'High winds',
      'Tip',
      /^\[!NOTE\]\s+is how/,
    ],
  },
  {
    name: 'Preview, raw',
    path: 'activity',
    steps: async (app) => {
      await show(app);
      await app.getByLabel('Raw Markdown').check();
    },
    shows: [/^---/],
  },
  {
    name: 'Preview, the difference',
    path: 'activity',
    steps: async (app) => {
      await show(app);
      await app.getByLabel('Difference from the repository').check();
    },
    shows: ['2 lines added, 1 removed.', /lines the same/, 'The repository holds no such file: all of it is new.'],
  },
  {
    name: 'Preview, of what stays out',
    path: 'activity',
    backend: { preview: async () => preview({ decision: 'out', reason: 'It is restricted.', files: [], warnings: [], audience: '' }) },
    steps: show,
    shows: ['Left out', 'It is restricted.', 'Nothing would be sent of it.'],
  },
  { name: 'Comparison, loading', path: 'spaces/compare/101', backend: { compareSpace: never }, shows: ['Loading the comparison…'] },
  {
    name: 'Comparison, failing',
    path: 'spaces/compare/101',
    backend: { compareSpace: refuse('Confluence answered 503.') },
    shows: ['Could not load the comparison'],
  },
  {
    name: 'Comparison',
    path: 'spaces/compare/101',
    backend: { compareSpace: async () => comparison({ cursor: 'more' }) },
    shows: ['Comparison of Engineering', 'Older in the repository', 'Gone from Confluence', /Blog post 77, which you cannot see/, 'Page 1'],
  },
  {
    name: 'Comparison, with nothing in it',
    path: 'spaces/compare/101',
    backend: { compareSpace: async () => comparison({ listed: 0, inRepository: 0, rows: [] }) },
    shows: ['No difference'],
  },
  {
    name: 'Verify, with problems',
    path: 'spaces/compare/101',
    steps: look,
    shows: ['1,302 files looked at; 2 problems.', 'Not known here', 'Mend…'],
  },
  {
    name: 'Verify, without',
    path: 'spaces/compare/101',
    backend: { verifySpace: async () => verification({ problems: [] }) },
    steps: look,
    shows: ['All as it was sent'],
  },
  {
    name: 'Verify, failing',
    path: 'spaces/compare/101',
    backend: { verifySpace: refuse('Qontext did not answer.') },
    steps: look,
    shows: ['Could not verify'],
  },
  {
    name: 'Verify, asking before it mends',
    path: 'spaces/compare/101',
    steps: async (app) => {
      await look(app);
      await button(app, 'Mend…').click();
    },
    shows: ['Mend the repository?', /stays as it is/],
  },
];
