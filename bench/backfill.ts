import { type BigLocalSite, pageShape } from './bigLocalSite';
import { type Figure, figure } from './figures';

/** Units of 10 KB that Forge's key-value store takes in a minute, reads and writes each. */
const KEY_VALUE_UNITS = 4_000;

/** What a backfill costs for each page, and how much memory it takes. The repository must be empty. */
export async function measureBackfill(big: BigLocalSite): Promise<Figure[]> {
  const { pages, concurrency } = big.settings;
  big.confluence.meter.reset();
  big.qontext.counters.reset();
  big.host.meter.reset();
  const { counts, seconds, problems } = await big.mirror();
  if (counts.sent !== pages || problems.length > 0)
    throw new Error(`Of ${pages} pages ${counts.sent} were sent. ${problems.join(' ')} A backfill that is not whole is not measured.`);
  // The admin page's own calls (looking at the progress) are not the backfill's.
  const work = big.host.meter.byFunction()['on-work'];
  if (!work) throw new Error('No work was metered.');
  const each = (value: number) => value / pages;
  const memoryTarget = concurrency === 1 ? 128 : null;
  return [
    figure('Confluence calls a page', each(work.productCalls), '', 0.3),
    figure('points a page', each(work.points), ''),
    figure('requests to Qontext a page', each(work.egressRequests), ''),
    figure('key-value units read a page', each(work.kvReadUnits), ''),
    figure('key-value units written a page', each(work.kvWriteUnits), ''),
    figure(
      'pages a minute that the key-value store lets through',
      KEY_VALUE_UNITS / each(Math.max(work.kvReadUnits, work.kvWriteUnits)),
      '',
    ),
    figure('peak memory of the function process', work.peakRssMb, 'MB', memoryTarget),
    figure('invocations', work.invocations, ''),
    figure('GB-seconds', work.gbSeconds, ''),
    figure('seconds, without a network between', seconds, ''),
  ];
}

export const backfillTitle = ({ settings }: BigLocalSite): string =>
  `Backfill of ${settings.pages.toLocaleString('en')} pages of ${pageShape.bytes / 1024} KB with ${pageShape.comments} comments and ${pageShape.tasks} tasks each`;
