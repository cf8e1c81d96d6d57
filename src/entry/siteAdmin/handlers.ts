import * as v from '@badrap/valita';
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
import { pasteRows } from '../pasteRows';
import { activityFilter, bounded, content, cursor, id, integer, none, oneOf, policy, runId, trimmed, wanted, yaml } from '../payloads';
import type { Call, Handlers } from '../resolver';
import { comparison, previewFor, spaceSelection, verification, wishOf, wishOfSwitch } from '../selectionViews';
import { policyOutlook } from './outlook';
import { applySelectionFile, checkSelectionFile, exportSelection } from './selectionFile';
import { activityPage, health, overview, runViews, spacePage, spaceRow } from './views';

const sweep = oneOf('hourly', 'daily', 'weekly', 'monthly');

/** What the admin page can ask for. A name that is missing here, or one too many, does not compile. */
export const handlers: Handlers<SiteAdminApi, Call> = {
  overview: { payload: none, run: ({ ports }) => overview(ports) },
  connect: {
    payload: v.object({ apiKey: trimmed(1, 500) }),
    run: ({ ports, openRepository }, { apiKey }) => connect(ports, apiKey, openRepository),
  },
  validateConnection: { payload: none, run: ({ ports }) => validateConnection(ports) },
  disconnect: { payload: none, run: ({ ports }) => disconnect(ports) },
  listSpaces: {
    payload: v.object({
      query: bounded(0, 200).optional(),
      kind: oneOf('global', 'personal', 'archived').optional(),
      cursor,
    }),
    run: ({ ports }, payload) => spacePage(ports, payload),
  },
  forecastSwitch: {
    payload: v.object({ spaceId: id, included: v.boolean() }),
    run: async ({ ports }, { spaceId, included }) => forecast(ports, [await wishOfSwitch(ports, spaceId, included)]),
  },
  includeSpace: {
    payload: v.object({ spaceId: id }),
    async run({ ports, caller }, { spaceId }) {
      await includeSpace(ports, spaceId, caller.accountId);
      return spaceRow(ports, spaceId);
    },
  },
  excludeSpace: {
    payload: v.object({ spaceId: id }),
    async run({ ports }, { spaceId }) {
      if (!(await excludeSpace(ports, spaceId))) throw new RunControlError('This space is not included. Reload the page.');
      return spaceRow(ports, spaceId);
    },
  },
  startRun: {
    payload: v.object({ kind: oneOf('sweep', 'resync'), spaceId: id.optional() }),
    async run({ ports }, { kind, spaceId }) {
      const { settings } = ports.store;
      const wanted = spaceId === undefined ? (await settings.selection()).spaces : await settings.selectedSpaces([spaceId]);
      if (wanted.length === 0) throw new RunControlError('No such space is included, so there is nothing to bring in line.');
      for (const space of wanted) await startRun(ports, kind, space);
      return { runs: await runViews(ports) };
    },
  },
  controlRun: {
    payload: v.object({ runId, action: oneOf('pause', 'resume', 'cancel', 'approve') }),
    async run({ ports }, { runId: run, action }) {
      await controlRun(ports, run, action);
      const [view] = await runViews(ports, run);
      if (!view) throw new RunControlError('This run is not known any more. Reload the page.');
      return view;
    },
  },
  listRuns: { payload: none, run: async ({ ports }) => ({ runs: await runViews(ports) }) },
  listActivity: {
    payload: v.object({ spaceId: id.optional(), ...activityFilter }),
    run: ({ ports, caller }, payload) => activityPage(ports, caller, payload),
  },
  health: { payload: none, run: ({ ports, caller }) => health(ports, caller) },
  getSettings: { payload: none, run: ({ ports }) => ports.store.settings.settings() },
  saveSettings: {
    payload: v.object({ sweep, pointsPerHour: integer(1000, 500_000) }),
    run: ({ ports }, settings) => ports.store.settings.saveSettings(settings),
  },
  getSelection: {
    payload: v.object({ spaceId: id }),
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
    payload: v.object({ text: bounded(0, 100_000) }),
    run: async ({ ports, caller }, { text }) => ({ rows: await pasteRows(ports, caller, text) }),
  },
  getPolicy: { payload: none, run: ({ ports }) => ports.store.settings.policy() },
  forecastPolicy: { payload: policy, run: ({ ports }, payload) => policyOutlook(ports, payload) },
  savePolicy: { payload: policy, run: ({ ports }, payload) => savePolicy(ports, payload) },
  exportSelection: { payload: none, run: async ({ ports }) => ({ yaml: await exportSelection(ports) }) },
  checkSelectionFile: { payload: yaml, run: ({ ports, caller }, payload) => checkSelectionFile(ports, caller, payload.yaml) },
  applySelectionFile: {
    payload: yaml,
    run: ({ ports, caller }, payload) => applySelectionFile(ports, caller, payload.yaml),
  },
  preview: { payload: v.object({ content }), run: ({ ports, caller }, payload) => previewFor(ports, caller, payload.content, null) },
  compareSpace: {
    payload: v.object({ spaceId: id, cursor }),
    run: ({ ports, caller }, payload) => comparison(ports, caller, payload.spaceId, payload.cursor),
  },
  verifySpace: {
    payload: v.object({ spaceId: id, mend: v.boolean() }),
    run: ({ ports }, { spaceId, mend }) => verification(ports, spaceId, mend),
  },
};
