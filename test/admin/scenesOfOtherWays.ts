/** The other ways to choose, and the policy, in every state. */
import { never, refuse } from './backend';
import { overview } from './samples';
import type { Scene } from './scenes';
import { fileCheck, policy, selection } from './selectionSamples';
import { button } from './steps';

const rows = [
  {
    line: 1,
    text: 'https://northwind/wiki/spaces/ENG/pages/5',
    kind: 'tree',
    spaceId: '101',
    spaceKey: 'ENG',
    id: '5',
    title: 'Torque limits',
  },
  { line: 2, text: 'https://northwind/wiki/spaces/OLD', kind: 'space', spaceId: '104', spaceKey: 'OLD', id: null, title: 'Archive 2019' },
  { line: 3, text: 'https://elsewhere.example/wiki/x/BQ', kind: 'refused', problem: 'This is an address of elsewhere.example.' },
] as const;
const paste = async () => ({ rows: [...rows] });

export const otherWayScenes: Scene[] = [
  { name: 'Paste, empty', path: 'spaces/paste', shows: ['Addresses or ids', /The site’s own address stands for all spaces/] },
  {
    name: 'Paste, with nothing in it',
    path: 'spaces/paste',
    steps: (app) => button(app, 'Read them').click(),
    shows: ['Paste at least one address or id.'],
  },
  {
    name: 'Paste, read',
    path: 'spaces/paste',
    backend: {
      paste,
      getSelection: async ({ spaceId }) => selection({ spaceId, locked: spaceId === '104' ? 'Its space is archived.' : null }),
    },
    steps: async (app) => {
      await app.getByLabel('Addresses or ids').fill('three lines');
      await button(app, 'Read them').click();
    },
    shows: ['Torque limits', 'Its space is archived.', 'Not matched', 'This is an address of elsewhere.example.'],
  },
  {
    name: 'Paste, failing',
    path: 'spaces/paste',
    backend: { paste: refuse('Confluence answered 503.') },
    steps: async (app) => {
      await app.getByLabel('Addresses or ids').fill('123');
      await button(app, 'Read them').click();
    },
    shows: ['Could not read them', 'Confluence answered 503.'],
  },
  { name: 'Rules', path: 'spaces/rules', shows: ['Keywords, one on each line', 'Personal spaces', 'Archived spaces and pages'] },
  { name: 'File, loading', path: 'spaces/file', backend: { exportSelection: never }, shows: ['Loading the file…'] },
  { name: 'File', path: 'spaces/file', shows: ['Export', 'Import', 'Download', 'Or choose a file'] },
  {
    name: 'File, with errors',
    path: 'spaces/file',
    backend: {
      checkSelectionFile: async () => ({
        ok: false,
        errors: [{ line: 4, problem: 'spaces.ENG.rules.1: a rule is "include" or "exclude".' }],
      }),
    },
    steps: async (app) => {
      await app.getByLabel('A file, as YAML').fill('version: 1');
      await button(app, 'Check').click();
    },
    shows: ['The file has errors', /a rule is/],
  },
  {
    name: 'File, with what it changes',
    path: 'spaces/file',
    steps: async (app) => {
      await app.getByLabel('A file, as YAML').fill('version: 1');
      await button(app, 'Check').click();
    },
    shows: ['ENG: exclude tree 6 (Salaries)', '+ added', '− removed', '~ changed', 'To be withdrawn'],
  },
  {
    name: 'File, that changes nothing',
    path: 'spaces/file',
    backend: { checkSelectionFile: async () => ({ ...fileCheck, changes: [] }) as typeof fileCheck },
    steps: async (app) => {
      await app.getByLabel('A file, as YAML').fill('version: 1');
      await button(app, 'Check').click();
    },
    shows: ['Nothing to change'],
  },
  {
    name: 'File, that could not be checked',
    path: 'spaces/file',
    backend: { checkSelectionFile: refuse('The store did not answer.') },
    steps: async (app) => {
      await app.getByLabel('A file, as YAML').fill('version: 1');
      await button(app, 'Check').click();
    },
    shows: ['Could not check the file'],
  },
  {
    name: 'File, that could not be applied',
    path: 'spaces/file',
    backend: { applySelectionFile: refuse('The store did not answer.') },
    steps: async (app) => {
      await app.getByLabel('A file, as YAML').fill('version: 1');
      await button(app, 'Check').click();
      await button(app, 'Apply').click();
    },
    shows: ['Could not apply the file'],
  },
  { name: 'Policy, loading', path: 'policy', backend: { getPolicy: never }, shows: ['Loading the policy…'] },
  {
    name: 'Policy, failing',
    path: 'policy',
    backend: { getPolicy: refuse('The store did not answer.') },
    shows: ['Could not load the policy'],
  },
  {
    name: 'Policy',
    path: 'policy',
    shows: [
      'Space keys',
      'Labels that keep out',
      'Restricted content never leaves Confluence',
      'Grace time in minutes',
      'Pause everything…',
    ],
  },
  {
    name: 'Policy, with what is wrong',
    path: 'policy',
    steps: async (app) => {
      await app.getByLabel('Grace time in minutes').fill('soon');
      await app.getByLabel('Space keys').fill('');
      await app.getByLabel('Keywords, one on each line').fill('a');
    },
    shows: [/Enter whole minutes/, 'Enter at least one space key.', /is too short/],
  },
  {
    name: 'Policy, with a forecast',
    path: 'policy',
    steps: async (app) => {
      await app.getByLabel('Restricted content goes into a folder for its audience').check();
      await button(app, 'Forecast').click();
    },
    shows: ['To be withdrawn', /Who may open that folder/],
  },
  {
    name: 'Policy, asking before everything is paused',
    path: 'policy',
    steps: (app) => button(app, 'Pause everything…').click(),
    shows: ['Pause everything?', /nothing is withdrawn/],
  },
  {
    name: 'any tab while everything is paused',
    path: 'health',
    backend: { overview: async () => overview({ paused: true }), getPolicy: async () => policy({ paused: true }) },
    shows: ['Everything is paused', 'Resume'],
  },
];
