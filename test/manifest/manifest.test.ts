/** The manifest asks for no more than reading, lets data out to Qontext alone, and names only what there is. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { eventAllowed } from '../../local/forge/eventScopes';
import { sourceFiles } from '../architecture/imports';
import { appDir } from '../site';

interface Surface {
  key: string;
  resource: string;
  resolver: { function: string };
}
interface Manifest {
  app: { storage: { entities: { name: string }[] }; runtime: { memoryMB: number } };
  modules: {
    trigger: { key: string; function: string; events: string[] }[];
    scheduledTrigger: { function: string }[];
    consumer: { queue: string; function: string }[];
    function: { key: string; handler: string }[];
    'confluence:globalSettings': Surface[];
    'confluence:spaceSettings': Surface[];
    'confluence:contentBylineItem': (Surface & { dynamicProperties: { function: string } })[];
  };
  resources: { key: string; path: string }[];
  permissions: { scopes: string[]; external: { fetch: { backend: { address: string }[] } } };
}
const read = (file: string) => readFileSync(path.join(appDir, file), 'utf8');
// The linter in scripts/lint-manifest.ts checks the whole shape; here are the parts that are looked at.
const manifest = parse(read('manifest.yml')) as Manifest;
const { modules, permissions } = manifest;
const surfaces: Surface[] = [
  ...modules['confluence:globalSettings'],
  ...modules['confluence:spaceSettings'],
  ...modules['confluence:contentBylineItem'],
];

test('scopes are for reading, and for the app’s own storage', () => {
  expect(permissions.scopes.filter((scope) => !/^read:[a-z.-]+:confluence$/.test(scope))).toEqual(['storage:app']);
  expect(new Set(permissions.scopes).size).toBe(permissions.scopes.length);
});

test('data may leave to Qontext alone, and no page of the app loads anything from elsewhere', () => {
  expect(permissions.external).toEqual({ fetch: { backend: [{ address: 'https://api.qontext.ai', inScopeEUD: true }] } });
  expect(Object.keys(permissions).sort()).toEqual(['external', 'scopes']);
});

test('each function is used, each one that is used is there, and its handler is exported', () => {
  const keys = modules.function.map(({ key }) => key);
  const used = [
    ...modules.trigger.map((module) => module.function),
    ...modules.scheduledTrigger.map((module) => module.function),
    ...modules.consumer.map((module) => module.function),
    ...surfaces.map(({ resolver }) => resolver.function),
    ...modules['confluence:contentBylineItem'].map(({ dynamicProperties }) => dynamicProperties.function),
  ];
  expect([...new Set(used)].sort()).toEqual([...keys].sort());
  const exported = [...read('src/index.ts').matchAll(/export \{([^}]*)\}/g)].flatMap(([, names = '']) =>
    names.split(',').map((name) => name.trim()),
  );
  expect(modules.function.map(({ handler }) => handler).sort()).toEqual(exported.map((name) => `index.${name}`).sort());
});

test('each queue that the app pushes to has a consumer', () => {
  const pushed = [...read('src/entry/forgeQueue.ts').matchAll(/key: '(\w+)'/g)].map(([, key]) => key);
  expect(modules.consumer.map(({ queue }) => queue).sort()).toEqual(pushed.sort());
});

test('each entity that the store uses is declared, and no other', () => {
  const [, names = ''] = /type EntityName = ([^;]+);/.exec(read('src/store/keyValue.ts')) ?? [];
  const used = names.split('|').map((name) => name.trim().replaceAll("'", ''));
  expect(manifest.app.storage.entities.map(({ name }) => name).sort()).toEqual(used.sort());
});

/** The verbs of the local Confluence's events. */
const verbs = [
  ...sourceFiles('local/confluence/model')
    .map(read)
    .join('\n')
    .matchAll(/'([a-z_]+)'/g),
].map(([, verb]) => verb ?? '');
const verbOf = (event: string) => event.split(':')[2] ?? '';

test('each event has a name that Atlassian or the local Confluence knows, and comes to an app with these scopes', () => {
  // Atlassian's own table of events and the scopes that they need; in no public export of the package, hence by path.
  const file = path.join(path.dirname(require.resolve('@forge/manifest')), 'mapping', 'product-event-to-scope-mapping.json');
  const { mapping } = JSON.parse(readFileSync(file, 'utf8')) as { mapping: { productEvent: string }[] };
  const known = new Set(mapping.map(({ productEvent }) => productEvent));
  const declared = new Set(permissions.scopes);
  const events = modules.trigger.flatMap((trigger) => trigger.events);
  expect(new Set(events).size).toBe(events.length);
  const ofConfluence = events.filter((event) => !event.startsWith('avi:forge:'));
  // The table does not have them all: those of labels, of live docs and of moved folders are documented elsewhere.
  expect(ofConfluence.filter((event) => !known.has(event) && !verbs.includes(verbOf(event)))).toEqual([]);
  expect(ofConfluence.filter((event) => !eventAllowed(event, declared))).toEqual([]);
  expect(events.filter((event) => event.startsWith('avi:forge:'))).toEqual(['avi:forge:installed:app', 'avi:forge:upgraded:app']);
});

test('each kind of change of a page that the local Confluence tells of is listened to, unless it needs no look', () => {
  const sources = sourceFiles('local/confluence/model').map(read).join('\n');
  const told = [...sources.matchAll(/emitContent\(context, \w+, '([a-z_]+)'/g)].map(([, verb]) => verb ?? '');
  expect(told.length).toBeGreaterThan(7);
  const events = modules.trigger.flatMap((trigger) => trigger.events);
  const missing = [...new Set(told)].filter((verb) => !events.includes(`avi:confluence:${verb}:page`));
  // The order of siblings is in no document; trash and deletion are told only to an app that may write.
  expect(missing.filter((verb) => verb !== 'children_reordered' && verb !== 'trashed' && verb !== 'deleted')).toEqual([]);
});

test('the memory that it asks for is enough by the measurement', () => {
  expect(manifest.app.runtime.memoryMB).toBeGreaterThanOrEqual(128);
});

test('each surface has its resource: the two settings pages the built one, the byline a UI Kit source', () => {
  const paths = new Map(manifest.resources.map((resource) => [resource.key, resource.path]));
  expect(Object.fromEntries(surfaces.map(({ key, resource }) => [key, paths.get(resource)]))).toEqual({
    'site-settings': 'static/admin/build',
    'space-settings': 'static/admin/build',
    'page-byline': 'src/ui/pageStatus.tsx',
  });
  expect(paths.size).toBe(2);
  expect(existsSync(path.join(appDir, 'src/ui/pageStatus.tsx'))).toBe(true);
});
