/** Forge takes 4,000 units a minute of an app's reads and of its writes: what people and the queue see when these are spent. */
import { ada, openSite, type TestSite } from '../site';

let site: TestSite;
const MINUTE = 60_000;
/** At the start of a minute, in which the store takes so many units of each kind. */
const nextMinute = async (units: number) => {
  site.host.settings.kvUnitsPerMinute = units;
  await site.host.pass(MINUTE - (site.clock.now() % MINUTE));
  site.host.meter.reset();
};
const failed = () => site.host.meter.recent().filter(({ outcome }) => outcome !== 'ok');

beforeAll(async () => {
  site = await openSite();
  await site.mirror('TIDE');
});
afterEach(() => nextMinute(4000));
afterAll(() => site?.stop());

test('a call whose use can’t be written down any more is answered none the less', async () => {
  await nextMinute(4000);
  const answer = await site.call('overview');
  // The last read is the one before the usage is written.
  const units = site.host.meter.totals().kvReadUnits - 1;
  await nextMinute(units);
  expect(await site.call('overview')).toEqual(answer);
  expect(failed()).toEqual([]);
  expect(site.logs.at(-1)?.message).toContain('usage not written');
});

test('a person is told what is spent, and when to try again', async () => {
  await nextMinute(3);
  await expect(site.call('overview')).rejects.toThrow(
    'The app’s store takes no more reads or writes for the moment. Try again in a minute.',
  );
});

test('an edit that finds it spent is not lost: its queue brings it again, with what is left then', async () => {
  await nextMinute(25);
  site.model.updatePage(ada.accountId, site.id('Log 2'), { body: '<p>A storm at noon.</p>' });
  await site.settle();
  expect(site.text('Log 2')).toContain('A storm at noon.');
  expect(site.logs.some(({ message }) => message.includes('StoreBusyError'))).toBe(true);
});
