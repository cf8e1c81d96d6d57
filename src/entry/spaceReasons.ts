import type { ReasonPage, ReasonState, SpaceOverview } from '../api/spaceAdmin';
import type { SpaceId } from '../content';
import { reasonText } from '../scope';
import type { LedgerState } from '../store';
import type { Ports } from '../sync';
import type { Caller } from './resolver';

const ROWS = 25;
export const reasonStates = ['out', 'held', 'failed'] as const satisfies readonly ReasonState[];
const isReasonState = (state: LedgerState): state is ReasonState => reasonStates.some((one) => one === state);

/** Why contents of a space are not in Qontext, counted. */
export async function reasonCounts(ports: Ports, spaceId: SpaceId): Promise<SpaceOverview['reasons']> {
  const counted = await ports.store.counts.reasonsOf(spaceId);
  return counted.flatMap(({ state, reason, count }) => (isReasonState(state) ? { state, reason: reasonText(reason), count } : []));
}

/** The contents themselves: by the ledger, since the activity tells only of what was sent once, or held back lately. */
export async function reasonPage(
  ports: Ports,
  caller: Caller,
  spaceId: SpaceId,
  { state, cursor }: { state: ReasonState; cursor?: string | undefined },
): Promise<ReasonPage> {
  const page = await ports.store.ledger.inState(spaceId, state, cursor ?? null, ROWS);
  const titles = await caller.titles(page.entries.map(({ id, type }) => ({ id, type })));
  const rows = page.entries.map((entry) => ({
    contentId: entry.id,
    contentType: entry.type,
    title: titles.get(entry.id)?.title ?? null,
    url: titles.get(entry.id)?.url ?? null,
    reason: entry.reason && reasonText(entry.reason),
    inRepository: entry.files.length > 0,
    readAt: entry.readAt || null,
  }));
  return { rows, cursor: page.cursor };
}
