/** The arrows of the architecture: entry -> sync -> {confluence, document, scope, qontext, store}, and nothing the other way or across. */
import { codeOf, findCycle, type Import, importsOf, sourceFiles } from './imports';

const app = importsOf(sourceFiles('src'));
const local = importsOf(sourceFiles('local'));
const page = importsOf([...sourceFiles('static/admin/src'), ...sourceFiles('src')]).filter(({ from }) => from.startsWith('static/'));

/** The part of src that a file belongs to: its folder, or its own name at the top. */
const partOf = (file: string) => /^src\/([^/]+)/.exec(file)?.[1] ?? null;
const show = ({ from, to }: Import) => `${from} -> ${to}`;

/** What each part may import besides itself. Types of `content` and `api` are everybody's; they import nothing. */
const arrows: Record<string, string[]> = {
  'content.ts': [],
  api: [],
  scope: ['content.ts'],
  document: ['content.ts'],
  confluence: ['content.ts'],
  qontext: [],
  store: ['content.ts', 'api', 'scope'],
  sync: ['content.ts', 'api', 'confluence', 'document', 'scope', 'qontext', 'store'],
  entry: ['content.ts', 'api', 'confluence', 'qontext', 'scope', 'store', 'sync'],
  'index.ts': ['entry'],
  ui: ['api'],
};

test('every part of src is known to this test', () => {
  expect([...new Set(sourceFiles('src').map(partOf))].filter((part) => part === null || !(part in arrows))).toEqual([]);
});

test.each(Object.entries(arrows))('%s: each arrow that it may have it has', (part, allowed) => {
  const reached = new Set(app.filter(({ from }) => partOf(from) === part).map(({ to }) => partOf(to)));
  expect(allowed.filter((to) => !reached.has(to))).toEqual([]);
});

test.each(Object.keys(arrows))('%s imports only what lies below it', (part) => {
  const allowed = new Set([part, ...(arrows[part] ?? [])]);
  const wrong = app.filter(({ from, to }) => partOf(from) === part && to.startsWith('src/') && !allowed.has(partOf(to) ?? ''));
  expect(wrong.map(show)).toEqual([]);
});

test('the store takes types only from scope and the page', () => {
  const wrong = app.filter(
    ({ from, to, isTypeOnly }) => partOf(from) === 'store' && ['scope', 'api'].includes(partOf(to) ?? '') && !isTypeOnly,
  );
  expect(wrong.map(show)).toEqual([]);
});

test('src imports nothing from outside of it, and each import of its own is found', () => {
  const files = new Set(sourceFiles('src'));
  const wrong = app.filter(({ to }) => /^(\.|local|test|static|scripts|bench)/.test(to) || (to.startsWith('src/') && !files.has(to)));
  expect(wrong.map(show)).toEqual([]);
});

test('document and scope do no input or output, and know no clock', () => {
  const pure = new Set(['htmlparser2', 'entities', 'mdast', 'js-yaml/browser', 'yaml']);
  const isPure = (to: string) => to.startsWith('src/') || pure.has(to) || /^(mdast-util|micromark|unist|@badrap\/valita)/.test(to);
  const wrong = app.filter(({ from, to, isTypeOnly }) => ['document', 'scope'].includes(partOf(from) ?? '') && !isTypeOnly && !isPure(to));
  expect(wrong.map(show)).toEqual([]);
});

test('only entry, and the one file of confluence and of store that is for it, import Forge', () => {
  const may = (from: string) =>
    ['entry', 'ui'].includes(partOf(from) ?? '') || ['src/confluence/forge.ts', 'src/store/forge.ts'].includes(from);
  expect(app.filter(({ from, to }) => to.startsWith('@forge/') && !may(from)).map(show)).toEqual([]);
});

test('only entry imports the files that are for Forge', () => {
  const wrong = app.filter(({ from, to }) => /^src\/(confluence|store)\/forge\.ts$/.test(to) && partOf(from) !== 'entry');
  expect(wrong.map(show)).toEqual([]);
});

test('parts are entered by their index', () => {
  const isInside = (to: string) => !/^src\/(content\.ts|api\/|[^/]+\/index\.ts|index\.ts)/.test(to) && !/\/forge\.ts$/.test(to);
  const wrong = app.filter(
    ({ from, to }) => to.startsWith('src/') && partOf(from) !== partOf(to) && isInside(to) && partOf(from) !== 'index.ts',
  );
  expect(wrong.map(show)).toEqual([]);
});

test('there is no circle of imports in src, nor in local', () => {
  expect(findCycle(app)).toBeNull();
  expect(findCycle(local)).toBeNull();
  expect(local.some(({ from, to }) => from.startsWith('local/forge/') && to.startsWith('local/forge/'))).toBe(true);
});

test('local imports nothing from src: it runs the bundle, as Forge does', () => {
  expect(local.filter(({ to }) => to.startsWith('src/') || (/(^|\/)src(\/|$)/.test(to) && to.startsWith('.'))).map(show)).toEqual([]);
});

test('the admin page imports only the types of the interface', () => {
  const wrong = page.filter(({ to, isTypeOnly }) => to.startsWith('src/') && !(to.startsWith('src/api/') && isTypeOnly));
  expect(wrong.map(show)).toEqual([]);
  expect(page.some(({ to }) => to.startsWith('src/api/'))).toBe(true);
  expect(page.filter(({ to }) => to.startsWith('local/') || to.startsWith('test/')).map(show)).toEqual([]);
});

test('the engine reaches for no global clock, randomness, network or console', () => {
  // Named by what would be written: the ports have all of these.
  const globals = /(?<![.\w])(Date\.now|new Date\(\)|Math\.random|setTimeout|setInterval|fetch|console)\b(?!\s*:)\s*\(|console\./;
  const wrong = ['sync', 'scope', 'document', 'confluence', 'qontext', 'store'].flatMap((part) =>
    sourceFiles(`src/${part}`).filter((file) => globals.test(codeOf(file))),
  );
  expect(wrong).toEqual([]);
  // Where the ports are made, they are.
  expect(globals.test(codeOf('src/entry/ports.ts'))).toBe(true);
});

test('no file is called utils, and few are longer than 250 lines', () => {
  const files = [...sourceFiles('src'), ...sourceFiles('local')];
  expect(files.filter((file) => /(^|\/)(utils?|helpers?|misc|common)(\/|\.)/.test(file))).toEqual([]);
  const long = sourceFiles('src').filter((file) => codeOf(file).split('\n').length > 250);
  expect(long.length).toBeLessThanOrEqual(4);
});
