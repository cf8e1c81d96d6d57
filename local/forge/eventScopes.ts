import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Atlassian's own table, which their manifest validation reads too. It is in no public export of the package, hence by path. */
interface EventScopes {
  mapping: { productEvent: string; oAuthScopes: { beta?: string[]; current?: string[] } }[];
}

let table: Map<string, { granular: string[]; classic: string[] }> | null = null;

function scopesOfEvents(): Map<string, { granular: string[]; classic: string[] }> {
  if (table) return table;
  const file = join(dirname(require.resolve('@forge/manifest')), 'mapping', 'product-event-to-scope-mapping.json');
  const { mapping }: EventScopes = JSON.parse(readFileSync(file, 'utf8'));
  table = new Map(
    mapping.map(({ productEvent, oAuthScopes }) => [
      productEvent,
      { granular: oAuthScopes.beta ?? [], classic: oAuthScopes.current ?? [] },
    ]),
  );
  return table;
}

/** Whether an app with these scopes is sent events of this type. Events that the table does not name need none. */
export function eventAllowed(eventType: string, declared: ReadonlySet<string>): boolean {
  const needed = scopesOfEvents().get(eventType);
  if (!needed) return true;
  const all = (scopes: string[]) => scopes.length > 0 && scopes.every((scope) => declared.has(scope));
  return all(needed.granular) || all(needed.classic);
}
