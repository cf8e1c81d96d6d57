/** What makes the local Confluence as awkward as the real one. Every field may be changed while it runs. */
export interface ConfluenceSettings {
  /** `_links.base` of answers. Null: `https://<host>/wiki` of the seed. */
  baseUrl: string | null;
  /** Milliseconds until the search index knows of a change. The database knows at once. */
  indexLagMs: number;
  /** An app with write scopes hears of trashed and deleted content and of space permissions; one with read scopes does not. */
  writeScope: boolean;
  /** CONFCLOUD-82583: no permissions_updated event when content becomes restricted. */
  silentWhenRestricted: boolean;
  /** Whether trashing counts as a modification. Not documented; the real one was not asked. */
  trashingIsModification: boolean;
  /** Quiet time after which a session in a live doc ends, and its event is sent. */
  liveSessionMs: number;
  /** Keys of spaces that a data security policy hides from the app's content calls. */
  blockedSpaces: string[];
  /** CONFCLOUD-77618: the expand `ancestors.restrictions` fails the whole batch if one ancestor can't be read. */
  ancestorsRestrictionsFail: boolean;
  /** CONFCLOUD-76433: content/search with body.storage and a limit above this answers 500. Null: never. */
  searchBodyLimit: number | null;
  /** v1 leaves folders above the direct parent out of the ancestors of a content. Not documented either way. */
  foldersMissingAbove: boolean;
  /** v1's `childTypes.comment` tells of a comment's replies. The vendor names attachments as the only children of comments; not asked of the real one. */
  commentsTellReplies: boolean;
  /** After the last result, one more `next` link, whose page is empty and has a `next` again. */
  trailingNext: boolean;
  /** IANA zone in which CQL reads the minute literals of the app's user. */
  timeZone: string;
  /** The site has role-based access: who may view a space has a role in it, and the permissions name the roles. */
  spaceRoles: boolean;
  /** E-mail addresses are hidden by the users' privacy settings. */
  hideEmails: boolean;
  /** Objects inside objects (expanded labels, users of restrictions) are billed, too. Not documented. */
  billNested: boolean;
  /** Points an hour of UTC; a call above it answers 429 until the next hour. */
  quotaPoints: number;
  /** 'beta' announces the wall in `Beta-` headers and never builds it. */
  quotaMode: 'enforced' | 'beta';
  /** More requests than this in a second answer 429 with Retry-After. Null: no burst limit. */
  burstPerSecond: number | null;
  /** Share of calls (0..1) that the gateway refuses: 429 without Retry-After. */
  gatewayRefusals: number;
  /** Share of calls that a burst limit refuses, whatever their number. */
  burstRefusals: number;
  /** Share of calls that fail with 500, 502, 503 or 504. */
  serverErrors: number;
  /** Milliseconds before each answer. */
  latencyMs: number;
}

export const defaultSettings: ConfluenceSettings = {
  baseUrl: null,
  indexLagMs: 0,
  writeScope: false,
  silentWhenRestricted: true,
  trashingIsModification: false,
  liveSessionMs: 15 * 60_000,
  blockedSpaces: [],
  ancestorsRestrictionsFail: true,
  searchBodyLimit: null,
  foldersMissingAbove: false,
  commentsTellReplies: true,
  trailingNext: false,
  timeZone: 'UTC',
  spaceRoles: false,
  hideEmails: true,
  billNested: false,
  quotaPoints: 65_000,
  quotaMode: 'enforced',
  burstPerSecond: null,
  gatewayRefusals: 0,
  burstRefusals: 0,
  serverErrors: 0,
  latencyMs: 0,
};
