import type { BigLocalSite } from './bigLocalSite';
import { type Figure, figure, median } from './figures';

const EDITS = 20;
const CONFLUENCE_MS = 100;
const QONTEXT_MS = 80;
const DEADLINE_MS = 30_000;
/** One page needs 7 calls, and one more for each comment thread that has replies. */
const CALLS = 7;

/**
 * Edits pages of a mirrored site, one after the other, and follows each from its event to its file: how long, with how many calls, how
 * many requests. A real network is stood in for by a delay of each call.
 */
export async function measureEdits({ host, confluence, qontext, adminId }: BigLocalSite): Promise<Figure[]> {
  Object.assign(host.settings, { productLatencyMs: CONFLUENCE_MS, egressLatencyMs: QONTEXT_MS });
  const { state } = confluence.model;
  const pages = [...state.contents.values()].filter((content) => content.kind === 'page' && content.status === 'current');
  const step = Math.floor(pages.length / EDITS);
  const edits: { ms: number; calls: number; threads: number; writes: number; requests: number; points: number }[] = [];
  for (let n = 0; n < EDITS; n++) {
    const page = pages[n * step + (n % 10)];
    if (!page) throw new Error('The site has too few pages to edit.');
    const threads = new Set(
      [...state.comments.values()].filter((one) => one.contentId === page.id && one.parentId).map((one) => one.parentId),
    );
    confluence.meter.reset();
    qontext.counters.reset();
    const began = performance.now();
    const arrived = fileOf(qontext, page.id);
    confluence.model.updatePage(adminId, page.id, { body: `${page.body}<p>Edit ${n} of the bench.</p>` });
    const ms = (await arrived) - began;
    await host.idle();
    const { calls, points } = confluence.meter.total();
    const { requests, byOperation } = qontext.counters;
    edits.push({ ms, calls, threads: threads.size, points, requests, writes: writesOf(byOperation) });
  }
  Object.assign(host.settings, { productLatencyMs: 0, egressLatencyMs: 0 });
  const most = (of: (edit: (typeof edits)[number]) => number) => Math.max(...edits.map(of));
  return [
    figure(
      'Confluence calls, without those for threads with replies (most)',
      most((edit) => edit.calls - edit.threads),
      '',
      CALLS,
    ),
    figure(
      'Confluence calls, all (most)',
      most((edit) => edit.calls),
      '',
    ),
    figure(
      'points (most)',
      most((edit) => edit.points),
      '',
    ),
    figure(
      'writes to Qontext (most)',
      most((edit) => edit.writes),
      '',
      1,
    ),
    figure(
      'requests to Qontext, all (most)',
      most((edit) => edit.requests),
      '',
    ),
    figure('from event to file, median', median(edits.map((edit) => edit.ms)), 'ms', 1_000),
    figure(
      'from event to file, longest',
      most((edit) => edit.ms),
      'ms',
    ),
  ];
}

/** When a file of this content is edited in the repository. */
function fileOf(qontext: BigLocalSite['qontext'], contentId: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`The edit of ${contentId} did not arrive in ${DEADLINE_MS / 1000} s.`)), DEADLINE_MS);
    const unwatch = qontext.watch((event) => {
      if (event.kind !== 'edited' || !event.path.includes(`(${contentId})`)) return;
      clearTimeout(late);
      unwatch();
      resolve(performance.now());
    });
  });
}

const writesOf = (byOperation: Record<string, number>): number =>
  Object.entries(byOperation).reduce((sum, [operation, n]) => sum + (/\.(list|get|search|read|validate)$/.test(operation) ? 0 : n), 0);
