import { mustEdit } from './access';
import { mergeLines } from './merge';
import { checkFileName } from './names';
import { changesInReview, invalidId, invalidRequest, Problem, pathExists } from './problem';
import {
  type Actor,
  type Change,
  childrenOf,
  currentChange,
  folderPath,
  joinPath,
  newId,
  pathOf,
  type Review,
  type State,
  type StoredFile,
  tell,
} from './state';

/** Creates a file. Never an upsert: 409 path_already_exists where something is. */
export function createFile(state: State, actor: Actor, parentId: string, name: string, content: string, maxBytes: number): StoredFile {
  checkFileName(name);
  checkSize(content, maxBytes);
  const path = joinPath(folderPath(state, parentId), name);
  mustEdit(actor, path);
  const siblings = childrenOf(state, parentId);
  if (siblings.has(name)) throw pathExists(path);
  const now = state.clock.now();
  state.serial += 1;
  const file: StoredFile = {
    kind: 'file',
    id: newId(state, 'doc'),
    name,
    parentId,
    createdAt: now,
    updatedAt: now,
    protected: false,
    serial: state.serial,
    changes: [{ id: newId(state, 'chg'), at: now, author: actor.name, kind: 'created', content }],
    reviews: [],
  };
  state.files.set(file.id, file);
  siblings.set(name, file);
  state.keep({ file });
  tell(state, 'created', file, path, actor.name);
  return file;
}

/**
 * Replaces the content that a file had at `baseChangeId`. What changed since is combined with it; where that collides, and on a
 * protected file, it becomes a change in review and the file stays as it is.
 */
export function replaceContent(
  state: State,
  actor: Actor,
  file: StoredFile,
  baseChangeId: string,
  content: string,
  maxBytes: number,
): { kind: 'accepted'; content: string } | { kind: 'in-review'; review: Review } {
  if (!/^chg_[0-9a-z]+$/.test(baseChangeId)) throw invalidId('baseChangeId has the form chg_….');
  mustEdit(actor, pathOf(state, file));
  checkSize(content, maxBytes);
  const base = file.changes.find((change) => change.id === baseChangeId);
  if (!base) throw new Problem(400, 'invalid_base_change', 'baseChangeId names no accepted change of this file.');
  if (file.protected) return { kind: 'in-review', review: review(state, actor, file, 'protected', baseChangeId, content) };
  const current = currentChange(file);
  const merge = mergeLines(base.content, current.content, content);
  if (merge.kind === 'collision') return { kind: 'in-review', review: review(state, actor, file, 'conflict', baseChangeId, content) };
  // Two changes that each fit may not fit together.
  checkSize(merge.text, maxBytes);
  accept(state, file, {
    id: newId(state, 'chg'),
    author: actor.name,
    kind: merge.text === content ? 'edited' : 'combined',
    content: merge.text,
  });
  return { kind: 'accepted', content: merge.text };
}

function accept(state: State, file: StoredFile, change: Omit<Change, 'at'>): void {
  if (currentChange(file).content === change.content) return;
  const at = state.clock.now();
  file.changes.push({ ...change, at });
  file.updatedAt = at;
  state.keep({ file });
  tell(state, 'edited', file, pathOf(state, file), change.author);
}

function review(state: State, actor: Actor, file: StoredFile, reason: Review['reason'], baseChangeId: string, content: string): Review {
  const made: Review = { id: newId(state, 'chg'), at: state.clock.now(), author: actor.name, reason, baseChangeId, content };
  file.reviews.push(made);
  state.keep({ file });
  tell(state, 'in-review', file, pathOf(state, file), actor.name);
  return made;
}

/** What the file will hold once the change is accepted: combined with what it holds now; where that collides, the change wins. */
export function contentIfAccepted(file: StoredFile, change: Review): string {
  const base = file.changes.find(({ id }) => id === change.baseChangeId) ?? file.changes[0];
  const merge = mergeLines(base.content, currentChange(file).content, change.content);
  return merge.kind === 'combined' ? merge.text : change.content;
}

/** A person settles a change in review: accepts or rejects it. */
export function settleReview(state: State, person: Actor, file: StoredFile, reviewId: string, verdict: 'accept' | 'reject'): void {
  const settled = file.reviews.find((entry) => entry.id === reviewId);
  if (!settled) throw new Problem(404, 'change_not_found', 'This change was settled already.');
  file.reviews = file.reviews.filter((entry) => entry !== settled);
  if (verdict === 'accept') {
    accept(state, file, { id: settled.id, author: person.name, kind: 'reviewed', content: contentIfAccepted(file, settled) });
  }
  state.keep({ file });
}

/** Renames or moves. The id and lastChangeId stay. */
export function relocateFile(state: State, actor: Actor, file: StoredFile, to: { name?: string; parentId?: string }): void {
  const name = to.name ?? file.name;
  const parentId = to.parentId ?? file.parentId;
  checkFileName(name);
  mustEdit(actor, pathOf(state, file));
  const path = joinPath(folderPath(state, parentId), name);
  mustEdit(actor, path);
  const siblings = childrenOf(state, parentId);
  const there = siblings.get(name);
  if (there === file) return;
  if (there) throw pathExists(path);
  childrenOf(state, file.parentId).delete(file.name);
  const moved = parentId !== file.parentId;
  file.name = name;
  file.parentId = parentId;
  siblings.set(name, file);
  state.keep({ file });
  tell(state, moved ? 'moved' : 'renamed', file, path, actor.name);
}

export function protectFile(state: State, actor: Actor, file: StoredFile, isProtected: boolean): void {
  mustEdit(actor, pathOf(state, file));
  file.protected = isProtected;
  state.keep({ file });
  tell(state, 'protected', file, pathOf(state, file), actor.name);
}

/** Deletes with all history. 409 for a protected file and for one that a change in review pins. */
export function deleteFile(state: State, actor: Actor, file: StoredFile): void {
  mustEdit(actor, pathOf(state, file));
  if (file.protected) throw new Problem(409, 'file_protected', 'The file is protected; clear the protection first.');
  if (file.reviews.length > 0) throw changesInReview();
  removeFile(state, actor, file);
}

/** Takes the file out without asking what pins it; its folder's deletion has asked. */
export function removeFile(state: State, actor: Actor, file: StoredFile): void {
  const path = pathOf(state, file);
  state.files.delete(file.id);
  childrenOf(state, file.parentId).delete(file.name);
  state.keep({ gone: file.id });
  tell(state, 'deleted', file, path, actor.name);
}

function checkSize(content: string, maxBytes: number): void {
  const bytes = Buffer.byteLength(content);
  if (bytes > maxBytes) throw new Problem(422, 'content_too_large', `The content has ${bytes} bytes; a file holds at most ${maxBytes}.`);
  if (content.includes('\u0000')) throw invalidRequest('The content must be text, without NUL characters.');
}
