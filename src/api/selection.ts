/** What both settings pages say to the resolvers about the selection, the policy, previews and comparisons. Types only. */
import type { Counts } from './siteAdmin';

export type Choice = 'include' | 'exclude';
export type RuleTarget = { kind: 'space' } | { kind: 'blogposts' } | { kind: 'tree'; id: string } | { kind: 'content'; id: string };
export interface Rule {
  target: RuleTarget;
  choice: Choice;
}

/** A rule as it is shown: with the content's title and path as the admin who asks may see them. */
export interface RuleRow extends Rule {
  /** Null if the admin may not see the content, or it is gone. */
  title: string | null;
  url: string | null;
  /** Titles of the pages above, from the top. */
  path: string[];
  /** Ids of the pages and folders above, nearest first, as far up as the admin may see them. */
  above: string[];
  /** How many contents the rule's target has, by Confluence's search, whatever other rules say of parts of it. Null if unknown. */
  count: number | null;
}

export type SelfService = 'decide' | 'narrow' | 'none';
export interface SpaceSelection {
  spaceId: string;
  spaceKey: string;
  spaceName: string;
  /** Chosen by site admins, and by the space's own admins. */
  site: RuleRow[];
  space: RuleRow[];
  selfService: SelfService;
  /** Why nothing of the space may be included, for the admin to read. Null: something may. */
  locked: string | null;
  /** What of the policy keeps chosen content out, so that the tree can say so. */
  policy: Pick<PolicyView, 'labelsOut' | 'labelsIn' | 'restricted' | 'archived'>;
}

/** Rules as an admin wants them to be for one space: the whole of that admin's layer. */
export interface WantedRules {
  spaceId: string;
  rules: Rule[];
}

/** What saving would do. Counts are Confluence's own, as the app sees the space; what the app may not see is in none of them. */
export interface Forecast {
  spaces: SpaceForecast[];
  /** Contents in scope afterwards that are not in the repository now, and the other way round. */
  send: number;
  withdraw: number;
  stay: number;
  leftOut: { reason: string; count: number }[];
  /** Estimates, by what the contents of these spaces cost so far. */
  bytes: number;
  points: number;
  /** At the hourly budget, beginning now. */
  minutes: number;
}
export interface SpaceForecast {
  spaceId: string;
  spaceKey: string;
  inScope: number;
  inRepository: number;
}

/** One line of pasted text, and what it stands for. */
export type PasteRow =
  | {
      line: number;
      text: string;
      /** 'blogposts': all of a space, by the address of its blog. 'site': every space. */
      kind: 'space' | 'blogposts' | 'tree' | 'content' | 'blogpost' | 'site';
      spaceId: string | null;
      spaceKey: string | null;
      id: string | null;
      title: string;
    }
  | { line: number; text: string; kind: 'refused'; problem: string };

export interface PreviewFile {
  path: string;
  bytes: number;
  markdown: string;
  /** What the repository holds now. Null: it holds no such file. */
  current: string | null;
}
export interface Preview {
  contentId: string;
  spaceId: string;
  title: string;
  decision: 'in' | 'out' | 'held';
  /** Why it is out or held, for the admin to read. */
  reason: string | null;
  /** Who may read it, in words. */
  audience: string;
  /** What would be sent; of what only the choice leaves out, what would be if it were included. Empty if nothing would. */
  files: PreviewFile[];
  warnings: { text: string; count: number }[];
}

/** Listed in Confluence against held in the repository, for a space. */
export interface Comparison {
  spaceId: string;
  listed: number;
  inRepository: number;
  counts: Counts;
  rows: ComparisonRow[];
  cursor: string | null;
}
export interface ComparisonRow {
  contentId: string;
  contentType: 'page' | 'blogpost';
  title: string | null;
  url: string | null;
  state: 'same' | 'missing' | 'older' | 'gone' | 'out' | 'held' | 'failed';
  reason: string | null;
  version: { confluence: number | null; repository: number | null };
}

/** What "verify" found at the other end. */
export interface Verification {
  files: number;
  problems: { fileId: string; path: string; contentId: string | null; kind: 'changed' | 'moved' | 'deleted' | 'unknown'; text: string }[];
  mended: boolean;
}

export interface PolicyView {
  offered: { kind: 'all' } | { kind: 'only'; keys: string[] } | { kind: 'except'; keys: string[] };
  selfService: SelfService;
  personalSpaces: boolean;
  archived: boolean;
  labelsOut: string[];
  labelsIn: string[];
  restricted: 'never' | 'audiences';
  graceMinutes: number;
  paused: boolean;
  instructions: string;
  /** Every space whose key or name has one of these texts, those of the future too. */
  keywords: string[];
}
export interface SelectionFileChange {
  /** Such as "ENG: exclude tree 4194306 (Hardware)". */
  text: string;
  kind: 'added' | 'removed' | 'changed';
}
export type SelectionFileCheck =
  /** Of the spaces that are changed. Null: they are too many to be counted while somebody waits. */
  { ok: true; changes: SelectionFileChange[]; forecast: Forecast | null } | { ok: false; errors: { line: number; problem: string }[] };
