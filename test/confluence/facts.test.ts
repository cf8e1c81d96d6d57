/** What decides beside the content itself: readers and labels of spaces, what ancestors bring, and counts without listings. */
import type { SeedSite } from '../../local/confluence';
import { appUser, guest } from '../../local/people';
import { asUserChecks, type Call, connectConfluence } from '../../src/confluence';
import { type Said, scripted } from './scripted';
import { openSite, other, seed, type TestSite, writer } from './site';

let here: TestSite | undefined;
afterEach(async () => {
  await here?.close();
  here = undefined;
});
const open = async (...more: Parameters<typeof openSite>) => {
  const opened = await openSite(...more);
  here = opened;
  return opened;
};
const pointsOf = (calls: Call[]) => calls.map((call) => call.points);

const [eng] = seed.spaces;
if (!eng) throw new Error('The seed has no spaces');
const readable: SeedSite = {
  ...seed,
  spaces: [
    { ...eng, admins: [writer.email], labels: ['north'] },
    { key: 'SEC', name: 'Security', type: 'global', viewGroups: ['confluence-users', 'security', 'auditors'], admins: [], pages: [] },
    { key: 'OFF', name: 'Off', type: 'global', viewGroups: ['leadership'], admins: [writer.email], pages: [] },
  ],
};

describe('who may view a space', () => {
  test('groups by name, people by their number', async () => {
    const { confluence, spaceId } = await open({}, readable);
    expect(await confluence.readersOf(spaceId('ENG'))).toEqual({
      groups: ['confluence-users'],
      roles: [],
      unnamedRoles: 0,
      people: 1,
      everyone: false,
    });
    const { groups } = await confluence.readersOf(spaceId('SEC'));
    expect(groups).toEqual(['auditors', 'confluence-users', 'security']);
  });

  test('roles by name, where the site has them', async () => {
    const { confluence, spaceId } = await open({ spaceRoles: true }, readable);
    expect(await confluence.readersOf(spaceId('SEC'))).toEqual({
      groups: [],
      roles: ['Admin', 'Viewer'],
      unnamedRoles: 0,
      people: 0,
      everyone: false,
    });
  });

  test('a role that the app may not look up counts, without a name', async () => {
    const role = (id: string) => ({ principal: { type: 'role', id }, operation: { key: 'read', targetType: 'space' } });
    const { options } = scripted((path): Said => {
      if (path.includes('/space-roles/known-1')) return { body: { name: 'Reader' } };
      if (path.includes('/space-roles/')) return { status: 404, body: {} };
      return { body: { results: [role('known-1'), role('hidden-2')] } };
    });
    expect(await connectConfluence(options).readersOf('7')).toMatchObject({ roles: ['Reader'], unnamedRoles: 1 });
  });

  test('costs a call and 2 points for each permission, and for each group a call more', async () => {
    const { confluence, spaceId, callsOf } = await open({}, readable);
    const { calls } = await callsOf(() => confluence.readersOf(spaceId('SEC')));
    expect(calls.map((call) => call.operation).sort()).toEqual(['groups.get', 'groups.get', 'groups.get', 'spaces.permissions']);
    expect(calls.find((call) => call.operation === 'spaces.permissions')?.points).toBe(1 + 2 * 9);
  });

  test('of a space that the app does not see it is no answer', async () => {
    const { confluence, spaceId } = await open({}, readable);
    await expect(confluence.readersOf(spaceId('OFF'))).rejects.toMatchObject({ kind: 'not-found' });
  });
});

describe('labels of a space', () => {
  test('are those of its settings; lists do not have them', async () => {
    const { confluence, model, spaceId } = await open({}, readable);
    expect((await confluence.space(spaceId('ENG')))?.labels).toEqual(['north']);
    model.addSpaceLabel(writer.accountId, spaceId('ENG'), 'no-ai');
    model.addSpaceLabel(writer.accountId, spaceId('ENG'), 'mine', 'my');
    model.addSpaceLabel(writer.accountId, spaceId('ENG'), 'shared', 'global');
    expect((await confluence.space(spaceId('ENG')))?.labels).toEqual(['no-ai', 'north', 'shared']);
    expect((await confluence.space(spaceId('SEC')))?.labels).toEqual([]);
    expect((await confluence.spaces({ keys: ['ENG'] })).spaces[0]?.labels).toBeNull();
  });

  test('are asked for by themselves where they do not come with the space', async () => {
    const site = scripted((path) => ({
      body: path.includes('/labels')
        ? { results: [{ id: '1', name: 'no-ai', prefix: 'team' }] }
        : { id: '7', key: 'ENG', name: 'Engineering' },
    }));
    expect((await connectConfluence(site.options).space('7'))?.labels).toEqual(['no-ai']);
    expect(site.asked).toHaveLength(2);
  });
});

describe('what contents bring to those below them', () => {
  test('restrictions and labels of pages and folders come from one search', async () => {
    const { confluence, page, idOf, callsOf, model } = await open();
    model.restrictRead(writer.accountId, idOf('Drawer'), { users: [appUser.accountId], groups: ['engineering'] });
    const nodes = [page('Runbook'), page('Shared with the app'), { id: idOf('Drawer'), type: 'folder' }, page('Runbook')];
    const { value, calls } = await callsOf(() => confluence.facts(nodes));
    expect([...value]).toEqual([
      [idOf('Runbook'), { restriction: { kind: 'none' }, labels: ['alpha', 'ops'] }],
      [idOf('Shared with the app'), { restriction: { kind: 'some', users: [appUser.accountId], groups: ['engineering'] }, labels: [] }],
      [idOf('Drawer'), { restriction: { kind: 'some', users: [appUser.accountId], groups: ['engineering'] }, labels: [] }],
    ]);
    expect(calls.map((call) => call.operation)).toEqual(['content.search']);
  });

  test('of what the app may not see nothing is known, and the rest is known all the same', async () => {
    const { confluence, page, idOf } = await open();
    const facts = await confluence.facts([page('Secret'), page('Below secret'), page('Home')]);
    expect(facts.get(idOf('Secret'))).toEqual({ restriction: 'unknown', labels: 'unknown' });
    expect(facts.get(idOf('Below secret'))).toEqual({ restriction: 'unknown', labels: 'unknown' });
    expect(facts.get(idOf('Home'))).toEqual({ restriction: { kind: 'none' }, labels: [] });
  });

  test('what the index does not have yet is asked directly: a label or restriction of this moment counts', async () => {
    const { confluence, model, spaceId } = await open({ indexLagMs: 600_000 });
    const made = model.createPage(writer.accountId, { spaceId: spaceId('ENG'), title: 'Just made' });
    model.addLabel(writer.accountId, made.id, 'no-ai');
    model.restrictRead(writer.accountId, made.id, { users: [appUser.accountId], groups: [] });
    const facts = await confluence.facts([{ id: made.id, type: 'page' }]);
    expect(facts.get(made.id)).toEqual({ restriction: { kind: 'some', users: [appUser.accountId], groups: [] }, labels: ['no-ai'] });
  });

  test('labels that one person keeps for themselves count for nobody', async () => {
    const { confluence, model, page, idOf } = await open();
    model.addLabel(writer.accountId, idOf('Home'), 'no-ai', 'my');
    expect((await confluence.facts([page('Home')])).get(idOf('Home'))?.labels).toEqual([]);
  });

  test('more than 100 go in several searches; none are asked twice', async () => {
    const pages = Array.from({ length: 230 }, (_, at) => ({ title: `Page ${at}`, body: '<p>x</p>', labels: [`l${at}`] }));
    const { confluence, model, callsOf } = await open({}, { ...seed, spaces: [{ ...eng, pages, blogposts: [] }] });
    const nodes = [...model.state.contents.values()].map((one) => ({ id: one.id, type: 'page' }));
    const { value, calls } = await callsOf(() => confluence.facts(nodes));
    expect(nodes.every(({ id }, at) => value.get(id)?.labels !== 'unknown' && value.get(id)?.labels[0] === `l${at}`)).toBe(true);
    expect(calls).toHaveLength(3);
  });

  test('a folder above that hides a page makes the page absent, not open', async () => {
    const { confluence, model, page, spaceId, idOf } = await open();
    expect((await confluence.ancestors(idOf('In the drawer'))).map((one) => one.type)).toEqual(['folder', 'page']);
    model.restrictRead(writer.accountId, idOf('Drawer'), { users: [writer.accountId], groups: [] });
    expect(await confluence.read(page('In the drawer'), spaceId('ENG'))).toMatchObject({ kind: 'absent', evidence: 'not-visible' });
    model.restrictRead(writer.accountId, idOf('Drawer'), { users: [writer.accountId, appUser.accountId], groups: [] });
    const [drawer] = await confluence.ancestors(idOf('In the drawer'));
    expect(drawer).toMatchObject({ id: idOf('Drawer'), type: 'folder', labels: [], restriction: { kind: 'some' } });
  });
});

describe('counts by the search index', () => {
  test('pages below a page, at any depth and through folders, for 2 points', async () => {
    const { confluence, idOf, callsOf } = await open();
    const { value, calls } = await callsOf(() => confluence.countBelow(idOf('Home')));
    // Runbook, Deep, In the drawer, Old, Shared with the app, Below shared: not the folder, not the trash, not what is hidden.
    expect(value).toBe(6);
    expect(pointsOf(calls)).toEqual([2]);
    expect(await confluence.countBelow(idOf('Drawer'))).toBe(1);
    expect(await confluence.countBelow(idOf('Deep'))).toBe(0);
  });

  test('contents of a space, and those of one type', async () => {
    const { confluence } = await open();
    expect(await confluence.countIn('ENG', {})).toBe(8);
    expect(await confluence.countIn('ENG', { type: 'blogpost' })).toBe(1);
    expect(await confluence.countIn('~712020ada', {})).toBe(1);
    expect(await confluence.countIn('OLD', {})).toBe(1);
  });

  test('the labelled contents of a space, with what lies above them', async () => {
    const { confluence, model, idOf } = await open();
    const found = await confluence.labelledIn('ENG', ['ops', 'news']);
    expect(found.map(({ type }) => type).sort()).toEqual(['blogpost', 'page']);
    expect(await confluence.labelledIn('ENG', ['none'])).toEqual([]);
    model.addLabel(writer.accountId, idOf('Deep'), 'say"so');
    const [deep, ...others] = await confluence.labelledIn('ENG', ['say"so', 'back\\slash']);
    expect(deep).toMatchObject({ id: idOf('Deep'), type: 'page', labels: ['say"so'], above: [idOf('Runbook'), idOf('Home')] });
    expect(others).toEqual([]);
  });
});

describe('who administers', () => {
  test('a space: its own admins and those of the site, nobody else', async () => {
    const { options } = await open({}, { ...readable, spaces: readable.spaces.map((one) => ({ ...one, admins: [other.email] })) });
    const isAdmin = (who: typeof other, key: string) => asUserChecks(options(who)).isSpaceAdmin(key);
    const reader = appUser;
    expect([await isAdmin(other, 'ENG'), await isAdmin(writer, 'ENG'), await isAdmin(reader, 'ENG')]).toEqual([true, true, false]);
    expect([await isAdmin(other, 'OFF'), await isAdmin(guest, 'ENG')]).toEqual([true, false]);
    expect(await asUserChecks(options(other)).isSiteAdmin()).toBe(false);
  });

  test('a guest, and who is not signed in, administer nothing and see no titles', async () => {
    const { options, page } = await open({}, readable);
    for (const who of [guest, { ...guest, token: 'none' }]) {
      const checks = asUserChecks(options(who));
      expect([await checks.isSiteAdmin(), await checks.isSpaceAdmin('ENG')]).toEqual([false, false]);
    }
    expect(await asUserChecks(options(guest)).titles([page('Home')])).toEqual(new Map());
  });
});
