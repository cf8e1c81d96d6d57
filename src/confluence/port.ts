/** What the rest of the app can ask of Confluence. Types only. The engine takes this as an argument, so that a simulation can stand in for it. */
import type { AccountId, ContentId, ContentRef, ContentType, Millis, Restriction, Snapshot, Space, SpaceId } from '../content';

/**
 * What reading one content gave. `ancestors` is what `ancestors(id)` gives, from the same few calls: nearest first, empty for a
 * blog post. 'absent' is proof, never a failed read: the content itself said trashed (or deleted), or it
 * answered 404 while its space answered (not-visible: restricted, deleted or moved away), or its space is not there any more.
 * `readAt` is when the reading began.
 */
export type Reading =
  | { kind: 'found'; snapshot: Snapshot; ancestors: AncestorFacts[] }
  | { kind: 'absent'; evidence: AbsenceEvidence; readAt: Millis };
export type AbsenceEvidence = 'trashed' | 'not-visible' | 'space-gone';

/** One row of a space's listing. */
export interface Listed {
  id: ContentId;
  type: ContentType;
  /** 'current', 'archived', ... */
  status: string;
  parentId: ContentId | null;
  parentType: string | null;
  version: number;
  title: string;
}
export interface Listing {
  items: Listed[];
  /** Opaque. Null at the end of the listing. */
  cursor: string | null;
}

/** One ancestor in the content tree. */
export interface Ancestor {
  id: ContentId;
  /** 'page', 'folder', 'whiteboard', 'database', 'embed' and whatever else Confluence may add. */
  type: string;
  title: string;
}
export interface AncestorFacts {
  id: ContentId;
  type: string;
  /** Null where the app may not see it, or where Confluence says nothing of such content (a database, for one). */
  title: string | null;
  /** The next ancestor up. */
  parentId: ContentId | null;
  /** Its own read restriction. */
  restriction: Restriction | 'unknown';
  /** Its own labels; none for what can have none (a folder). */
  labels: string[] | 'unknown';
}
/** Of a content that stands above others. */
export interface Facts {
  restriction: Restriction | 'unknown';
  labels: string[] | 'unknown';
}

/** `snapshots` + `unsure` + `absent` have each asked content once. */
export interface BulkReading {
  snapshots: Snapshot[];
  /** Of each content in `snapshots`: its ancestors, nearest first. Restrictions of these are not read here. */
  ancestors: Map<ContentId, Ancestor[]>;
  /** Not established here, never guessed: to be read one by one (`read`). */
  unsure: ContentRef[];
  /** Did not answer although their type was right: trashed, deleted or not visible. No proof of absence: `read` gives that. */
  absent: ContentRef[];
}

/**
 * `at` is the latest change that was found (of the content, a comment, an attachment or a task): to skip what was read after it.
 * `createdAt`: of what has only its first version.
 */
export interface Changed {
  ref: ContentRef;
  at: Millis;
  createdAt?: Millis;
}

/** Who may view a space: groups and roles by name. People are only counted. */
export interface SpaceReaders {
  groups: string[];
  roles: string[];
  /** Roles of which Confluence gave no name. */
  unnamedRoles: number;
  people: number;
  /** Also people who are not signed in. */
  everyone: boolean;
}

export interface Folder {
  id: ContentId;
  title: string;
  parentId: ContentId | null;
  parentType: string | null;
}
export interface TitleAndUrl {
  title: string;
  url: string;
  spaceId: SpaceId;
  /** What it stands below in the tree; null for a blog post, and at the top. */
  parentId: ContentId | null;
  parentType: string | null;
}
export interface SpaceQuery {
  cursor?: string;
  /** 1 to 250. */
  limit?: number;
  keys?: string[];
  ids?: SpaceId[];
}
export interface SpaceListing {
  spaces: Space[];
  cursor: string | null;
}

export interface Labelled extends ContentRef {
  labels: string[];
  /** Nearest first. */
  above: ContentId[];
}

/** Every method throws ConfluenceError when Confluence does not answer in time or answers what cannot be understood. */
export interface Confluence {
  /**
   * Everything of one content, straight from the database and never from the search index. `spaceId` is where it was last
   * known to be, to tell "gone with its space" from "not visible"; null if unknown (then 404 is 'not-visible').
   * Calls: content, footer comments, inline comments, tasks and ancestors in parallel; one search by ids for the restrictions
   * of the content and its ancestors and for which comments have replies (what the index does not have is asked directly);
   * then one for each comment that has replies. So 6 at most for a content without replies.
   */
  read(ref: ContentRef, spaceId: SpaceId | null): Promise<Reading>;
  /** Many contents in bulk, any number of one type or of both. `limit` is the most that one call asks for (default 100). */
  readMany(refs: ContentRef[], options: { limit?: number }): Promise<BulkReading>;
  /** One page of the listing of a space, without bodies: pages (current and archived), then blog posts. `cursor` null at first. */
  list(spaceId: SpaceId, cursor: string | null): Promise<Listing>;
  /** The chain of ancestors of a page, nearest first, with each one's own restriction freshly read. */
  ancestors(id: ContentId): Promise<AncestorFacts[]>;
  /** Own read restrictions and labels of pages, folders and the like. 'unknown' for what the app may not see. Has each asked id. */
  facts(nodes: { id: ContentId; type: string }[]): Promise<Map<ContentId, Facts>>;
  /**
   * As `facts`, in bulk and of contents of any type: a search for 100, and `visible` for what that does not find. What the app cannot see
   * is missing; what it sees and the index does not know yet is 'unknown'. Folders and the like that the index does not know are missing.
   */
  glance(ids: ContentId[]): Promise<Map<ContentId, Facts>>;
  /** Who may view the space: by its permissions, or by its roles where the site has these. */
  readersOf(id: SpaceId): Promise<SpaceReaders>;
  /** How many pages are below this one, at any depth, by the search index (2 points). */
  countBelow(id: ContentId): Promise<number>;
  /** How many pages and blog posts a space has, or of one type. By the search index (2 points). */
  countIn(spaceKey: string, filter: { type?: ContentType }): Promise<number>;
  /** The pages and blog posts of a space that have one of these labels, with their labels and the ids of what lies above them. By the search index. */
  labelledIn(spaceKey: string, labels: string[]): Promise<Labelled[]>;
  /** The page of this title in the space, else the blog post. Null if there is neither, or the app may not see it. */
  byTitle(spaceId: SpaceId, title: string): Promise<ContentRef | null>;
  /** Null if there is no such folder, or the app may not see it. */
  folder(id: ContentId): Promise<Folder | null>;
  /** Display names. Who is unknown to Confluence is missing. */
  names(accountIds: AccountId[]): Promise<Map<AccountId, string>>;
  /** What cannot be seen is missing. */
  titles(refs: ContentRef[]): Promise<Map<ContentId, TitleAndUrl>>;
  /** Spaces that the app can see, archived ones too. */
  spaces(query: SpaceQuery): Promise<SpaceListing>;
  /** Null if there is no such space, or the app may not see it. */
  space(id: SpaceId): Promise<Space | null>;
  /** Of these spaces, those whose content a data security policy keeps from the app. */
  blockedSpaces(ids: SpaceId[]): Promise<Set<SpaceId>>;
  /**
   * Contents that were touched in the last `minutes`, by the search index (which lags behind): pages and blog posts changed,
   * contents whose comments or attachments changed, contents with tasks created or completed. Each once.
   */
  changedSince(spaces: { id: SpaceId; key: string }[], minutes: number, now: Millis): Promise<Changed[]>;
  /** How many pages and blog posts of these spaces the search index shows to the app. */
  total(spaceKeys: string[]): Promise<number>;
  /** Contents in the trash of these spaces, most recently changed first, at most `limit` of each type. */
  trashed(spaceIds: SpaceId[], limit: number): Promise<ContentRef[]>;
  /** Which of these ids the app can see now, current or archived. What is in the trash is left out. */
  visible(ids: ContentId[]): Promise<Set<ContentId>>;
  /** Pages directly below a page or folder; of folders and the like below it, the pages in them too. */
  children(id: ContentId): Promise<ContentRef[]>;
}

/** What the person in front of the screen may do and see. Asked as that person. */
export interface UserChecks {
  isSiteAdmin(): Promise<boolean>;
  isSpaceAdmin(spaceKey: string): Promise<boolean>;
  titles(refs: ContentRef[]): Promise<Map<ContentId, TitleAndUrl>>;
}

/** One HTTP answer, or none (status 0). */
export interface Call {
  /** Such as 'pages.get': which kind of request, never an id. */
  operation: string;
  status: number;
  /** By Atlassian's price list: 1 for the request, 1 for each object in the answer, 2 for each user, group or permission. */
  points: number;
}

/** The part of `fetch` that Forge's requestConfluence has. `path` begins with /wiki/ and is encoded. */
export type Request = (path: string, init?: RequestOptions) => Promise<Answer>;
export interface RequestOptions {
  method?: 'GET' | 'POST';
  headers?: Record<string, string>;
  body?: string;
}
export interface Answer {
  status: number;
  headers: { get(name: string): string | null };
  text(): Promise<string>;
}

export interface ConnectOptions {
  request: Request;
  now(): Millis;
  /** 0 inclusive to 1 exclusive. */
  random(): number;
  sleep(ms: Millis): Promise<void>;
  /** When the caller must be done, asked anew before each wait: no retry is waited for beyond it. */
  deadline(): Millis;
  onCall?(call: Call): void;
}
