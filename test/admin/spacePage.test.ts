/** The settings page of one space, as its admin: what it lets one do, and what it shows locked. */
import { scriptedBackend } from './backend';
import { lockedForAll, ONLY_SITE_ADMINS, spaceOverview } from './selectionSamples';
import { adminPages, button, payloads, seen } from './steps';

const opened = adminPages();
const at = (path: string, backend: ReturnType<typeof scriptedBackend>) => opened(path, backend, { moduleKey: 'space-settings' });

test('where site admins have kept all choice, resync, mend and instructions are locked and say why', async () => {
  const backend = scriptedBackend({
    spaceOverview: async () => spaceOverview({ selfService: 'none', locked: ONLY_SITE_ADMINS, lockedWork: lockedForAll }),
  });
  const { app } = await at('comparison', backend);
  await button(app, 'Verify').click();
  await seen(app, 'Changed there');
  for (const name of ['Resync this space', 'Mend…']) expect({ name, is: await button(app, name).isDisabled() }).toEqual({ name, is: true });
  expect(await app.getByText(ONLY_SITE_ADMINS).count()).toBe(2);
  await app.getByRole('tab', { name: 'Instructions' }).click();
  expect(await app.getByLabel('For readers of this space’s mirror').isEditable()).toBe(false);
  expect(await button(app, 'Save').isDisabled()).toBe(true);
  await seen(app, ONLY_SITE_ADMINS);
  expect(payloads(backend, 'verifyOwnSpace')).toEqual([{ mend: false }]);
});
