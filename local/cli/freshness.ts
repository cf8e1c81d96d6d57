import path from 'node:path';
import type { RepositoryEntry, RepositoryView } from './repositoryView';
import { type Spread, spread } from './stats';

export const freshnessKinds = ['page', 'comment', 'reply', 'task', 'move', 'restrict', 'trash'] as const;
export type FreshnessKind = (typeof freshnessKinds)[number];
export type Freshness = Record<FreshnessKind, Spread>;

/** What the measurement does in Confluence, as people of the site would. Ids are content ids. */
export interface SiteEditor {
  /** A current page without children, one with children, or anything else. */
  kindOf(id: string): 'leaf' | 'parent' | 'other';
  spaceOf(id: string): string;
  parentOf(id: string): string | null;
  createPage(parentId: string, title: string): string;
  append(id: string, storage: string): void;
  /** Returns the comment's id. */
  comment(id: string, storage: string): string;
  reply(commentId: string, storage: string): void;
  /** Ticks the task whose text holds `marker`. */
  completeTask(id: string, marker: string): void;
  move(id: string, parentId: string): void;
  /** Lets one person read it, who is not the app. */
  restrict(id: string): void;
  trash(id: string): void;
}

export interface FreshnessOptions {
  editor: SiteEditor;
  repository: RepositoryView;
  /** How many edits of each kind. */
  edits: number;
  /** Lets the time to the next run of the app's scheduled trigger pass, and runs it. */
  tick(): Promise<void>;
  /** Between two looks at the repository; what a look costs decides. */
  pollMs: number;
  /** Milliseconds; only differences count. */
  now(): number;
  sleep(ms: number): Promise<void>;
  say(line: string): void;
}

/** An edit had no effect in the repository within two minutes. */
export class FreshnessError extends Error {
  override name = 'FreshnessError';
}

/** After so long the event must have been lost, and a tick looks, as one would within five minutes in the cloud. */
const LOST_MS = 15_000;
const DEADLINE_MS = 120_000;

/** Files of a content, and what is in them. */
type Effect = (files: RepositoryEntry[], text: string) => boolean;

/**
 * Makes edits of every kind, one after the other, and times each from the edit to its effect in the repository.
 * Confluence sends an app with read scopes no event for what is trashed, and none for what becomes restricted (CONFCLOUD-82583): a tick finds
 * both. It is run at once here. A trashed page is timed from that tick on, a restricted one from the edit.
 * @throws FreshnessError
 */
export async function measureFreshness(options: FreshnessOptions): Promise<Freshness> {
  const { editor, edits, say } = options;
  const subjects = await findSubjects(options, 3 * edits);
  const [edited, restricted, trashed] = [subjects.slice(0, edits), subjects.slice(edits, 2 * edits), subjects.slice(2 * edits)];
  const holds =
    (marker: string): Effect =>
    (_files, text) =>
      text.includes(marker);
  const measure = async (kind: FreshnessKind, ids: string[], one: (id: string, marker: string) => Promise<number>): Promise<Spread> => {
    const seconds: number[] = [];
    for (const [index, id] of ids.entries()) seconds.push((await one(id, `freshness ${kind} ${index + 1}`)) / 1000);
    const result = spread(seconds);
    say(`Freshness: ${kind}, ${ids.length} edits, median ${result.median} s`);
    return result;
  };
  const comments = new Map<string, string>();
  const page = await measure('page', edited, (id, marker) =>
    timed(options, id, () => editor.append(id, `<p>${marker}.</p>`), holds(`${marker}.`)),
  );
  const comment = await measure('comment', edited, (id, marker) =>
    timed(options, id, () => comments.set(id, editor.comment(id, `<p>${marker}.</p>`)), holds(`${marker}.`)),
  );
  const reply = await measure('reply', edited, (id, marker) =>
    timed(options, id, () => editor.reply(comments.get(id) ?? '', `<p>${marker}.</p>`), holds(`${marker}.`)),
  );
  const task = await measure('task', edited, async (id, marker) => {
    await timed(options, id, () => editor.append(id, taskList(marker)), holds(`${marker}.`));
    return timed(
      options,
      id,
      () => editor.completeTask(id, `${marker}.`),
      (_files, text) => isTicked(text, `${marker}.`),
    );
  });
  const targets = await moveTargets(options, edited);
  const move = await measure('move', edited, (id) => {
    const target = targets.get(id) ?? '';
    return timed(
      options,
      id,
      () => editor.move(id, target),
      (files) => files.length > 0 && files.every((file) => path.posix.dirname(file.path).endsWith(`(${target})`)),
    );
  });
  const gone: Effect = (files) => files.length === 0;
  const restrict = await measure('restrict', restricted, (id) =>
    timed(
      options,
      id,
      () => {
        editor.restrict(id);
        return options.tick();
      },
      gone,
    ),
  );
  const trash = await measure('trash', trashed, (id) => {
    editor.trash(id);
    return timed(options, id, options.tick, gone);
  });
  return { page, comment, reply, task, move, restrict, trash };
}

/** Milliseconds from `act` to its effect. */
async function timed(options: FreshnessOptions, id: string, act: () => unknown, effect: Effect): Promise<number> {
  const startedAt = options.now();
  // Looked for while the act is still under way: a tick ends long after its first withdrawal.
  let failure: unknown = null;
  const acting = Promise.resolve(act()).catch((error) => {
    failure = error;
  });
  let tickAt = startedAt + LOST_MS;
  for (;;) {
    const files = (await options.repository.list()).filter((file) => contentIdOf(file.path) === id);
    const texts = await Promise.all(files.map((file) => options.repository.content(file)));
    const seenAt = options.now();
    if (effect(files, texts.join('\n'))) {
      await acting;
      return seenAt - startedAt;
    }
    if (failure !== null) throw failure;
    if (seenAt - startedAt > DEADLINE_MS)
      throw new FreshnessError(`The edit of content ${id} did not reach the repository in ${DEADLINE_MS / 1000} s.`);
    if (seenAt > tickAt) {
      tickAt = seenAt + LOST_MS;
      await options.tick();
    }
    await options.sleep(options.pollMs);
  }
}

/** The content that a file belongs to, by its name: `<title> (<id>).md`, or a part of it. */
export function contentIdOf(filePath: string): string | null {
  return /\((\d+)\)(?: part \d+)?\.md$/.exec(filePath)?.[1] ?? null;
}

/** Mirrored pages without children, spread over the repository; where there are too few, new ones. */
async function findSubjects(options: FreshnessOptions, count: number): Promise<string[]> {
  const { editor, repository } = options;
  const mirrored = await mirroredIds(repository);
  const leaves = mirrored.filter((id) => editor.kindOf(id) === 'leaf');
  const step = Math.max(1, Math.floor(leaves.length / count));
  const chosen = leaves.filter((_id, index) => index % step === 0).slice(0, count);
  const parent = mirrored.find((id) => editor.kindOf(id) === 'parent') ?? chosen[0];
  if (parent === undefined) throw new FreshnessError('The repository holds no page that could be edited.');
  while (chosen.length < count) {
    const id = editor.createPage(parent, `Freshness ${chosen.length + 1}`);
    await timed(
      options,
      id,
      () => {},
      (files) => files.length > 0,
    );
    chosen.push(id);
  }
  return chosen;
}

/** For each page another mirrored page of its space to go below. */
async function moveTargets({ editor, repository }: FreshnessOptions, ids: string[]): Promise<Map<string, string>> {
  const mirrored = await mirroredIds(repository);
  const isPlace = (target: string, id: string) =>
    target !== id && editor.kindOf(target) !== 'other' && target !== editor.parentOf(id) && editor.spaceOf(target) === editor.spaceOf(id);
  return new Map(
    ids.map((id) => {
      const target = mirrored.find((one) => isPlace(one, id) && !ids.includes(one)) ?? mirrored.find((one) => isPlace(one, id));
      if (target === undefined) throw new FreshnessError(`The space of content ${id} holds no page that it could be moved below.`);
      return [id, target];
    }),
  );
}

async function mirroredIds(repository: RepositoryView): Promise<string[]> {
  const ids = (await repository.list()).map((file) => contentIdOf(file.path)).filter((id) => id !== null);
  return [...new Set(ids)];
}

const taskList = (marker: string) =>
  `<ac:task-list><ac:task><ac:task-id>${taskId(marker)}</ac:task-id><ac:task-status>incomplete</ac:task-status>` +
  `<ac:task-body>${marker}.</ac:task-body></ac:task></ac:task-list>`;
/** A number that no task of the page has by itself. */
const taskId = (marker: string) => 9000 + Number(/\d+$/.exec(marker)?.[0] ?? 0);

const isTicked = (text: string, marker: string) => text.split('\n').some((line) => line.includes('[x]') && line.includes(marker));
