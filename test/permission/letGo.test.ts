/** What lies below a page that is archived or trashed goes to who is above it, without an event: what kept it out does so no more. */
import { appUser } from '../../local/people';
import { ada, openSite, type TestSite } from '../site';

let site: TestSite;
afterEach(() => site?.stop());
const toAdaAndApp = { users: [ada.accountId, appUser.accountId], groups: [] };

test('a restricted page is archived, and later another trashed: what lay below them comes in with the event, or the tick', async () => {
  site = await openSite();
  site.model.restrictRead(ada.accountId, site.id('Station North'), toAdaAndApp);
  site.model.restrictRead(ada.accountId, site.id('Station South'), toAdaAndApp);
  await site.mirror('TIDE');
  const there = () => ['Log 1', 'Log 2', 'Log 3'].filter((title) => site.text(title) !== null);
  expect(there()).toEqual([]);
  site.model.archivePage(ada.accountId, site.id('Station North'));
  await site.settle();
  expect(there()).toEqual(['Log 1', 'Log 2']);
  site.model.trashPage(ada.accountId, site.id('Station South'));
  await site.tick();
  expect(there()).toEqual(['Log 1', 'Log 2', 'Log 3']);
}, 60_000);
