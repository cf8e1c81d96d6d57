import type { AccountId, Body, Comment, Content, Snapshot, Space, Task } from '../content';

/** What the composer must be told beside the snapshot. It does no I/O: it first says what it needs, then composes with what it got. */
export interface Needs {
  /** Authors, mentions, assignees: to be resolved to display names. */
  accountIds: AccountId[];
  /** Pages that are named by title. Their addresses may be given to `compose` by `pageKey`; it makes addresses of the titles else. */
  pages: { spaceKey: string | null; title: string }[];
  /** Media ids of files in ADF. Their names may be given to `compose`; it shows the alternative text else. */
  fileIds: string[];
  /** Pages whose content, or an excerpt of it, the bodies show. Those in scope may be given to `compose`; it names the others. */
  includes: { spaceKey: string | null; title: string }[];
}

export interface DocumentInput {
  /** The site's address up to and with `/wiki`, without a slash at the end. */
  siteUrl: string;
  space: Pick<Space, 'id' | 'key' | 'name'>;
  content: Content;
  comments: Comment[];
  tasks: Task[];
  /** Display names by account id. Who is missing is shown by account id. */
  names: ReadonlyMap<AccountId, string>;
  /** Who may read the content in Confluence, in words. */
  audience: string;
  /** Addresses of pages that bodies name by title, by `pageKey(spaceKey, title)`. A page that is not here is addressed by its title. */
  pages?: ReadonlyMap<string, string>;
  /** File names of this content's attachments by media id (`fileId` in REST v2), for bodies in ADF. */
  files?: ReadonlyMap<string, string>;
  /** Bodies of included pages, by `pageKey`. Only of pages in scope: what they hold becomes part of this document. */
  includes?: ReadonlyMap<string, Body>;
}

/** Something that a reader sees in Confluence and that the Markdown does not fully show. Never holds content. */
export interface Warning {
  kind: 'unknown-macro' | 'unresolved-link' | 'cut-block' | 'malformed-markup' | 'empty-body' | 'unsupported-node';
  /** What it is about: a macro's name, a node type. Never text of the page. */
  subject: string;
  count: number;
}

export interface Document {
  /** One Markdown text for each file, in order, each at most 45,000 UTF-8 bytes. Never empty. */
  parts: string[];
  warnings: Warning[];
}

export type SnapshotParts = Pick<Snapshot, 'content' | 'comments' | 'tasks'>;
