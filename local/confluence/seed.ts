/** What a site is filled with at its start. Written by hand (the demo site), read from a folder (`--content`), or generated (benchmarks). */
export interface SeedSite {
  /** The site's host name, as in `https://<host>/wiki`. */
  host: string;
  spaces: SeedSpace[];
}

export interface SeedSpace {
  key: string;
  name: string;
  type: 'global' | 'personal';
  status?: 'current' | 'archived';
  description?: string;
  /** Who administers the space, by e-mail; the site's administrators do anyway. */
  admins?: string[];
  /** Groups that may view it. Default: every user of the site. */
  viewGroups?: string[];
  /** Of the space itself, as its settings show them. */
  labels?: string[];
  /** The first page is the space's home page. */
  pages: SeedPage[];
  blogposts?: SeedBlogPost[];
}

export interface SeedPage {
  title: string;
  /** Storage format. A folder has none. Tasks are `ac:task` elements in it. */
  body?: string;
  /** Default 'page'. A live doc is a page whose edits are saved as one types. */
  kind?: 'page' | 'live' | 'folder' | 'whiteboard' | 'database';
  status?: 'current' | 'archived' | 'trashed' | 'draft';
  /** The storage format is answered blank, as for some pages of the new editor; `atlas_doc_format` has everything. */
  blankStorage?: boolean;
  labels?: string[];
  /** Files; those that the body names by `ri:attachment` are attached anyway. */
  attachments?: { title: string; mediaType?: string; fileSize?: number }[];
  /** E-mail of the author. */
  by?: string;
  /** How many days before the site's start it was created; edited a little later. */
  daysAgo?: number;
  /** Read restriction: e-mails and group names. */
  restrictedTo?: { users?: string[]; groups?: string[] };
  comments?: SeedComment[];
  children?: SeedPage[];
}

export interface SeedBlogPost {
  title: string;
  body: string;
  labels?: string[];
  by?: string;
  daysAgo?: number;
  restrictedTo?: { users?: string[]; groups?: string[] };
  comments?: SeedComment[];
}

export interface SeedComment {
  /** Storage format. */
  body: string;
  by?: string;
  /** For an inline comment: the words of the page that it is about; the page's body has them. */
  inline?: { quote: string; resolution?: 'open' | 'reopened' | 'resolved' | 'dangling' };
  replies?: SeedComment[];
}
