/** The settings page of one space in every state. */
import { never, refuse } from './backend';
import { run } from './samples';
import type { Scene } from './scenes';
import { lockedForAll, ONLY_SITE_ADMINS, ruleRow, selection, spaceOverview } from './selectionSamples';
import { button } from './steps';

const moduleKey = 'space-settings';
const allSent = { sent: 9, out: 0, held: 0, failed: 0, pending: 0 };
const locked = async () => spaceOverview({ selfService: 'none', locked: ONLY_SITE_ADMINS, lockedWork: lockedForAll });

export const spaceScenes: Scene[] = [
  { name: 'a space’s page, loading', moduleKey, path: '', backend: { spaceOverview: never }, shows: ['Loading the overview…'] },
  {
    name: 'a space’s page, refused',
    moduleKey,
    path: '',
    backend: { spaceOverview: refuse('Only an admin of this space may do this.') },
    shows: ['Could not load the overview', 'Only an admin of this space may do this.'],
  },
  {
    name: 'a space’s page',
    moduleKey,
    path: 'overview',
    shows: [
      'Engineering in Qontext',
      'Parts of it',
      '1,240',
      'Nobody included it.',
      'Qontext refused the file.',
      'Salaries, failed',
      'as it was sent last',
      'Blog post 78, which you cannot see or which is gone',
    ],
  },
  {
    name: 'a space’s page, with a run and everything paused',
    moduleKey,
    path: 'overview',
    backend: { spaceOverview: async () => spaceOverview({ run: run(), paused: true, counts: allSent, reasons: [], connection: 'broken' }) },
    shows: [
      'Everything is paused',
      /A site admin can resume it/,
      'Nothing is missing',
      '120 of 400 (30%), about 7 minutes left',
      'Nothing is sent',
    ],
  },
  {
    name: 'a space’s page, where the list of what is missing fails',
    moduleKey,
    path: 'overview',
    backend: { listReasons: refuse('The store did not answer.') },
    shows: ['Could not load what failed', 'The store did not answer.'],
  },
  {
    name: 'a space’s page, locked',
    moduleKey,
    path: 'overview',
    backend: { spaceOverview: async () => spaceOverview({ locked: 'The site’s policy leaves this to site admins.', included: 'none' }) },
    shows: ['You cannot change what is mirrored', 'See what is chosen', 'Nothing of it'],
  },
  {
    name: 'a space’s choice',
    moduleKey,
    path: 'choice',
    backend: { spaceSelection: async () => selection({ selfService: 'decide', site: [ruleRow()] }) },
    shows: [
      'You decide what of this space is mirrored, within the site’s policy.',
      'Chosen by site admins',
      'Site admins',
      'Engineering home',
    ],
  },
  {
    name: 'a space’s choice, only to narrow',
    moduleKey,
    path: 'choice',
    backend: { spaceSelection: async () => selection({ selfService: 'narrow', site: [ruleRow()] }) },
    steps: (app) => button(app, 'More for Handbook').click(),
    shows: ['You may leave out parts of what site admins included.', 'Leave out with all below'],
  },
  {
    name: 'a space’s choice, locked',
    moduleKey,
    path: 'choice',
    backend: { spaceSelection: async () => selection({ selfService: 'none', site: [ruleRow()] }) },
    shows: ['Nothing can be changed here', 'The site’s policy leaves this to site admins.'],
  },
  { name: 'a space’s activity', moduleKey, path: 'activity', shows: ['Autumn release', 'What happened'] },
  { name: 'a space’s comparison', moduleKey, path: 'comparison', shows: ['Older in the repository', 'Verify'] },
  {
    name: 'a space’s comparison, where only site admins may act',
    moduleKey,
    path: 'comparison',
    backend: { spaceOverview: locked },
    steps: (app) => button(app, 'Verify').click(),
    shows: [/^Locked Resync: On this site, only site/, /^Locked Mend: On this site, only site/, 'Changed there'],
  },
  {
    name: 'a space’s instructions, where only site admins may write them',
    moduleKey,
    path: 'instructions',
    backend: { spaceOverview: locked },
    shows: [/^Locked Instructions: On this site, only site/],
  },
  { name: 'a space’s instructions', moduleKey, path: 'instructions', shows: ['For readers of this space’s mirror'] },
  {
    name: 'a space’s instructions, saving failed',
    moduleKey,
    path: 'instructions',
    backend: { saveInstructions: refuse('The store did not answer.') },
    steps: async (app) => {
      await app.getByLabel('For readers of this space’s mirror').fill('Other words.');
      await button(app, 'Save').click();
    },
    shows: ['Could not save the instructions'],
  },
];
