import * as z from 'zod/mini';
import type { SiteAdminApi } from '../../api/siteAdmin';
import {
  connect,
  controlRun,
  disconnect,
  excludeSpace,
  forecast,
  includeSpace,
  RunControlError,
  savePolicy,
  saveRules,
  startRun,
  validateConnection,
} from '../../sync';
import { activityFilter, content, cursor, id, none, policy, runId, wanted, yaml } from '../payloads';
import type { Call, Handlers } from '../resolver';
import { comparison, pasteRows, previewFor, spaceSelection, verification, wishesNow, wishOf } from '../selectionViews';
import { applySelectionFile, checkSelectionFile, exportSelection } from './selectionFile';
import { activityPage, health, overview, runViews, spacePage, spaceRow } from './views';

const sweep = z.enum(['hourly', 'daily', 'weekly', 'monthly']);

/** What the admin page can ask for. A name that is missing here, or one too many, does not compile. */
export const handlers: Handlers<SiteAdminApi, Call> = {
  overview: { payload: none, run: ({ ports }) => overview(ports) },
  connect: {
    payload: z.strictObject({ apiKey: z.string().check(z.trim(), z.minLength(8), z.maxLength(500)) }),
    run: ({ ports, openRepository }, { apiKey }) => connect(ports, apiKey, openRepository),
  },
  validateConnection: { payload: none, run: ({ ports }) => validateConnection(ports) },
  disconnect: { payload: none, run: ({ ports }) => disconnect(ports) },
  listSpaces: {
    payload: z.strictObject({
      query: z.optional(z.string().check(z.maxLength(200))),
      kind: z.optional(z.enum(['global', 'personal', 'archived'])),
      cursor,
    }),
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
    payload: z.strictObject({ spaceId: z.optional(id), ...activityFilter }),
    run: ({ ports, caller }, payload) => activityPage(ports, caller, payload),
  },
  health: { payload: none, run: ({ ports, caller }) => health(ports, caller) },
  getSettings: { payload: none, run: ({ ports }) => ports.store.settings.settings() },
  saveSettings: {
    payload: z.strictObject({ sweep, pointsPerHour: z.int().check(z.gte(1000), z.lte(500_000)) }),
    run: ({ ports }, settings) => ports.store.settings.saveSettings(settings),
  },
  getSelection: {
    payload: z.strictObject({ spaceId: id }),
    run: ({ ports, caller }, { spaceId }) => spaceSelection(ports, caller, spaceId),
  },
  forecast: {
    payload: wanted,
    run: async ({ ports }, payload) =>
      forecast(ports, await Promise.all(payload.wanted.map(({ spaceId, rules }) => wishOf(ports, spaceId, 'site', rules)))),
  },
  saveSelection: {
    payload: wanted,
    async run({ ports, caller }, payload) {
      for (const { spaceId, rules } of payload.wanted) await saveRules(ports, spaceId, 'site', rules, caller.accountId);
      return { selections: await Promise.all(payload.wanted.map(({ spaceId }) => spaceSelection(ports, caller, spaceId))) };
    },
  },
  paste: {
    payload: z.strictObject({ text: z.string().check(z.maxLength(100_000)) }),
    run: async ({ ports, caller }, { text }) => ({ rows: await pasteRows(ports, caller, text) }),
  },
  getPolicy: { payload: none, run: ({ ports }) => ports.store.settings.policy() },
  forecastPolicy: { payload: policy, run: async ({ ports }, payload) => forecast(ports, await wishesNow(ports), payload) },
  savePolicy: { payload: policy, run: ({ ports }, payload) => savePolicy(ports, payload) },
  exportSelection: { payload: none, run: async ({ ports }) => ({ yaml: await exportSelection(ports) }) },
  checkSelectionFile: { payload: yaml, run: ({ ports }, payload) => checkSelectionFile(ports, payload.yaml) },
  applySelectionFile: {
    payload: yaml,
    run: ({ ports, caller }, payload) => applySelectionFile(ports, caller.accountId, payload.yaml),
  },
  preview: { payload: z.strictObject({ content }), run: ({ ports, caller }, payload) => previewFor(ports, caller, payload.content, null) },
  compareSpace: {
    payload: z.strictObject({ spaceId: id, cursor }),
    run: ({ ports, caller }, payload) => comparison(ports, caller, payload.spaceId, payload.cursor),
  },
  verifySpace: {
    payload: z.strictObject({ spaceId: id, mend: z.boolean() }),
    run: ({ ports }, { spaceId, mend }) => verification(ports, spaceId, mend),
  },
};
