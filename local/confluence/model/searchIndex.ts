import type { Clock } from '../../clock';
import type { ConfluenceSettings } from '../settings';
import { latest, type State } from './state';

export type SearchType = 'page' | 'blogpost' | 'comment' | 'attachment' | 'folder' | 'whiteboard' | 'database';

/** What the search index knows of one thing: the state of some time ago. */
export interface IndexDoc {
  id: string;
  type: SearchType;
  spaceId: string;
  title: string;
  text: string;
  labels: string[];
  /** In the content tree. */
  parentId: string | null;
  /** The content of a comment or attachment. */
  containerId: string | null;
  created: number;
  modified: number;
  creator: string;
}

export interface SearchIndex {
  /** Notes that the database holds something new for this id; the index learns of it after the lag. */
  touch(id: string): void;
  doc(id: string): IndexDoc | undefined;
  ofType(type: SearchType): Iterable<string>;
  inSpace(type: SearchType, spaceId: string): Iterable<string>;
  inContainer(containerId: string): Iterable<string>;
  below(parentId: string): Iterable<string>;
  /** Ids whose last modification is at `from` or later. */
  modifiedSince(from: number): Iterable<string>;
  /** Learns everything that the database holds, at once: after the seed. */
  learnAll(): void;
  /** Rises with each change that the index has learned of. */
  generation(): number;
}

const snapshot = (state: State, id: string): IndexDoc | null => {
  const content = state.contents.get(id);
  if (content) {
    if (content.status === 'trashed' || content.status === 'draft') return null;
    const { id: _, kind, spaceId, title, body, parentId, createdAt, authorId } = content;
    const labels = content.labels.map((label) => label.name);
    return {
      id,
      type: kind,
      spaceId,
      title,
      text: body,
      labels,
      parentId,
      containerId: null,
      created: createdAt,
      modified: latest(content).at,
      creator: authorId,
    };
  }
  const part = state.comments.get(id) ?? state.attachments.get(id);
  const container = part && state.contents.get(part.contentId);
  if (
    !part ||
    ('fileId' in part && part.status === 'trashed') ||
    !container ||
    container.status === 'trashed' ||
    container.status === 'draft'
  )
    return null;
  const isComment = 'resolution' in part;
  return {
    id,
    type: isComment ? 'comment' : 'attachment',
    spaceId: container.spaceId,
    title: isComment ? `Re: ${container.title}` : part.title,
    text: isComment ? part.body : '',
    labels: [],
    parentId: null,
    containerId: container.id,
    created: part.createdAt,
    modified: latest(part).at,
    creator: part.authorId,
  };
};

export function searchIndex(state: State, clock: Clock, settings: ConfluenceSettings): SearchIndex {
  const docs = new Map<string, IndexDoc>();
  const sets = new Map<string, Set<string>>();
  let recent: { id: string; modified: number }[] = [];
  let sorted = true;
  let generation = 0;
  const waiting: { id: string; at: number; doc: IndexDoc | null }[] = [];

  const keysOf = (doc: IndexDoc) => [
    `type ${doc.type}`,
    `space ${doc.type} ${doc.spaceId}`,
    ...(doc.containerId ? [`container ${doc.containerId}`] : []),
    ...(doc.parentId ? [`parent ${doc.parentId}`] : []),
  ];
  const setOf = (key: string) => {
    const set = sets.get(key) ?? new Set<string>();
    sets.set(key, set);
    return set;
  };
  const learn = (id: string, doc: IndexDoc | null) => {
    generation += 1;
    const before = docs.get(id);
    if (before) for (const key of keysOf(before)) sets.get(key)?.delete(id);
    if (!doc) {
      docs.delete(id);
      return;
    }
    docs.set(id, doc);
    for (const key of keysOf(doc)) setOf(key).add(id);
    if (before?.modified === doc.modified) return;
    if ((recent.at(-1)?.modified ?? 0) > doc.modified) sorted = false;
    recent.push({ id, modified: doc.modified });
  };
  const catchUp = () => {
    while (waiting[0] && waiting[0].at <= clock.now()) {
      const next = waiting.shift();
      if (next) learn(next.id, next.doc);
    }
  };
  const inOrder = () => {
    if (!sorted) {
      recent = recent.filter((entry) => docs.get(entry.id)?.modified === entry.modified).sort((a, b) => a.modified - b.modified);
      sorted = true;
    }
    return recent;
  };

  return {
    touch(id) {
      const doc = snapshot(state, id);
      if (settings.indexLagMs <= 0 && waiting.length === 0) learn(id, doc);
      else waiting.push({ id, doc, at: Math.max(clock.now() + settings.indexLagMs, waiting.at(-1)?.at ?? 0) });
    },
    doc: (id) => docs.get(id),
    ofType: (type) => sets.get(`type ${type}`) ?? [],
    inSpace: (type, spaceId) => sets.get(`space ${type} ${spaceId}`) ?? [],
    inContainer: (containerId) => sets.get(`container ${containerId}`) ?? [],
    below: (parentId) => sets.get(`parent ${parentId}`) ?? [],
    *modifiedSince(from) {
      const list = inOrder();
      let low = 0;
      let high = list.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((list[middle]?.modified ?? 0) < from) low = middle + 1;
        else high = middle;
      }
      for (let at = low; at < list.length; at++) {
        const entry = list[at];
        if (entry && docs.get(entry.id)?.modified === entry.modified) yield entry.id;
      }
    },
    learnAll() {
      for (const ids of [state.contents, state.comments, state.attachments]) for (const id of ids.keys()) learn(id, snapshot(state, id));
    },
    generation() {
      catchUp();
      return generation;
    },
  };
}
