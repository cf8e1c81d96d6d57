import { z } from 'zod';

/**
 * What the command asks the app, through the same resolvers as the admin page. The shapes are read at this edge and only as far as
 * they are used here: the local site runs the app's bundle and shares no code with it.
 */
const run = z.object({
  id: z.string(),
  kind: z.string(),
  spaceKey: z.string(),
  state: z.string(),
  phase: z.string(),
  listed: z.number(),
  sent: z.number(),
  unchanged: z.number(),
  out: z.number(),
  held: z.number(),
  failed: z.number(),
  pending: z.number(),
  withdrawn: z.number(),
  etaMs: z.number().nullable(),
  note: z.string().nullable(),
});
export type AppRun = z.infer<typeof run>;

const space = z.object({
  id: z.string(),
  key: z.string(),
  name: z.string(),
  type: z.string(),
  status: z.string(),
  included: z.boolean(),
  locked: z.string().nullable(),
});
export type AppSpace = z.infer<typeof space>;

const connection = z.object({
  state: z.enum(['disconnected', 'connected', 'broken']),
  workspaceName: z.string().nullish(),
  problem: z.string().nullish(),
});
export type AppConnection = z.infer<typeof connection>;

const overview = z.object({ siteUrl: z.string(), connection });
const spacePage = z.object({ spaces: z.array(space), cursor: z.string().nullable() });
const runList = z.object({ runs: z.array(run) });

const activityPage = z.object({
  rows: z.array(z.object({ contentId: z.string(), title: z.string().nullable(), reason: z.string().nullable() })),
  cursor: z.string().nullable(),
});
export type AppFailure = z.infer<typeof activityPage>['rows'][number];

export interface AppCalls {
  connection(): Promise<AppConnection>;
  connect(apiKey: string): Promise<AppConnection>;
  /** Every space that the app sees, read page by page. */
  spaces(): Promise<AppSpace[]>;
  includeSpace(spaceId: string): Promise<void>;
  excludeSpace(spaceId: string): Promise<void>;
  startRun(kind: 'sweep' | 'resync', spaceId?: string): Promise<AppRun[]>;
  approve(runId: string): Promise<void>;
  runs(): Promise<AppRun[]>;
  /** What could not be sent, newest first, read page by page. */
  failures(): Promise<AppFailure[]>;
}

/** @param invoke calls a resolver of the site settings page as a person who administers the site; it throws what the resolver throws. */
export function appCalls(invoke: (functionKey: string, payload?: unknown) => Promise<unknown>): AppCalls {
  const ask = async <T>(schema: z.ZodType<T>, functionKey: string, payload?: unknown): Promise<T> =>
    schema.parse(await invoke(functionKey, payload));
  return {
    connection: async () => (await ask(overview, 'overview')).connection,
    connect: (apiKey) => ask(connection, 'connect', { apiKey }),
    spaces: () =>
      everyPage(async (cursor) => {
        const { spaces, cursor: next } = await ask(spacePage, 'listSpaces', cursor);
        return { items: spaces, next };
      }),
    async includeSpace(spaceId) {
      await invoke('includeSpace', { spaceId });
    },
    async excludeSpace(spaceId) {
      await invoke('excludeSpace', { spaceId });
    },
    startRun: async (kind, spaceId) => (await ask(runList, 'startRun', spaceId === undefined ? { kind } : { kind, spaceId })).runs,
    async approve(runId) {
      await invoke('controlRun', { runId, action: 'approve' });
    },
    runs: async () => (await ask(runList, 'listRuns')).runs,
    failures: () =>
      everyPage(async (cursor) => {
        const { rows, cursor: next } = await ask(activityPage, 'listActivity', { outcome: 'failed', ...cursor });
        return { items: rows, next };
      }),
  };
}

async function everyPage<T>(read: (cursor: { cursor?: string }) => Promise<{ items: T[]; next: string | null }>): Promise<T[]> {
  const found: T[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page: { items: T[]; next: string | null } = await read(cursor === undefined ? {} : { cursor });
    found.push(...page.items);
    cursor = page.next;
  }
  return found;
}
