/** The simulation's world in calm weather, connected to Qontext: where nothing goes wrong but what a test says, so that it has one cause. */
import type { SpaceId } from '../../src/content';
import { defaultPolicy, type Policy, type Rule } from '../../src/scope';
import { type Admins, adminsOf } from './admins';
import { type Ask, askOf } from './ask';
import { create } from './confluence/edits';
import { type Node, spaceOf } from './confluence/site';
import { runTick } from './functions';
import { MINUTE, openPlay, type Play } from './play';
import { pathOf } from './repository';

export const SECOND = 1_000;

export interface Calm extends Play, Ask {
  admins: Admins;
  /** A new page, of the first space unless it is said. Another editor may keep it from the events. */
  page(above?: Node | null, said?: { spaceId?: SpaceId; by?: Play['editor'] }): Node;
  /** What site admins choose of the first space, until it is mirrored. */
  choose(...rules: Rule[]): Promise<void>;
  tick(): Promise<void>;
  /** A minute, and until nothing is under way any more. */
  settle(): Promise<void>;
  /** Of work that takes its time. */
  inTime(ms: number): Promise<void>;
  /** Paths. */
  files(): string[];
  folders(): string[];
  fileOf(node: Node): string | undefined;
  isThere(node: Node): boolean;
}

export const tree = ({ id }: Node, choice: Rule['choice']): Rule => ({ target: { kind: 'tree', id }, choice });
export const alone = ({ id }: Node, choice: Rule['choice']): Rule => ({ target: { kind: 'content', id }, choice });

/** One space, SP1, unless more are wanted. Whoever restricts something lets the app in. */
export async function openCalm(policy: Partial<Policy> = {}, spaces = 1): Promise<Calm> {
  const play = openPlay(1, () => {}, false);
  const { stage, editor, pass, drain } = play;
  const { shelf, site, world } = stage;
  const admins = adminsOf(play);
  admins.policy = { ...defaultPolicy, ...policy };
  site.letsAppIn = 1;
  for (let n = 1; n <= spaces; n += 1) site.spaces.set(String(n), spaceOf(String(n)));
  await admins.connect();
  const files = () => [...shelf.files.values()].map((file) => pathOf(shelf, file));
  const fileOf = (node: Node) => files().find((path) => path.endsWith(`(${node.id}).md`));
  const settle = async () => {
    await pass(MINUTE);
    await drain();
  };
  return {
    ...play,
    ...askOf(play),
    admins,
    page: (above = null, { spaceId = above?.spaceId ?? '1', by = editor } = {}) => create(by, 'page', spaceId, above?.id ?? null),
    async choose(...rules) {
      play.startEvents();
      admins.wishes.set('1', { site: rules, space: [] });
      await admins.choose();
      await pass(20 * SECOND);
      await drain();
    },
    async tick() {
      runTick(stage);
      await settle();
    },
    settle,
    inTime: (ms) => new Promise((resolve) => world.timeline.after(ms, resolve)),
    files,
    folders: () => [...shelf.folders.values()].map((folder) => pathOf(shelf, folder)),
    fileOf,
    isThere: (node) => fileOf(node) !== undefined,
  };
}
