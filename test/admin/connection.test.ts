/** The Connection tab: the key goes in and never comes out, and leaving is asked about. */
import { scriptedBackend } from './backend';
import { connected, overview } from './samples';
import { adminPages, button, payloads, seen } from './steps';

const at = adminPages();

const disconnected = async () => overview({ connection: { state: 'disconnected' }, includedSpaces: 0 });

test('takes the key in a masked field, hands it over once, and keeps nothing of it', async () => {
  const backend = scriptedBackend({ overview: disconnected });
  const { app, page, frame } = await at('connection', backend);
  const field = app.getByLabel('API key of the Qontext workspace');
  expect(await field.getAttribute('type')).toBe('password');
  await field.fill('  qx_secret_key  ');
  backend.answer({ overview: async () => overview() });
  await field.press('Enter');
  await seen(app, 'Northwind knowledge');
  await page.getByRole('status').getByText('Connected to Qontext').waitFor();
  expect(payloads(backend, 'connect')).toEqual([{ apiKey: 'qx_secret_key' }]);
  expect(await frame().content()).not.toContain('qx_secret_key');
  expect(await page.content()).not.toContain('qx_secret_key');
});

test('an empty key, or one that can be none, is not sent', async () => {
  const backend = scriptedBackend({ overview: disconnected });
  const { app } = await at('connection', backend);
  await button(app, 'Connect').click();
  await seen(app, 'Enter an API key.');
  await app.getByLabel('API key of the Qontext workspace').fill('short');
  await button(app, 'Connect').click();
  await seen(app, /too short for an API key/);
  expect(payloads(backend, 'connect')).toEqual([]);
});

test('asks before it disconnects; cancelling leaves all as it was', async () => {
  const backend = scriptedBackend();
  const { app } = await at('connection', backend);
  await button(app, 'Disconnect…').click();
  await button(app, 'Cancel').click();
  await app.getByRole('dialog').waitFor({ state: 'detached' });
  expect(payloads(backend, 'disconnect')).toEqual([]);
  await button(app, 'Disconnect…').click();
  backend.answer({ overview: disconnected });
  await app.getByRole('dialog').getByRole('button', { name: 'Disconnect', exact: true }).click();
  await seen(app, 'Connect to Qontext');
  expect(payloads(backend, 'disconnect')).toHaveLength(1);
});

test('replaces the key and checks the connection', async () => {
  const backend = scriptedBackend();
  const { app, page } = await at('connection', backend);
  await button(app, 'Check the connection').click();
  await page.getByText('The connection works').waitFor();
  await button(app, 'Replace the key').click();
  await app.getByLabel('API key of the Qontext workspace').fill('second-key');
  backend.answer({ overview: async () => overview({ connection: { ...connected, workspaceName: 'Another workspace' } }) });
  await button(app, 'Replace').click();
  await seen(app, 'Another workspace');
  expect(payloads(backend, 'connect')).toEqual([{ apiKey: 'second-key' }]);
});
