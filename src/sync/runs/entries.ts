import type { ContentId } from '../../content';
import type { LedgerEntry, Run, Versioned } from '../../store';
import type { Ports } from '../ports';

/** All that the ledger has of the run's space. */
export async function* entriesOf(ports: Ports, run: Run): AsyncGenerator<Versioned<LedgerEntry>> {
  for (let after: ContentId | null = null; ; ) {
    const entries = await ports.store.ledger.ofSpace(run.spaceId, after);
    yield* entries;
    const last = entries[entries.length - 1];
    if (!last) return;
    after = last.value.id;
  }
}
