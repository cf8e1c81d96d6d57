/** The policy of a site with its kill switch: what reaches the resolvers, and what is shown of their answers. */
import { focusComesTo } from '../keyboard';
import { scriptedBackend } from './backend';
import { overview } from './samples';
import { policy } from './selectionSamples';
import { adminPages, button, payloads, seen } from './steps';

const at = adminPages();

test('the policy is forecast and saved as the form has it', async () => {
  const backend = scriptedBackend();
  const opened = await at('policy', backend);
  const { app, page } = opened;
  await app.getByLabel('Only these spaces').check();
  await app.getByLabel('Space keys').fill('ENG, PEOPLE');
  await app.getByLabel('Labels that include').fill('publish  shared');
  await app.getByRole('radio', { name: /^What is mirrored/ }).check();
  await button(app, 'Forecast').click();
  await seen(app, 'To be withdrawn');
  await button(app, 'Save the policy').click();
  await page.getByText('Policy saved').waitFor();
  await focusComesTo(opened, 'Forecast and save');
  const wanted = policy({ offered: { kind: 'only', keys: ['ENG', 'PEOPLE'] }, labelsIn: ['publish', 'shared'], selfService: 'decide' });
  expect([payloads(backend, 'forecastPolicy'), payloads(backend, 'savePolicy')]).toEqual([[wanted], [wanted]]);
});

test('a policy that concerns too many spaces to be counted can be saved, and it is said', async () => {
  const backend = scriptedBackend({ forecastPolicy: async () => null });
  const { app, page } = await at('policy', backend);
  await app.getByRole('radio', { name: /^What is mirrored/ }).check();
  await button(app, 'Forecast').click();
  await seen(app, 'What would be sent and withdrawn was not counted');
  await button(app, 'Save the policy').click();
  await page.getByText('Policy saved').waitFor();
});

test('everything is paused after asking, every tab says so, and it is resumed from there; the rest of the policy stays', async () => {
  let paused = false;
  const backend = scriptedBackend({
    overview: async () => overview({ paused }),
    getPolicy: async () => policy({ paused }),
    savePolicy: async (next) => {
      paused = next.paused;
      return next;
    },
  });
  const { app, page } = await at('policy', backend);
  await button(app, 'Pause everything…').click();
  await button(app, 'Pause everything').click();
  await seen(app, 'Everything is paused');
  await app.getByRole('tab', { name: 'Health' }).click();
  await seen(app, 'Everything is paused');
  await button(app, 'Resume').click();
  await page.getByText('The mirror goes on').waitFor();
  await app.getByText('Everything is paused').waitFor({ state: 'detached' });
  expect(payloads(backend, 'savePolicy')).toEqual([policy({ paused: true }), policy({ paused: false })]);
});
