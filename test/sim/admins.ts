import type { SpaceId } from '../../src/content';
import type { Policy } from '../../src/scope';
import { connect, controlRun, excludeSpace, savePolicy, saveRules, startRun } from '../../src/sync';
import { asAdmin } from './functions';
import { API_KEY, type Play } from './play';
import type { Choices, Wish } from './scope';
import { changedPolicy, changedWish, newPolicy, newWish } from './wishes';

type Act = Parameters<typeof asAdmin>[2];

/** What admins want, and do until they have it. */
export interface Admins extends Choices {
  /** What is wanted of the spaces that should be included. */
  wishes: Map<SpaceId, Wish>;
  policy: Policy;
  connect(): Promise<void>;
  /** Something else from now on. */
  decide(spaceId: SpaceId): void;
  decidePolicy(): void;
  pauseAll(paused: boolean): void;
  /** Admins see on the screen what is included, and try again what did not get through. */
  choose(): Promise<void>;
  startRun(kind: 'sweep' | 'resync' | 'backfill', spaceId: SpaceId): void;
  control(action: 'pause' | 'resume' | 'cancel' | 'approve', spaceId: SpaceId): void;
  /** Resumes what an admin paused, and approves what asks. What the kill switch stopped goes on by itself. */
  wakeRuns(): Promise<void>;
  sweep(spaceId: SpaceId): Promise<void>;
}

export function adminsOf(play: Play): Admins {
  const { stage, editor, until, pass, problems } = play;
  const { site, world } = stage;
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
  const admins: Admins = {
    wishes: new Map(),
    policy: newPolicy(editor),
    connect: () =>
      insist('connect', async (ports, open) => {
        await ports.store.settings.saveSiteUrl(site.url);
        await connect(ports, API_KEY, open);
      }),
    decide(spaceId) {
      const before = admins.wishes.get(spaceId);
      const wish = before ? changedWish(editor, spaceId, before) : newWish(editor, spaceId);
      if (wish) admins.wishes.set(spaceId, wish);
      else admins.wishes.delete(spaceId);
      world.trace(() => `admin wants of ${spaceId} ${JSON.stringify(wish)}`);
    },
    decidePolicy() {
      admins.policy = changedPolicy(editor, admins.policy);
      world.trace(() => `admin wants policy ${JSON.stringify(admins.policy)}`);
    },
    pauseAll(paused) {
      admins.policy = { ...admins.policy, paused };
    },
    async choose() {
      await insist('save the policy', async (ports) => void (await savePolicy(ports, admins.policy)));
      for (const { id, open, blocked, status } of site.spaces.values()) {
        // Such spaces cannot be chosen.
        if (!open || blocked || status !== 'current') continue;
        await insist(`choose ${id}`, async (ports) => {
          const space = site.spaces.get(id);
          const isSelected = (await ports.store.settings.selectedSpace(id)) !== null;
          const wish = admins.wishes.get(id);
          if (!wish && isSelected) await excludeSpace(ports, id);
          // Hidden or archived meanwhile: the admin finds it locked.
          if (!wish || !space?.open || space.blocked || space.status !== 'current') return;
          // In this order nothing is taken out for a moment that is to stay.
          for (const layer of ['site', 'space'] as const) await saveRules(ports, id, layer, wish[layer], 'u1');
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
          if (run?.state === 'paused' && !/^Everything is paused/.test(run.note ?? '')) await controlRun(ports, run.id, 'resume');
          if (run?.state === 'asking') await controlRun(ports, run.id, 'approve');
        });
    },
    sweep: (spaceId) => insist(`sweep ${spaceId}`, (ports) => startRun(ports, 'sweep', named(spaceId))),
  };
  return admins;
}
