import * as z from 'zod/mini';
import type { SiteAdminApi, SiteAdminCall } from '../../api/siteAdmin';
import type { TitleAndUrl } from '../../confluence';
import type { AccountId, ContentId, ContentRef } from '../../content';
import type { Repository } from '../../qontext';
import {
  connect,
  controlRun,
  disconnect,
  excludeSpace,
  includeSpace,
  type Ports,
  RunControlError,
  startRun,
  validateConnection,
} from '../../sync';
import { activityPage, health, overview, runViews, spacePage, spaceRow } from './views';

export interface Caller {
  accountId: AccountId;
  /** Titles as this person sees them. */
  titles(refs: ContentRef[]): Promise<Map<ContentId, TitleAndUrl>>;
}
export interface Call {
  ports: Ports;
  openRepository(apiKey: string): Repository;
  caller: Caller;
}
export interface Handler<K extends SiteAdminCall> {
  payload: z.ZodMiniType<SiteAdminApi[K]['payload']>;
  run(call: Call, payload: SiteAdminApi[K]['payload']): Promise<SiteAdminApi[K]['answer']>;
}

/** Forge sends an empty record, or nothing, where a call has no payload. */
const none = z.pipe(
  z.unknown(),
  z.transform((): undefined => undefined),
) as unknown as z.ZodMiniType<undefined>;
const id = z.string().check(z.regex(/^\d{1,20}$/));
const runId = z.string().check(z.regex(/^[a-z0-9]{1,24}$/));
const cursor = z.optional(z.string().check(z.maxLength(2000)));
const sweep = z.enum(['hourly', 'daily', 'weekly', 'monthly']);

/** What the admin page can ask for. A name that is missing here, or one too many, does not compile. */
export const handlers: { [K in SiteAdminCall]: Handler<K> } = {
  overview: { payload: none, run: ({ ports }) => overview(ports) },
  connect: {
    payload: z.strictObject({ apiKey: z.string().check(z.trim(), z.minLength(8), z.maxLength(500)) }),
    run: ({ ports, openRepository }, { apiKey }) => connect(ports, apiKey, openRepository),
  },
  validateConnection: { payload: none, run: ({ ports }) => validateConnection(ports) },
  disconnect: { payload: none, run: ({ ports }) => disconnect(ports) },
  listSpaces: {
    payload: z.strictObject({ query: z.optional(z.string().check(z.maxLength(200))), cursor }),
    run: ({ ports }, payload) => spacePage(ports, payload),
  },
  includeSpace: {
    payload: z.strictObject({ spaceId: id }),
    async run({ ports, caller }, { spaceId }) {
      await includeSpace(ports, spaceId, caller.accountId);
      return spaceRow(ports, spaceId);
    },
  },
  excludeSpace: {
    payload: z.strictObject({ spaceId: id }),
    async run({ ports }, { spaceId }) {
      if (!(await excludeSpace(ports, spaceId))) throw new RunControlError('This space is not included. Reload the page.');
      return spaceRow(ports, spaceId);
    },
  },
  startRun: {
    payload: z.strictObject({ kind: z.enum(['sweep', 'resync']), spaceId: z.optional(id) }),
    async run({ ports }, { kind, spaceId }) {
      const { spaces } = await ports.store.settings.selection();
      const wanted = spaces.filter((space) => spaceId === undefined || space.id === spaceId);
      if (wanted.length === 0) throw new RunControlError('No such space is included, so there is nothing to bring in line.');
      for (const space of wanted) await startRun(ports, kind, space);
      return { runs: await runViews(ports) };
    },
  },
  controlRun: {
    payload: z.strictObject({ runId, action: z.enum(['pause', 'resume', 'cancel', 'approve']) }),
    async run({ ports }, { runId: run, action }) {
      await controlRun(ports, run, action);
      const [view] = await runViews(ports, run);
      if (!view) throw new RunControlError('This run is not known any more. Reload the page.');
      return view;
    },
  },
  listRuns: { payload: none, run: async ({ ports }) => ({ runs: await runViews(ports) }) },
  listActivity: {
    payload: z.strictObject({
      spaceId: z.optional(id),
      kind: z.optional(z.enum(['create', 'update', 'rename', 'move', 'withdraw', 'hold', 'fail'])),
      outcome: z.optional(z.enum(['done', 'in-review', 'merged', 'failed', 'held'])),
      cursor,
    }),
    run: ({ ports, caller }, payload) => activityPage(ports, caller, payload),
  },
  health: { payload: none, run: ({ ports, caller }) => health(ports, caller) },
  getSettings: { payload: none, run: ({ ports }) => ports.store.settings.settings() },
  saveSettings: {
    payload: z.strictObject({ sweep, pointsPerHour: z.int().check(z.gte(1000), z.lte(500_000)) }),
    run: ({ ports }, settings) => ports.store.settings.saveSettings(settings),
  },
};
