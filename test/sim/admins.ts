import type { SpaceId } from '../../src/content';
import { connect, controlRun, excludeSpace, includeSpace, startRun } from '../../src/sync';
import { asAdmin } from './functions';
import { API_KEY, type Play } from './play';

type Act = Parameters<typeof asAdmin>[2];

/** What admins want, and do until they have it. */
export interface Admins {
  /** Spaces that should be included. */
  wanted: Set<SpaceId>;
  connect(): Promise<void>;
  /** The other way round from now on. */
  decide(spaceId: SpaceId): void;
  /** Admins see on the screen what is included, and try again what did not get through. */
  choose(): Promise<void>;
  startRun(kind: 'sweep' | 'resync' | 'backfill', spaceId: SpaceId): void;
  control(action: 'pause' | 'resume' | 'cancel' | 'approve', spaceId: SpaceId): void;
  /** Resumes what is paused, and approves what asks. */
  wakeRuns(): Promise<void>;
  sweep(spaceId: SpaceId): Promise<void>;
}

export function adminsOf(play: Play): Admins {
  const { stage, until, pass, problems } = play;
  const { site, world } = stage;
  const wanted = new Set<SpaceId>();
  const named = (id: SpaceId) => ({ id, key: site.spaces.get(id)?.key ?? '' });
  const attempt = (name: string, act: Act) => asAdmin(stage, name, act, () => {});
  const insist = async (name: string, act: Act) => {
    for (let tries = 0; tries < 50; tries += 1) {
      let how = '';
      asAdmin(stage, name, act, (end) => {
        how = end.kind;
      });
      await until(() => how !== '');
      if (how === 'returned') return;
      await pass(5_000);
    }
    problems.push(`an admin cannot ${name}`);
  };
  return {
    wanted,
    connect: () =>
      insist('connect', async (ports, open) => {
        await ports.store.settings.saveSiteUrl(site.url);
        await connect(ports, API_KEY, open);
      }),
    decide(spaceId) {
      const include = !wanted.has(spaceId);
      if (include) wanted.add(spaceId);
      else wanted.delete(spaceId);
      world.trace(() => `admin wants ${spaceId} ${include ? 'included' : 'excluded'}`);
    },
    async choose() {
      for (const { id, open, blocked, status } of site.spaces.values()) {
        // Such spaces cannot be chosen.
        if (!open || blocked || status !== 'current') continue;
        await insist(`choose ${id}`, async (ports) => {
          const space = site.spaces.get(id);
          const isSelected = (await ports.store.settings.selectedSpace(id)) !== null;
          // Hidden or archived meanwhile: the admin finds it locked.
          if (wanted.has(id) && !isSelected && space?.open && !space.blocked && space.status === 'current')
            await includeSpace(ports, id, 'u1');
          if (!wanted.has(id) && isSelected) await excludeSpace(ports, id);
        });
      }
    },
    startRun: (kind, spaceId) => attempt(`start ${kind} ${spaceId}`, (ports) => startRun(ports, kind, named(spaceId))),
    control: (action, spaceId) =>
      attempt(`${action} run of ${spaceId}`, async (ports) => {
        const run = await ports.store.runs.ofSpace(spaceId);
        // Who cancels a withdrawal decides that the rest stays: then Confluence alone does not say what is right.
        if (run && !(run.kind === 'withdrawal' && action === 'cancel')) await controlRun(ports, run.id, action);
      }),
    async wakeRuns() {
      for (const id of site.spaces.keys())
        await insist(`wake run of ${id}`, async (ports) => {
          const run = await ports.store.runs.ofSpace(id);
          if (run?.state === 'paused') await controlRun(ports, run.id, 'resume');
          if (run?.state === 'asking') await controlRun(ports, run.id, 'approve');
        });
    },
    sweep: (spaceId) => insist(`sweep ${spaceId}`, (ports) => startRun(ports, 'sweep', named(spaceId))),
  };
}
