import type { PageState } from '../api/pageStatus';
import type { ContentId, ContentRef } from '../content';
import { type Choice, effectiveRules, nearestChoice, type Reason, reasonText } from '../scope';
import type { LedgerEntry, SelectedSpace } from '../store';
import type { Ports } from '../sync';

export interface Stands {
  state: PageState;
  reason: Reason | null;
}

/** The rules that count in a space. Null: nothing of it is selected. */
export const rulesOf = (selected: SelectedSpace | null, selfService: Parameters<typeof effectiveRules>[1]) =>
  selected && effectiveRules(selected.rules, selfService);

/**
 * Where a page stands, by the ledger. What no run and no event has brought there is on its way if the rules include it; if they do not, it
 * has no entry until a run lists it, and must not look as if it were to come.
 */
export function standsOf(
  entry: LedgerEntry | null,
  rules: ReadonlyMap<string, Choice> | null,
  ref: ContentRef,
  above: ContentId[] = [],
): Stands {
  if (entry) return { state: entry.state === 'sent' ? 'current' : entry.state, reason: entry.reason };
  if (!rules) return { state: 'none', reason: null };
  const choice = nearestChoice(rules, { ...ref, above });
  if (choice === 'include') return { state: 'pending', reason: null };
  return { state: 'out', reason: choice === 'exclude' ? 'excluded' : 'not-selected' };
}

/** Ids above, nearest first, where they decide: of a page that the ledger does not know, in a space of which trees are chosen. */
export async function deciding(
  ports: Ports,
  entry: LedgerEntry | null,
  rules: ReadonlyMap<string, Choice> | null,
  { id, type }: ContentRef,
): Promise<ContentId[]> {
  const hasTrees = [...(rules?.keys() ?? [])].some((key) => key.startsWith('tree:'));
  if (entry || type !== 'page' || !hasTrees) return [];
  return (await ports.confluence.ancestors(id)).map((node) => node.id);
}

const BY_SETTING = 'An administrator’s choice or a setting keeps it out.';
const BY_QONTEXT = 'Qontext does not take its file at present. An administrator of this space can see why.';
/** A reader learns of a page above that is restricted or labelled, and of files in Qontext, no more than what kind of thing it is. */
const toReaders: Partial<Record<Reason, string>> = {
  'parent-restricted': BY_SETTING,
  'parent-labelled-out': BY_SETTING,
  excluded: BY_SETTING,
  'space-blocked': BY_SETTING,
  'not-offered': BY_SETTING,
  'in-review': BY_QONTEXT,
  protected: BY_QONTEXT,
  'name-taken': BY_QONTEXT,
  refused: BY_QONTEXT,
};
/** Why, for whoever asks. */
export const reasonFor = (reason: Reason, isAdmin: boolean): string => (isAdmin ? undefined : toReaders[reason]) ?? reasonText(reason);
