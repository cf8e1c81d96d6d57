import * as v from '@badrap/valita';
import type { SpaceAdminApi, SpaceOverview } from '../api/spaceAdmin';
import { effectiveRules } from '../scope';
import { alignSelectedSpace, forecast, RunControlError, saveRules, startRun } from '../sync';
import { activityFilter, anyId, content, cursor, id, instructions, none, oneOf, rules } from './payloads';
import { type Call, type Handlers, type Place, RefusedError, resolverOf } from './resolver';
import { comparison, previewFor, spaceFacts, spaceSelection, verification, wishOf } from './selectionViews';
import { activityPage, spaceRow } from './siteAdmin/views';
import { reasonCounts, reasonPage, reasonStates } from './spaceReasons';

/** A call from a space's settings page: the space is the one that the page is in, as the platform says. */
interface SpaceCall extends Call {
  spaceId: string;
  spaceKey: string;
}

const place = v.object({ space: v.object({ id: anyId }) });

/** Only somebody who administers this very space, by Confluence's own word, comes through. */
async function admit(call: Call, where: Place): Promise<SpaceCall> {
  const parsed = place.try(where, { mode: 'strip' });
  const spaceId = parsed.ok && id.try(parsed.value.space.id).ok ? parsed.value.space.id : null;
  if (spaceId === null) throw new RefusedError('Open this page from the settings of a space.');
  // The key that the right is asked for is that of the id which is acted on; what the browser may say of a key is not used.
  const space = await call.ports.confluence.space(spaceId);
  if (!space || !(await call.caller.isSpaceAdmin(space.key)))
    throw new RefusedError('Only administrators of this space may use this page.');
  return { ...call, spaceId, spaceKey: space.key };
}

const ONLY_SITE_ADMINS_CHOOSE = 'On this site, only site administrators choose what Qontext gets. Ask one of them.';

/** The site admins' policy decides how much the admins of a space may decide. */
async function mustMayChoose({ ports }: SpaceCall): Promise<void> {
  if ((await ports.store.settings.policy()).selfService === 'none') throw new RefusedError(ONLY_SITE_ADMINS_CHOOSE);
}

/**
 * What this person can't do here, and why: said by the page beforehand and by the resolver again. To look is always allowed; to set something
 * going is the site admins' alone where they have kept all choice to themselves, and nobody's in a space that the policy keeps out.
 */
async function lockedWork({ ports, caller, spaceId }: SpaceCall): Promise<SpaceOverview['lockedWork']> {
  const { selected, policy, locked } = await spaceFacts(ports, spaceId);
  const isKept = policy.selfService === 'none' && !(await caller.isSiteAdmin());
  const work = isKept ? 'On this site, only site administrators may start this. Ask one of them.' : locked;
  return {
    resync: work ?? (selected ? null : 'Nothing of this space is included, so there is nothing to bring in line.'),
    mend: work,
    instructions: policy.selfService === 'none' ? ONLY_SITE_ADMINS_CHOOSE : null,
  };
}

async function mustMayStart(call: SpaceCall, work: 'resync' | 'mend'): Promise<void> {
  const locked = (await lockedWork(call))[work];
  if (locked !== null) throw new RefusedError(locked);
}

export const handlers: Handlers<SpaceAdminApi, SpaceCall> = {
  spaceOverview: { payload: none, run: (call) => overview(call) },
  spaceSelection: { payload: none, run: ({ ports, caller, spaceId }) => spaceSelection(ports, caller, spaceId) },
  forecastSpace: {
    payload: v.object({ rules }),
    run: async ({ ports, spaceId }, payload) => forecast(ports, [await wishOf(ports, spaceId, 'space', payload.rules)]),
  },
  saveSpaceSelection: {
    payload: v.object({ rules }),
    async run(call, payload) {
      const { ports, caller, spaceId } = call;
      await mustMayChoose(call);
      const { policy } = await spaceFacts(ports, spaceId);
      if (policy.selfService === 'narrow' && payload.rules.some((rule) => rule.choice === 'include'))
        throw new RefusedError(
          'On this site, administrators of a space may only leave out parts of what site administrators have included.',
        );
      await saveRules(ports, spaceId, 'space', payload.rules, caller.accountId);
      return spaceSelection(ports, caller, spaceId);
    },
  },
  listReasons: {
    payload: v.object({ state: oneOf(...reasonStates), cursor }),
    run: ({ ports, caller, spaceId }, payload) => reasonPage(ports, caller, spaceId, payload),
  },
  spaceActivity: {
    payload: v.object(activityFilter),
    run: ({ ports, caller, spaceId }, payload) => activityPage(ports, caller, { ...payload, spaceId }),
  },
  previewInSpace: {
    payload: v.object({ content }),
    run: ({ ports, caller, spaceId }, payload) => previewFor(ports, caller, payload.content, spaceId),
  },
  compareOwnSpace: {
    payload: v.object({ cursor }),
    run: ({ ports, caller, spaceId }, payload) => comparison(ports, caller, spaceId, payload.cursor),
  },
  resyncOwnSpace: {
    payload: none,
    async run(call) {
      await mustMayStart(call, 'resync');
      const { ports, spaceId, spaceKey } = call;
      await startRun(ports, 'resync', { id: spaceId, key: spaceKey });
      const { run } = await spaceRow(ports, spaceId);
      if (!run) throw new RunControlError('The run has ended already. Reload the page.');
      return run;
    },
  },
  verifyOwnSpace: {
    payload: v.object({ mend: v.boolean() }),
    async run(call, { mend }) {
      if (mend) await mustMayStart(call, 'mend');
      return verification(call.ports, call.spaceId, mend);
    },
  },
  saveInstructions: {
    payload: v.object({ instructions }),
    async run(call, payload) {
      await mustMayChoose(call);
      await call.ports.store.settings.saveInstructions(call.spaceId, payload.instructions);
      await alignSelectedSpace(call.ports, call.spaceId);
      return overview(call);
    },
  },
};

async function overview(call: SpaceCall): Promise<SpaceOverview> {
  const { ports, spaceId } = call;
  const { space, selected, policy, locked } = await spaceFacts(ports, spaceId);
  const row = await spaceRow(ports, spaceId);
  const chosen = selected && effectiveRules(selected.rules, policy.selfService);
  const isWhole = chosen?.size === 1 && chosen.get('space') === 'include';
  return {
    spaceId,
    spaceKey: space.key,
    spaceName: space.name,
    connection: (await ports.store.settings.connection()).state,
    paused: policy.paused,
    included: !selected ? 'none' : isWhole ? 'all' : 'parts',
    locked: locked ?? (policy.selfService === 'none' ? 'On this site, only site administrators choose what Qontext gets.' : null),
    selfService: policy.selfService,
    lockedWork: await lockedWork(call),
    counts: row.counts ?? { sent: 0, out: 0, held: 0, failed: 0, pending: 0 },
    lastPushAt: row.lastPushAt,
    run: row.run,
    reasons: await reasonCounts(ports, spaceId),
    instructions: await ports.store.settings.instructions(spaceId),
  };
}

/** Resolver of a space's settings page. */
export const spaceAdmin = resolverOf<SpaceAdminApi, SpaceCall>(handlers, admit);
