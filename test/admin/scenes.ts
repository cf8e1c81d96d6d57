/** Every view of the admin page in every state: how to get there, and what must be seen then. */
import type { FrameLocator } from 'playwright-core';
import { flip } from './adminPage';
import { type Backend, never, refuse } from './backend';
import type { ScriptedConfluence } from './confluence';
import { activity, health, overview, quietHours, run, settings, space, spaces } from './samples';
import { button } from './steps';

export interface Scene {
  name: string;
  path: string;
  backend?: Partial<Backend>;
  /** Refuses or holds back what the page reads of Confluence itself. */
  confluence?: ScriptedConfluence;
  moduleKey?: string;
  steps?(app: FrameLocator): Promise<void>;
  /** Texts that must be seen. */
  shows: (string | RegExp)[];
}

const disconnected = async () => overview({ connection: { state: 'disconnected' }, includedSpaces: 0 });
const broken = async () =>
  overview({ connection: { state: 'broken', workspaceName: null, checkedAt: 0, problem: 'Qontext answered 401: the key was revoked.' } });
const withRuns = async () =>
  overview({
    runs: [
      run(),
      run({
        id: 'run-2',
        kind: 'sweep',
        spaceId: '102',
        spaceKey: 'PEOPLE',
        state: 'asking',
        note: 'It would withdraw 31 of 64 contents.',
      }),
      run({ id: 'run-3', kind: 'withdrawal', spaceId: '103', spaceKey: 'SALES', state: 'paused', phase: 'withdrawing', withdrawn: 7 }),
    ],
  });

export const scenes: Scene[] = [
  { name: 'the page while it loads', path: '', backend: { overview: never }, shows: ['Loading the overview…'] },
  {
    name: 'the page when the app refuses',
    path: '',
    backend: { overview: refuse('Only a site administrator may do this.') },
    shows: ['Could not load the overview', 'Only a site administrator may do this.', /the mirror goes on/, 'Try again'],
  },
  {
    name: 'Connection, not connected',
    path: 'connection',
    backend: { overview: disconnected },
    shows: ['Connect to Qontext', 'Not connected', /secret store/],
  },
  {
    name: 'Connection, key refused',
    path: 'connection',
    backend: { overview: disconnected, connect: refuse('Qontext does not know this key.') },
    steps: async (app) => {
      await app.getByLabel('API key of the Qontext workspace').fill('wrong-key');
      await button(app, 'Connect').click();
    },
    shows: ['Qontext does not know this key.'],
  },
  { name: 'Connection, connected', path: 'connection', shows: ['Northwind knowledge', 'saved, and not shown', '5 minutes ago'] },
  {
    name: 'Connection, broken',
    path: 'connection',
    backend: { overview: broken },
    shows: ['Qontext does not accept the connection', /the key was revoked/, /Nothing is sent or withdrawn/],
  },
  {
    name: 'Connection, check failed',
    path: 'connection',
    backend: { validateConnection: refuse('Qontext did not answer in time.') },
    steps: (app) => button(app, 'Check the connection').click(),
    shows: ['Could not check the connection', 'Qontext did not answer in time.'],
  },
  {
    name: 'Connection, replacing the key',
    path: 'connection',
    steps: (app) => button(app, 'Replace the key').click(),
    shows: ['API key of the Qontext workspace', 'Keep the present key'],
  },
  {
    name: 'Connection, asking before disconnecting',
    path: 'connection',
    steps: (app) => button(app, 'Disconnect…').click(),
    shows: ['Disconnect from Qontext?', /The files that were sent stay in Qontext/],
  },
  {
    name: 'Spaces, not connected',
    path: 'spaces',
    backend: { overview: disconnected },
    shows: ['Connect to Qontext first', 'Go to Connection'],
  },
  { name: 'Spaces, loading', path: 'spaces', backend: { listSpaces: never }, shows: ['Loading the spaces…'] },
  {
    name: 'Spaces, failing',
    path: 'spaces',
    backend: { listSpaces: refuse('Confluence answered 503.') },
    shows: ['Could not load the spaces', 'Confluence answered 503.', 'Try again'],
  },
  { name: 'Spaces, none', path: 'spaces', backend: { listSpaces: async () => ({ spaces: [], cursor: null }) }, shows: ['No spaces'] },
  {
    name: 'Spaces, none that match',
    path: 'spaces',
    backend: { listSpaces: async ({ query }) => ({ spaces: query ? [] : spaces, cursor: null }) },
    steps: (app) => app.getByLabel('Search spaces by name or key').fill('zebra'),
    shows: ['No space matches', /zebra/],
  },
  {
    name: 'Spaces, listed',
    path: 'spaces',
    backend: { listSpaces: async () => ({ spaces, cursor: 'more' }) },
    shows: ['Engineering', 'With failures', 'Mirrored', 'Not included', 'Archived spaces are not mirrored.', 'Page 1', '12 minutes ago'],
  },
  {
    name: 'Spaces, with runs',
    path: 'spaces',
    backend: { overview: withRuns },
    shows: [
      '120 of 400 (30%), about 7 minutes left',
      'It would withdraw 31 of 64 contents.',
      'Withdrawal paused',
      'Approve…',
      'Pause',
      'Resume',
    ],
  },
  {
    name: 'Spaces, with a run that lists and one that failed',
    path: 'spaces',
    backend: {
      overview: async () => overview({ runs: [run({ phase: 'listing', listed: 50, etaMs: null })] }),
      listSpaces: async () => ({
        spaces: [
          space(),
          space({ id: '102', key: 'PEOPLE', run: run({ id: 'run-9', spaceId: '102', state: 'failed', note: 'Qontext refused the key.' }) }),
        ],
        cursor: null,
      }),
    },
    shows: ['50 listed so far', 'Run failed', 'Qontext refused the key.'],
  },
  {
    name: 'Spaces, asking before one is included',
    path: 'spaces',
    steps: (app) => flip(app, 'Include Sales'),
    shows: ['Include Sales?', 'To be sent', /points\s+and time are estimates/],
  },
  {
    name: 'Spaces, asking before one is included, without a forecast',
    path: 'spaces',
    backend: { forecastSwitch: refuse('Confluence did not answer.') },
    steps: (app) => flip(app, 'Include Sales'),
    shows: ['Could not load the forecast', 'Confluence did not answer.'],
  },
  {
    name: 'Spaces, asking before one is left out',
    path: 'spaces',
    steps: async (app) => {
      await flip(app, 'Include Engineering');
      await app.getByRole('region', { name: 'Forecast' }).waitFor();
    },
    shows: ['Leave out Engineering?', /1,240 pages and blog posts are removed/, 'To be withdrawn'],
  },
  {
    name: 'Spaces, leaving out failed',
    path: 'spaces',
    backend: { excludeSpace: refuse('A run of this space is still starting.') },
    steps: async (app) => {
      await flip(app, 'Include Engineering');
      await button(app, 'Leave out and withdraw').click();
    },
    shows: ['That did not work', 'A run of this space is still starting.'],
  },
  {
    name: 'Spaces, asking before an approval',
    path: 'spaces',
    backend: { overview: withRuns },
    steps: (app) => button(app, 'Approve…').click(),
    shows: ['Let the sweep of PEOPLE go on?', /are deleted in the repository/],
  },
  {
    name: 'Spaces, asking before a resync of everything',
    path: 'spaces',
    steps: (app) => button(app, 'Resync everything…').click(),
    shows: ['Resync everything?', /spends Confluence API points/],
  },
  { name: 'Activity, loading', path: 'activity', backend: { listActivity: never }, shows: ['Loading the activity…'] },
  {
    name: 'Activity, failing',
    path: 'activity',
    backend: { listActivity: refuse('The store did not answer.') },
    shows: ['Could not load the activity', 'The store did not answer.'],
  },
  {
    name: 'Activity, none yet',
    path: 'activity',
    backend: { listActivity: async () => ({ rows: [], cursor: null }) },
    shows: ['Nothing was sent yet'],
  },
  {
    name: 'Activity, listed',
    path: 'activity',
    backend: { listActivity: async () => ({ rows: [activity(1), activity(2, { title: null, url: null })], cursor: 'more' }) },
    shows: ['How we ship, part 1', 'Page 5002, which you cannot see or which is gone', '1.2 kB', 'It was edited', 'Load more'],
  },
  {
    name: 'Activity, choosing an outcome',
    path: 'activity',
    steps: async (app) => {
      await app.getByText('Autumn release').waitFor();
      await app.getByLabel('Outcome').press('ArrowDown');
    },
    shows: ['In review in Qontext'],
  },
  { name: 'Health, loading', path: 'health', backend: { health: never }, shows: ['Loading the health of the mirror…'] },
  {
    name: 'Health, failing',
    path: 'health',
    backend: { health: refuse('The store did not answer.') },
    shows: ['Could not load the health of the mirror'],
  },
  {
    name: 'Health, busy',
    path: 'health',
    shows: ['7,130', /of 20,000; counts anew/, 'in 30 minutes', '4 held back, 2 failed', 'Its restrictions could not be read.'],
  },
  {
    name: 'Health, as a table',
    path: 'health',
    steps: (app) => button(app, 'Show as a table').click(),
    shows: ['Qontext requests', 'Show as charts'],
  },
  {
    name: 'Health, quiet and with the budget used up',
    path: 'health',
    backend: {
      health: async () =>
        health({
          hours: quietHours,
          problems: [],
          points: { usedThisHour: 20_000, budgetPerHour: 20_000, resetsAt: health().points.resetsAt },
          waiting: { held: 0, failed: 0, oldestAt: null },
          queue: { touchesThisHour: 0, lastTouchAt: null },
          lastTickAt: null,
          lastPollAt: null,
        }),
    },
    shows: ['A quiet day', 'No problems', /The budget is used up/],
  },
  { name: 'Settings, loading', path: 'settings', backend: { getSettings: never }, shows: ['Loading the settings…'] },
  {
    name: 'Settings, failing',
    path: 'settings',
    backend: { getSettings: refuse('The store did not answer.') },
    shows: ['Could not load the settings'],
  },
  { name: 'Settings', path: 'settings', shows: ['Every day', 'Sweep now'] },
  {
    name: 'Settings, a wrong number',
    path: 'settings',
    steps: async (app) => {
      await app.getByLabel('Confluence API points an hour for runs').fill('lots');
      await button(app, 'Save').click();
    },
    shows: ['Enter a whole number from 1,000 to 500,000.'],
  },
  {
    name: 'Settings, saving failed',
    path: 'settings',
    backend: { getSettings: async () => settings, saveSettings: refuse('The store did not answer.') },
    steps: async (app) => {
      await app.getByLabel('Confluence API points an hour for runs').fill('9000');
      await button(app, 'Save').click();
    },
    shows: ['Could not save the settings'],
  },
];
