import type { SiteAdminApi, SiteAdminCall } from '../../src/api/siteAdmin';
import { activities, connected, health, overview, run, settings, space, spaces } from './samples';

/** Resolvers of the test's own, of the very types of the real ones. A rejection is what a resolver throws. */
export type Backend = { [K in SiteAdminCall]: (payload: SiteAdminApi[K]['payload']) => Promise<SiteAdminApi[K]['answer']> };

export interface ScriptedBackend {
  invoke(functionKey: string, payload: unknown): Promise<unknown>;
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
  includeSpace: async ({ spaceId }) => space({ id: spaceId, included: true }),
  excludeSpace: async ({ spaceId }) => space({ id: spaceId, included: false }),
  startRun: async ({ kind }) => ({ runs: [run({ kind }), run({ id: 'run-2', kind, spaceId: '102', spaceKey: 'PEOPLE' })] }),
  controlRun: async ({ runId }) => run({ id: runId }),
  listRuns: async () => ({ runs: [] }),
  listActivity: async () => ({ rows: activities, cursor: null }),
  health: async () => health(),
  getSettings: async () => settings,
  saveSettings: async (next) => next,
};

export function scriptedBackend(changes: Partial<Backend> = {}): ScriptedBackend {
  const answers: Backend = { ...defaults, ...changes };
  const asked: ScriptedBackend['asked'] = [];
  return {
    asked,
    answer: (more) => void Object.assign(answers, more),
    invoke: async (functionKey, payload) => {
      asked.push({ functionKey, payload });
      if (!isCall(answers, functionKey)) throw new Error(`The page calls a resolver that is not in SiteAdminApi: ${functionKey}`);
      // The wire has no types: the page's payload is what its own typed call made.
      const resolve = answers[functionKey] as (payload: unknown) => Promise<unknown>;
      return resolve(payload);
    },
  };
}

const isCall = (answers: Backend, key: string): key is SiteAdminCall => Object.hasOwn(answers, key);

/** Never answers: what is asked stays on its way. */
export const never = (): Promise<never> => new Promise(() => undefined);
export const refuse = (message: string) => async (): Promise<never> => {
  throw new Error(message);
};
