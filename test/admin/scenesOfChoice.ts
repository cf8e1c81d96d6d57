/** The picker in every state. */
import type { FrameLocator } from 'playwright-core';
import { never, refuse } from './backend';
import { engineering, flatSpace, scriptedConfluence } from './confluence';
import type { Scene } from './scenes';
import { ruleRow, selection } from './selectionSamples';
import { button } from './steps';

const path = 'spaces/choose/101';
const item = (app: FrameLocator, name: string | RegExp) => app.getByRole('treeitem', { name });
const open = async (app: FrameLocator, ...names: string[]): Promise<void> => {
  for (const name of names) await item(app, new RegExp(`^${name}`)).press('ArrowRight');
};
const chosen = async () =>
  selection({
    site: [ruleRow(), ruleRow({ target: { kind: 'content', id: '5' }, choice: 'exclude', title: null, url: null, path: [], count: null })],
    space: [ruleRow({ target: { kind: 'blogposts' }, choice: 'exclude', title: 'Blog posts', url: null, path: [], count: 31 })],
    selfService: 'narrow',
  });

export const choiceScenes: Scene[] = [
  { name: 'Choose, loading', path, backend: { getSelection: never }, shows: ['Loading what is chosen…'] },
  {
    name: 'Choose, failing',
    path,
    backend: { getSelection: refuse('The store did not answer.') },
    shows: ['Could not load what is chosen', 'The store did not answer.'],
  },
  {
    name: 'Choose, nothing chosen yet',
    path,
    shows: ['Choose in Engineering', /Nothing is chosen here yet/, 'Engineering home', 'Blog posts'],
  },
  {
    name: 'Choose, with rules of both layers',
    path,
    backend: { getSelection: chosen },
    steps: (app) => open(app, 'Engineering home'),
    shows: [
      '412 pages and posts',
      'Engineering home / ',
      /Content 5, which you cannot see/,
      'Chosen by the space’s admins',
      'Space admins',
      'Included',
    ],
  },
  {
    name: 'Choose, with what stays out and why',
    path,
    steps: async (app) => {
      await open(app, 'Engineering home');
      await open(app, 'Salaries', 'Draft of a patent');
    },
    shows: [
      'Restricted',
      'Below a restricted page',
      'Label no-ai',
      'Below a label that keeps out',
      'Archived',
      'Whiteboard',
      'Nothing below',
    ].slice(0, 6),
  },
  {
    name: 'Choose, locked by the policy',
    path,
    backend: {
      getSelection: async () => selection({ locked: 'The site’s policy does not offer this space to Qontext.', site: [ruleRow()] }),
    },
    shows: ['Nothing can be changed here', 'The site’s policy does not offer this space to Qontext.', 'Locked'],
  },
  {
    name: 'Choose, while pages load',
    path,
    confluence: scriptedConfluence(engineering, never),
    shows: ['Loading…'],
  },
  {
    name: 'Choose, when Confluence refuses the pages',
    path,
    confluence: scriptedConfluence(engineering, async () => 503),
    shows: ['Could not load this. Try again', 'Confluence answered 503.'],
  },
  {
    name: 'Choose, a long level',
    path,
    confluence: scriptedConfluence(flatSpace(600)),
    steps: async (app) => {
      await item(app, /^Page 00000/).focus();
      await item(app, /^Page 00000/).press('End');
    },
    shows: ['Show more', 'Page 00249'],
  },
  {
    name: 'Choose, searching',
    path,
    steps: (app) => app.getByLabel('Search pages by title or id').fill('torque'),
    shows: ['Torque limits of 2024', 'Engineering home / Hardware / Turbines / Rotor'],
  },
  {
    name: 'Choose, searching for nothing that is there',
    path,
    steps: (app) => app.getByLabel('Search pages by title or id').fill('zebra'),
    shows: ['Nothing matches'],
  },
  {
    name: 'Choose, while a search is on its way',
    path,
    confluence: scriptedConfluence(engineering, (asked) => (asked.includes('title') ? never() : Promise.resolve(null))),
    steps: (app) => app.getByLabel('Search pages by title or id').fill('torque'),
    shows: ['Loading what matches…'],
  },
  {
    name: 'Choose, when the search fails',
    path,
    confluence: scriptedConfluence(engineering, async (asked) => (asked.includes('title') ? 429 : null)),
    steps: (app) => app.getByLabel('Search pages by title or id').fill('torque'),
    shows: ['Could not search', /asks to wait/],
  },
  {
    name: 'Choose, the menu of a page',
    path,
    steps: (app) => button(app, 'More for Handbook').click(),
    shows: ['Include with all below', 'Leave out this page alone', 'No choice of its own', 'Preview…'],
  },
  {
    name: 'Choose, with a forecast',
    path,
    steps: async (app) => {
      await item(app, /^Handbook/).press('Space');
      await button(app, 'Forecast').click();
    },
    shows: [
      'To be withdrawn',
      'about 1.8 MB',
      'about 9 minutes',
      '12: It is restricted, and the site’s policy keeps restricted content in Confluence.',
    ],
  },
  {
    name: 'Choose, when the forecast fails',
    path,
    backend: { forecast: refuse('Confluence answered 503.') },
    steps: async (app) => {
      await item(app, /^Handbook/).press('Space');
      await button(app, 'Forecast').click();
    },
    shows: ['Could not forecast', 'Confluence answered 503.'],
  },
  {
    name: 'Choose, when saving fails',
    path,
    backend: { saveSelection: refuse('Somebody else saved meanwhile.') },
    steps: async (app) => {
      await item(app, /^Handbook/).press('Space');
      await button(app, 'Forecast').click();
      await app.getByText('To be withdrawn', { exact: true }).waitFor();
      await button(app, 'Save').click();
    },
    shows: ['Could not save', 'Somebody else saved meanwhile.'],
  },
  {
    name: 'Choose, leaving with changes',
    path,
    steps: async (app) => {
      await item(app, /^Handbook/).press('Space');
      await button(app, 'Back to all spaces').click();
    },
    shows: ['Leave without saving?', /are not saved/],
  },
];
