/**
 * What a piece of Confluence content is, as every part of the app sees it. Types only: each part may import this file,
 * and this file imports nothing.
 */

/** Confluence's id of a page or blog post. A 64-bit number in text: never a JavaScript number. */
export type ContentId = string;
/** Confluence's id of a space, a 64-bit number in text. */
export type SpaceId = string;
/** Atlassian's id of a person or an app user. The only personal data that the app keeps. */
export type AccountId = string;
/** Milliseconds since 1970-01-01T00:00Z. */
export type Millis = number;

export type ContentType = 'page' | 'blogpost';

export interface ContentRef {
  id: ContentId;
  type: ContentType;
}

/** Storage format is XML-like markup in text; ADF is JSON in text. */
export interface Body {
  format: 'storage' | 'adf';
  value: string;
}

export interface Content extends ContentRef {
  /** 'current', 'archived', 'trashed', 'draft' and whatever else Confluence may add. */
  status: string;
  /** 'live' for a live doc. */
  subtype: string | null;
  spaceId: SpaceId;
  title: string;
  /** The parent in the content tree, of any type (page, folder, whiteboard, database, embed). Null for a blog post and at the root. */
  parentId: ContentId | null;
  parentType: string | null;
  authorId: AccountId | null;
  /** ISO 8601. */
  createdAt: string;
  version: { number: number; createdAt: string; authorId: AccountId | null };
  /** Names, sorted, each once. */
  labels: string[];
  body: Body;
}

/**
 * A footer or inline comment, or a reply. REST v2 gives the author and the time of the last version only, so these are the
 * fields: both ways of reading (one content, many contents) must give the same comment.
 */
export interface Comment {
  id: string;
  kind: 'footer' | 'inline';
  /** The comment that this one answers. Null for the first of a thread. */
  parentId: string | null;
  authorId: AccountId | null;
  /** ISO 8601: when the last version was written. */
  at: string;
  body: Body;
  /** Inline comments only: 'open', 'reopened', 'resolved', 'dangling' and whatever else Confluence may add. */
  resolution: string | null;
  /** Inline comments only: the text that the comment is about. */
  quote: string | null;
}

export interface Task {
  id: string;
  /** The id of the task in its page's body (`ac:task-id`). */
  localId: string | null;
  status: 'complete' | 'incomplete';
  body: Body | null;
  assignedTo: AccountId | null;
  createdBy: AccountId | null;
  completedBy: AccountId | null;
  /** ISO 8601. */
  dueAt: string | null;
  completedAt: string | null;
}

/** Who may read, by the content's own read restriction; ancestors' restrictions hold as well. 'some' with empty lists is nobody. */
export type Restriction = { kind: 'none' } | { kind: 'some'; users: AccountId[]; groups: string[] };

/** All that one document is made of, as Confluence said it at one time. */
export interface Snapshot {
  content: Content;
  comments: Comment[];
  tasks: Task[];
  restriction: Restriction;
  /** When the reading began: whatever changed before is in it. */
  readAt: Millis;
}

export interface Space {
  id: SpaceId;
  key: string;
  name: string;
  /** 'global', 'personal', 'collaboration', 'knowledge_base' and whatever else Confluence may add. */
  type: string;
  /** 'current' or 'archived'. */
  status: string;
  description: string | null;
  homepageId: ContentId | null;
  /** Names, sorted. Null where they were not asked for: lists of spaces do not have them. */
  labels: string[] | null;
}
