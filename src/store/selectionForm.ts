import type { AccountId, Millis, SpaceId } from '../content';
import type { Rule, RuleTarget, SpaceRules } from '../scope';

/**
 * How the selection is stored. Names are short and usual values are left out, since each byte is there once for each of thousands of
 * spaces, or for each of their rules, and Forge counts reads and writes in units of 10 KB.
 */

export interface SelectedSpace {
  id: SpaceId;
  key: string;
  type: string;
  rules: SpaceRules;
  /** The policy's keywords brought it in. */
  byKeyword: boolean;
  includedAt: Millis;
  includedBy: AccountId | null;
  lastSweepAt: Millis | null;
  /** When its rules, or the policy, last changed: a run that began before has not seen that. */
  changedAt: Millis;
  /** As the last look at the space found it: 'missing' if the app does not see it, 'blocked' by a data security policy. */
  status: 'current' | 'archived' | 'blocked' | 'missing';
  statusSince: Millis;
  /** It has a label that the policy keeps out. */
  isLabelledOut: boolean;
}

/** The fields of `SelectedSpace`. */
export interface StoredSpace {
  /** key */
  k: string;
  /** type; left out for 'global' */
  t?: string;
  /** rules.site, as `textOf` writes them */
  r?: string;
  /** rules.space */
  o?: string;
  /** rules.dormant */
  d?: 1;
  /** byKeyword */
  w?: 1;
  /** includedAt */
  i: Millis;
  /** includedBy */
  b?: AccountId;
  /** lastSweepAt */
  s?: Millis;
  /** changedAt; left out where it is includedAt */
  c?: Millis;
  /** status; left out for 'current' */
  x?: SelectedSpace['status'];
  /** statusSince; left out where it is includedAt */
  e?: Millis;
  /** isLabelledOut */
  l?: 1;
}

/** A record of the selection, by the ids of spaces. */
export interface StoredSelection {
  spaces: Record<SpaceId, StoredSpace>;
  /** Taken out, and perhaps not out of the repository yet. */
  leaving: Record<SpaceId, { key: string; since: Millis }>;
  /** Nothing is in it: the selection is in other records. */
  isSpread?: true;
}
export const spacesIn = ({ spaces }: StoredSelection): SelectedSpace[] =>
  Object.entries(spaces).map(([id, stored]) => selectedSpaceOf(id, stored));

/** What is stored is not in the form that this version of the app writes. Nothing is decided by it. */
export class SelectionUnreadableError extends Error {
  constructor(rule: string) {
    super(
      `The stored selection has a rule that this version of the app does not know: "${rule}". Nothing is sent before the app is updated.`,
    );
    this.name = 'SelectionUnreadableError';
  }
}

export function storedForm(space: SelectedSpace): StoredSpace {
  const { rules, includedAt } = space;
  return {
    k: space.key,
    ...(space.type !== 'global' && { t: space.type }),
    ...(rules.site.length > 0 && { r: textOf(rules.site) }),
    ...(rules.space.length > 0 && { o: textOf(rules.space) }),
    ...(rules.dormant && { d: 1 }),
    ...(space.byKeyword && { w: 1 }),
    i: includedAt,
    ...(space.includedBy !== null && { b: space.includedBy }),
    ...(space.lastSweepAt !== null && { s: space.lastSweepAt }),
    ...(space.changedAt !== includedAt && { c: space.changedAt }),
    ...(space.status !== 'current' && { x: space.status }),
    ...(space.statusSince !== includedAt && { e: space.statusSince }),
    ...(space.isLabelledOut && { l: 1 }),
  };
}

/** Throws SelectionUnreadableError. */
export const selectedSpaceOf = (id: SpaceId, stored: StoredSpace): SelectedSpace => ({
  id,
  key: stored.k,
  type: stored.t ?? 'global',
  rules: { site: rulesOf(stored.r), space: rulesOf(stored.o), ...(stored.d && { dormant: true }) },
  byKeyword: stored.w === 1,
  includedAt: stored.i,
  includedBy: stored.b ?? null,
  lastSweepAt: stored.s ?? null,
  changedAt: stored.c ?? stored.i,
  status: stored.x ?? 'current',
  statusSince: stored.e ?? stored.i,
  isLabelledOut: stored.l === 1,
});

const signs = { include: '+', exclude: '-' } as const;
const letters = { space: 's', blogposts: 'b', tree: 't', content: 'c' } as const;

/** In their order, those alike side by side in one word: `-b +c12,13 +s -t14`. */
function textOf(rules: Rule[]): string {
  let text = '';
  let last = '';
  for (const { choice, target } of rules) {
    const kind = `${signs[choice]}${letters[target.kind]}`;
    if ('id' in target && kind === last) text += `,${target.id}`;
    else text += `${text && ' '}${kind}${'id' in target ? target.id : ''}`;
    last = kind;
  }
  return text;
}

/** A rule that is not understood may be one that keeps something out: then none of them counts. */
const rulesOf = (text: string | undefined): Rule[] => (text ? text.split(' ').flatMap(rulesOfWord) : []);

function rulesOfWord(word: string): Rule[] {
  const [, sign, whole, letter, ids = ''] = /^([+-])(?:([sb])|([tc])([^,]+(?:,[^,]+)*))$/.exec(word) ?? [];
  if (sign === undefined) throw new SelectionUnreadableError(word);
  const kind = letter === 't' ? 'tree' : 'content';
  const targets: RuleTarget[] = whole
    ? [{ kind: whole === 's' ? 'space' : 'blogposts' }]
    : ids.split(',').map((id): RuleTarget => ({ kind, id }));
  return targets.map((target) => ({ target, choice: sign === '+' ? 'include' : 'exclude' }));
}
