/**
 * Rule 4: fail closed. If restrictions can't be established, the content is held back, and what was sent before is withdrawn after a
 * grace time.
 */
import type { Instead } from '../gates';
import { ada, openSite, type TestSite } from '../site';

let site: TestSite;
beforeEach(async () => {
  site = await openSite();
}, 180_000);
afterEach(() => site?.stop());

/** Nothing is said any more of who may read these: neither by the search, nor by themselves. */
function hideRestrictions(status: number, ...titles: string[]): void {
  const ids = titles.map((title) => site.id(title));
  site.asked.interfere = ({ path }): Instead | null => {
    if (path.includes('/content/search') && path.includes('restrictions')) return { status: 404 };
    return ids.some((id) => path.includes(`/content/${id}/restriction`)) ? { status } : null;
  };
}
const touch = async (title: string) => {
  site.model.updatePage(ada.accountId, site.id(title), { body: `<p>${title} has changed.</p>` });
  await site.settle();
};

describe.each([404, 403])('restrictions answer %d', (status) => {
  test('a page is not sent while it is unknown who may read it, and named as held', async () => {
    await site.call('connect', { apiKey: site.qontext.defaultKey });
    hideRestrictions(status, 'Log 2');
    await site.call('includeSpace', { spaceId: site.spaceId('TIDE') });
    await site.settle();
    await site.tick();
    expect(site.text('Log 2')).toBeNull();
    expect(site.ledger('Log 2')).toMatchObject({ state: 'held', reason: 'restrictions-unknown' });
    expect(site.text('Log 1')).toContain('The gauge read three metres.');
    site.asked.interfere = () => null;
    await site.tick(10);
    expect(site.text('Log 2')).toContain('Calm all day.');
  });

  test('a page is not sent either while it is unknown who may read one above it', async () => {
    await site.call('connect', { apiKey: site.qontext.defaultKey });
    hideRestrictions(status, 'Station North');
    await site.call('includeSpace', { spaceId: site.spaceId('TIDE') });
    await site.settle();
    expect(site.text('Log 2')).toBeNull();
    expect(site.text('Log 3')).toContain('Windy.');
  });

  test('what was sent before stays for an hour, then is withdrawn; known again, it comes back', async () => {
    await site.mirror('TIDE');
    hideRestrictions(status, 'Log 2');
    await touch('Log 2');
    for (let n = 0; n < 5; n += 1) await site.tick(10);
    expect(site.text('Log 2')).toContain('Calm all day.');
    expect(site.ledger('Log 2')).toMatchObject({ state: 'held', reason: 'restrictions-unknown' });
    for (let n = 0; n < 4; n += 1) await site.tick(40);
    expect(site.text('Log 2')).toBeNull();
    site.asked.interfere = () => null;
    for (let n = 0; n < 2; n += 1) await site.tick(70);
    expect(site.text('Log 2')).toContain('Log 2 has changed.');
  });
});

test('a page is held, too, where the question who may read it fails and fails', async () => {
  await site.mirror('TIDE');
  hideRestrictions(500, 'Log 2');
  await touch('Log 2');
  expect(site.text('Log 2')).toContain('Calm all day.');
  expect(site.ledger('Log 2')).toMatchObject({ state: 'held', reason: 'restrictions-unknown' });
}, 60_000); // The app's own tries wait in real time.

test('an ancestor of whom nothing is known holds back what lies below, and withdraws it after the time of grace', async () => {
  await site.mirror('TIDE');
  hideRestrictions(404, 'Station North');
  await touch('Log 2');
  expect(site.ledger('Log 2')).toMatchObject({ state: 'held', reason: 'restrictions-unknown' });
  expect(site.text('Log 2')).toContain('Calm all day.');
  for (let n = 0; n < 4; n += 1) await site.tick(40);
  expect(site.text('Log 2')).toBeNull();
});
