/** What the site holds. Times are milliseconds since 1970, ids are strings of digits (attachments: `att` and digits). */
export type TreeKind = 'page' | 'folder' | 'whiteboard' | 'database';
export type ContentKind = TreeKind | 'blogpost';
export type ContentStatus = 'current' | 'archived' | 'trashed' | 'draft';
export type Resolution = 'open' | 'reopened' | 'resolved' | 'dangling';

export interface Version {
  number: number;
  at: number;
  by: string;
  message: string;
  minor: boolean;
  /** What this version held; of folders and the like: empty. */
  body: string;
  title: string;
}

/** One of the users or one of the groups is enough. */
export interface Rule {
  /** Account ids. */
  users: string[];
  /** Group names. */
  groups: string[];
}

export interface Label {
  id: string;
  name: string;
  prefix: 'global' | 'my' | 'team';
}

export interface Content {
  id: string;
  kind: ContentKind;
  /** A live doc: a page whose edits are saved as one types. */
  live: boolean;
  spaceId: string;
  title: string;
  status: ContentStatus;
  /** Null at the root of the space, and of blog posts. */
  parentId: string | null;
  position: number;
  body: string;
  /** Some pages of the new editor answer empty storage; their ADF is complete. */
  blankStorage: boolean;
  authorId: string;
  createdAt: number;
  /** Oldest first; never empty. */
  versions: Version[];
  labels: Label[];
  /** Null: not restricted. */
  read: Rule | null;
  update: Rule | null;
}

export interface Space {
  id: string;
  key: string;
  name: string;
  type: 'global' | 'personal';
  status: 'current' | 'archived';
  description: string;
  homepageId: string | null;
  authorId: string;
  createdAt: number;
  /** Account ids. */
  admins: string[];
  /** Group names; null: everybody who may use the site. */
  viewGroups: string[] | null;
  /** Of the space itself, not of what is in it. */
  labels: Label[];
}

export interface Comment {
  id: string;
  contentId: string;
  parentId: string | null;
  /** Of an inline comment and of all its replies. */
  inline: { ref: string; quote: string } | null;
  resolution: Resolution;
  body: string;
  authorId: string;
  createdAt: number;
  versions: Version[];
}

export interface Task {
  id: string;
  /** The number of the task in its content (`ac:task-id`). */
  localId: string;
  uuid: string;
  contentId: string;
  status: 'complete' | 'incomplete';
  /** Storage format. */
  body: string;
  createdBy: string;
  assignedTo: string | null;
  completedBy: string | null;
  createdAt: number;
  updatedAt: number;
  dueAt: number | null;
  completedAt: number | null;
}

export interface Attachment {
  id: string;
  contentId: string;
  title: string;
  mediaType: string;
  fileSize: number;
  fileId: string;
  status: 'current' | 'trashed';
  comment: string;
  authorId: string;
  createdAt: number;
  versions: Version[];
}

export interface Group {
  id: string;
  name: string;
}
