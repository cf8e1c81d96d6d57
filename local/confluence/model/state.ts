import type { Person } from '../../people';
import { type IdList, idList, uuidOf } from './ids';
import type { Attachment, Comment, Content, Group, Label, Space, Task } from './types';

/** The site's database: the things, and the indexes that answer a request without looking at everything. */
export interface State {
  host: string;
  cloudId: string;
  people: Map<string, Person>;
  groups: Map<string, Group>;
  spaces: Map<string, Space>;
  spaceByKey: Map<string, Space>;
  contents: Map<string, Content>;
  comments: Map<string, Comment>;
  tasks: Map<string, Task>;
  attachments: Map<string, Attachment>;
  /** By `prefix:name`. */
  labels: Map<string, Label>;
  contentIds: IdList;
  contentIdsBySpace: Map<string, IdList>;
  /** Pages (not the trashed) by `spaceId title`: a title is there once in a space. */
  pageIdByTitle: Map<string, string>;
  /** Current and archived contents below a content, in the order of their positions. */
  childIds: Map<string, string[]>;
  /** All comments of a content, replies too. */
  commentIds: Map<string, IdList>;
  replyIds: Map<string, IdList>;
  footerIds: IdList;
  inlineIds: IdList;
  taskIds: IdList;
  taskIdsByContent: Map<string, string[]>;
  attachmentIds: IdList;
  attachmentIdsByContent: Map<string, IdList>;
  nextId(): string;
}

export function emptyState(host: string, people: readonly Person[]): State {
  let serial = 4_194_304;
  const names = new Set(people.flatMap((one) => one.groups));
  return {
    host,
    cloudId: uuidOf('cloud', host),
    people: new Map(people.map((one) => [one.accountId, one])),
    groups: new Map([...names].map((name) => [name, { id: uuidOf('group', name), name }])),
    spaces: new Map(),
    spaceByKey: new Map(),
    contents: new Map(),
    comments: new Map(),
    tasks: new Map(),
    attachments: new Map(),
    labels: new Map(),
    contentIds: idList(),
    contentIdsBySpace: new Map(),
    pageIdByTitle: new Map(),
    childIds: new Map(),
    commentIds: new Map(),
    replyIds: new Map(),
    footerIds: idList(),
    inlineIds: idList(),
    taskIds: idList(),
    taskIdsByContent: new Map(),
    attachmentIds: idList(),
    attachmentIdsByContent: new Map(),
    nextId: () => String(++serial),
  };
}

/** The list under a key, made when it is missing. */
export function listOf(map: Map<string, IdList>, key: string): IdList {
  const found = map.get(key);
  if (found) return found;
  const made = idList();
  map.set(key, made);
  return made;
}

/** The ancestors of a content, nearest first. */
export function* ancestorsOf(state: State, content: Content): Generator<Content> {
  for (let id = content.parentId; id !== null; ) {
    const parent = state.contents.get(id);
    if (!parent) return;
    yield parent;
    id = parent.parentId;
  }
}

/** Everything below a content, parents before children. */
export function* descendantsOf(state: State, id: string): Generator<Content> {
  for (const childId of state.childIds.get(id) ?? []) {
    const child = state.contents.get(childId);
    if (!child) continue;
    yield child;
    yield* descendantsOf(state, childId);
  }
}

/** The version that readers see; the list is never empty. */
export function latest<T extends { number: number }>(thing: { versions: T[] }): T {
  const last = thing.versions.at(-1);
  if (!last) throw new Error('A content without a version: the model made it wrongly');
  return last;
}
