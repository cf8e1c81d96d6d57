import type { Rule, RuleRow } from '../../src/api/selection';
import type { SiteAdminApi } from '../../src/api/siteAdmin';
import type { SpaceAdminApi } from '../../src/api/spaceAdmin';
import { engineering, type ScriptedConfluence, scriptedConfluence } from './confluence';
import { activities, connected, health, overview, run, settings, space, spaces } from './samples';
import { comparison, fileCheck, forecast, policy, preview, reasonRows, selection, spaceOverview, verification } from './selectionSamples';

/** Both pages' calls: their names differ. */
type Api = SiteAdminApi & SpaceAdminApi;

/** Resolvers of the test's own, of the very types of the real ones. A rejection is what a resolver throws. */
export type Backend = { [K in keyof Api]: (payload: Api[K]['payload']) => Promise<Api[K]['answer']> };

export interface ScriptedBackend {
  invoke(functionKey: string, payload: unknown): Promise<unknown>;
  confluence: ScriptedConfluence;
  /** What the page asked, in order. */
  asked: { functionKey: string; payload: unknown }[];
  /** From here on, these answer in the place of those before. */
  answer(changes: Partial<Backend>): void;
}

const defaults: Backend = {
  overview: async () => overview(),
  connect: async () => connected,
  validateConnection: async () => connected,
  disconnect: async () => ({ state: 'disconnected' }),
  listSpaces: async () => ({ spaces, cursor: null }),
  forecastSwitch: async () => forecast(),
  includeSpace: async ({ spaceId }) => space({ id: spaceId, included: true }),
  excludeSpace: async ({ spaceId }) => space({ id: spaceId, included: false }),
  startRun: async ({ kind }) => ({ runs: [run({ kind }), run({ id: 'run-2', kind, spaceId: '102', spaceKey: 'PEOPLE' })] }),
  controlRun: async ({ runId }) => run({ id: runId }),
  listRuns: async () => ({ runs: [] }),
  listActivity: async () => ({ rows: activities, cursor: null }),
  health: async () => health(),
  getSettings: async () => settings,
  saveSettings: async (next) => next,
  getSelection: async ({ spaceId }) => selection({ spaceId }),
  forecast: async () => forecast(),
  saveSelection: async ({ wanted }) => ({ selections: wanted.map(({ spaceId, rules }) => selection({ spaceId, site: rules.map(rowOf) })) }),
  paste: async () => ({ rows: [] }),
  getPolicy: async () => policy(),
  forecastPolicy: async () => forecast(),
  savePolicy: async (next) => next,
  exportSelection: async () => ({ yaml: 'version: 1\n' }),
  checkSelectionFile: async () => fileCheck,
  applySelectionFile: async () => fileCheck,
  preview: async () => preview(),
  compareSpace: async () => comparison(),
  verifySpace: async ({ mend }) => verification({ mended: mend }),
  spaceOverview: async () => spaceOverview(),
  spaceSelection: async () => selection({ selfService: 'decide' }),
  forecastSpace: async () => forecast(),
  saveSpaceSelection: async ({ rules }) => selection({ selfService: 'decide', space: rules.map(rowOf) }),
  listReasons: async ({ state }) => ({ rows: reasonRows(state), cursor: null }),
  spaceActivity: async () => ({ rows: activities, cursor: null }),
  previewInSpace: async () => preview(),
  compareOwnSpace: async () => comparison(),
  resyncOwnSpace: async () => run({ kind: 'resync' }),
  verifyOwnSpace: async ({ mend }) => verification({ mended: mend }),
  saveInstructions: async ({ instructions }) => spaceOverview({ instructions }),
};

const rowOf = (rule: Rule): RuleRow => ({ ...rule, title: null, url: null, path: [], above: [], count: null });

export function scriptedBackend(changes: Partial<Backend> = {}, confluence = scriptedConfluence(engineering)): ScriptedBackend {
  const answers: Backend = { ...defaults, ...changes };
  const asked: ScriptedBackend['asked'] = [];
  return {
    asked,
    confluence,
    answer: (more) => void Object.assign(answers, more),
    invoke: async (functionKey, payload) => {
      asked.push({ functionKey, payload });
      if (!isCall(answers, functionKey)) throw new Error(`The page calls a resolver that is not in the contract: ${functionKey}`);
      // The wire has no types: the page's payload is what its own typed call made.
      const resolve = answers[functionKey] as (payload: unknown) => Promise<unknown>;
      return resolve(payload);
    },
  };
}

const isCall = (answers: Backend, key: string): key is keyof Api => Object.hasOwn(answers, key);

/** Never answers: what is asked stays on its way. */
export const never = (): Promise<never> => new Promise(() => undefined);
export const refuse = (message: string) => async (): Promise<never> => {
  throw new Error(message);
};
