import type { SelfService, SpaceFacts } from './selection';

/** The site admins' rules for the whole site. */
export interface Policy {
  /** Which spaces may be offered to Qontext at all, by key. */
  offered: { kind: 'all' } | { kind: 'only'; keys: string[] } | { kind: 'except'; keys: string[] };
  selfService: SelfService;
  personalSpaces: boolean;
  /** Archived spaces, and archived pages of the others. */
  archived: boolean;
  /** Labels that keep a page and all below it out, and on a space the whole space. */
  labelsOut: string[];
  /** Labels that alone include a content of a selected space, where no rule is about it. */
  labelsIn: string[];
  /** Restricted content: never, or into a folder for each audience. */
  restricted: 'never' | 'audiences';
  /** How long content stays whose restrictions cannot be established. */
  graceMinutes: number;
  /** The kill switch: nothing is read for Qontext and nothing is sent. */
  paused: boolean;
  /** What readers of the repository should know of the site. */
  instructions: string;
  /** Every space whose key or name has one of these texts is included, those of the future too. */
  keywords: string[];
}

export const defaultPolicy: Policy = {
  offered: { kind: 'all' },
  selfService: 'none',
  personalSpaces: false,
  archived: false,
  labelsOut: ['no-ai', 'rovo-ignore'],
  labelsIn: [],
  restricted: 'never',
  graceMinutes: 60,
  paused: false,
  instructions: '',
  keywords: [],
};

/** How much a policy holds at most, whether a form or a file brings it. */
export const policyLimits = {
  keys: 1_000,
  keyLength: 255,
  labels: 50,
  labelLength: 255,
  keywords: 50,
  keywordLength: { min: 2, max: 100 },
  graceMinutes: 10_080,
  instructionsLength: 4_000,
};

export type SpaceLock = 'not-offered' | 'personal-space' | 'space-archived';

/** What in the policy keeps a space from being included. Null: nothing. */
export function lockOf(space: Pick<SpaceFacts, 'key' | 'type' | 'status'>, policy: Policy): SpaceLock | null {
  const { offered } = policy;
  const named = offered.kind !== 'all' && offered.keys.some((key) => key.toLowerCase() === space.key.toLowerCase());
  if ((offered.kind === 'only' && !named) || (offered.kind === 'except' && named)) return 'not-offered';
  if (space.type === 'personal' && !policy.personalSpaces) return 'personal-space';
  if (space.status !== 'current' && !policy.archived) return 'space-archived';
  return null;
}
