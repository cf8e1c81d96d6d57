/** Rule 12, the other half: a payload that no page would send is refused by every resolver, also to who may call it, and changes nothing. */
import { people } from '../../local/people';
import { ada } from '../site';
import { modules, payloadOf, refuses, site, withSite } from './calls';

withSite();

const huge = 'x'.repeat(8000);
const hostile: [string, unknown][] = [
  ['nothing', undefined],
  ['null', null],
  ['a string', 'spaceId'],
  ['a number', 7],
  ['a list', [{ spaceId: '1' }]],
  [
    'wrong types',
    {
      ...{ apiKey: { toString: 'x' }, spaceId: 42, runId: ['x'], kind: 1, action: {}, sweep: true, pointsPerHour: '5000', cursor: 1 },
      ...{ query: [], wanted: {}, rules: 'all', text: 5, yaml: {}, content: 7, mend: 'yes', instructions: [], choice: 2, offered: 'all' },
    },
  ],
  [
    'huge strings',
    {
      ...{ apiKey: huge, spaceId: huge, runId: huge, kind: huge, action: huge, sweep: huge, cursor: huge, query: huge, content: huge },
      ...{ wanted: [{ spaceId: huge, rules: [] }], rules: [{ target: { kind: 'tree', id: huge }, choice: 'include' }], choice: huge },
      ...{ text: huge.repeat(13), mend: huge, instructions: huge },
    },
  ],
  ['a huge file', { yaml: huge.repeat(51) }],
  [
    'names of prototypes',
    JSON.parse(
      '{"__proto__":{"isAdmin":true},"constructor":{"prototype":{}},"spaceId":"__proto__","runId":"constructor","kind":"toString","choice":"valueOf"}',
    ),
  ],
  [
    'paths and queries',
    {
      spaceId: '../../rest/api/user',
      runId: '../1',
      apiKey: '',
      cursor: { $ne: null },
      kind: 'withdrawal',
      action: 'delete',
      choice: '..',
    },
  ],
  ['a number that is none', { sweep: 'daily', pointsPerHour: 1e308, graceMinutes: 0.5 }],
];
/** What takes no payload looks at none. */
const takesNone = new Set([
  ...['overview', 'validateConnection', 'disconnect', 'listRuns', 'health', 'getSettings', 'getPolicy', 'exportSelection'],
  ...['spaceOverview', 'spaceSelection', 'resyncOwnSpace', 'pageStatus', 'previewPage', 'sendNow'],
]);
/** What may be asked without any field, too. */
const takesEmpty = new Set(['listSpaces', 'listActivity', 'spaceActivity', 'compareOwnSpace']);
const isEmpty = (payload: unknown) => payload === undefined || payload === null;

describe.each(Object.entries(modules))('%s, called by the site admin', (_, { names, from }) => {
  describe.each(names.filter((name) => !takesNone.has(name)))('%s', (name) => {
    const some = hostile.filter(([, payload]) => !(takesEmpty.has(name) && isEmpty(payload)));
    test.each(some)('takes no %s', async (__, payload) => {
      await refuses(() => site.sendFrom(from(), name, payload, ada.accountId), 'The page sent something that the app does not take');
    });

    test('takes no field that it does not know', async () => {
      const known = payloadOf(name);
      const payload = { ...(typeof known === 'object' ? known : {}), accountId: ada.accountId };
      await refuses(() => site.sendFrom(from(), name, payload, ada.accountId), 'The page sent something that the app does not take');
    });
  });

  test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', 'nothing', ''])('there is no resolver "%s"', async (name) => {
    await refuses(() => site.sendFrom(from(), name, {}, ada.accountId), /./);
  });
});

test('an error for the person in front of the screen names no other person, and no stack', async () => {
  const error: unknown = await site.send('includeSpace', { spaceId: '999999' }, ada.accountId).catch((reason: unknown) => reason);
  expect(String(error)).toContain('The app cannot see this space');
  expect(String(error)).not.toMatch(/\bat .*\.(ts|cjs)|node:/);
  for (const { accountId } of people) expect(String(error)).not.toContain(accountId);
});
