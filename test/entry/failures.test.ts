/** A call that fails at one of the other ends says at which, and with what answer. On the local site, with the real bundle. */
import { openMirrored, type TestSite } from '../site';

jest.setTimeout(120_000);

let site: TestSite;
afterEach(() => site?.stop());

test.each([
  ['Confluence answered 403 (dataPolicies.spaces)', 403],
  ['Confluence answered 400 (dataPolicies.spaces)', 400],
])('%s', async (said, status) => {
  site = await openMirrored();
  site.asked.interfere = ({ path }) => (path.includes('/data-policies/spaces') ? { status } : null);
  await expect(site.call('listSpaces', {})).rejects.toThrow(`This did not work: ${said}. Try again; if it stays so, look at Health.`);
  expect(site.logs.some(({ message }) => message.includes('resolver failed') && message.includes(`${status}`))).toBe(true);
});
