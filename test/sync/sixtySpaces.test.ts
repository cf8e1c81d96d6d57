/** More spaces than one step can take in, on the real bundle: a keyword brings in all of them, a file changes all at once. */
import { RECORDS } from '../../src/store/selectionRecords';
import { openSite, type TestSite } from '../site';

const SPACES = 60;
/** With keys as long as this, sixty spaces are too many for one record. */
const LONG = 'X'.repeat(120);
let site: TestSite;
afterEach(() => site?.stop());

const included = async () => (await site.call('exportSelection')).yaml.match(/include space/g)?.length ?? 0;

test('every space that a keyword names comes in, tick by tick; a file then changes the rules of all of them', async () => {
  const spaces = Array.from({ length: SPACES }, (_, n) => ({
    key: `ZONE${n}${LONG}`,
    name: `Zone ${n}`,
    type: 'global' as const,
    pages: [],
  }));
  // On the test's clock all that the runs do falls into one minute.
  site = await openSite({ seed: { host: 'zones.example', spaces }, host: { kvUnitsPerMinute: 1_000_000 } });
  await site.call('connect', { apiKey: site.qontext.defaultKey });
  await site.tick();
  await site.setPolicy({ keywords: ['zone'] });
  const counts = [await included()];
  for (let n = 0; n < 2; n += 1) {
    await site.tick();
    counts.push(await included());
  }
  expect(counts).toEqual([50, SPACES, SPACES]);
  expect(site.host.kvs.entity('state', 'selection')).toHaveLength(1 + RECORDS);

  const { yaml } = await site.call('exportSelection');
  const changed = yaml.replaceAll('include space', 'include blogposts');
  expect((await site.call('applySelectionFile', { yaml: changed })).ok).toBe(true);
  expect((await site.call('exportSelection')).yaml).toBe(changed);
}, 120_000);
