/** From pasted rows to the rules of their spaces. */
import type { Choice, Forecast, PasteRow, Rule, RuleTarget, SpaceSelection, WantedRules } from '../../../../../src/api/selection';
import type { SpaceRow } from '../../../../../src/api/siteAdmin';
import { call } from '../../api';
import { withRule } from '../../picker/rules';
import type { Chosen } from './PasteTable';

/** As many spaces as one call is about: each takes a second or less, one after the other, and a resolver has 25. */
const AT_ONCE = 20;

type Matched = Exclude<PasteRow, { kind: 'refused' }>;
const isMatched = (row: PasteRow): row is Matched => row.kind !== 'refused';

/** What is chosen so far in the spaces that rows are about: rules are added to these. */
export async function selectionsOf(rows: readonly PasteRow[]): Promise<SpaceSelection[]> {
  const named = rows.filter(isMatched).flatMap((row) => row.spaceId ?? []);
  const all = rows.some((row) => row.kind === 'site') ? await everySpace() : [];
  // Spaces of which nothing was ever chosen have no rules to be kept.
  const fresh = all.filter((space) => !space.included && space.counts === null && !named.includes(space.id));
  const ids = [...new Set([...named, ...all.filter((space) => !fresh.includes(space)).map((space) => space.id)])];
  const read: SpaceSelection[] = [];
  for (const spaceId of ids) read.push(await call('getSelection', { spaceId }));
  return [...read, ...fresh.map(unchosen)];
}

async function everySpace(): Promise<SpaceRow[]> {
  const spaces: SpaceRow[] = [];
  let cursor: string | null = null;
  do {
    const page: { spaces: SpaceRow[]; cursor: string | null } = await call('listSpaces', cursor === null ? {} : { cursor });
    spaces.push(...page.spaces);
    cursor = page.cursor;
  } while (cursor !== null);
  return spaces;
}

const unchosen = (space: SpaceRow): SpaceSelection => ({
  spaceId: space.id,
  spaceKey: space.key,
  spaceName: space.name,
  site: [],
  space: [],
  selfService: 'none',
  locked: space.locked,
  policy: { labelsOut: [], labelsIn: [], restricted: 'never', archived: false },
});

/** The rules of each space that something changes in. */
export function wantedOf(rows: readonly PasteRow[], chosen: readonly Chosen[], selections: readonly SpaceSelection[]): WantedRules[] {
  const isEverySpace = rows.some((row, index) => row.kind === 'site' && chosen[index] === 'include');
  return selections.flatMap((selection): WantedRules[] => {
    if (selection.locked !== null) return [];
    const before: Rule[] = selection.site.map(({ target, choice }) => ({ target, choice }));
    let rules = isEverySpace ? withRule(before, { kind: 'space' }, 'include') : before;
    rows.forEach((row, index) => {
      const rule = isMatched(row) && row.spaceId === selection.spaceId ? ruleOf(row, chosen[index] ?? 'skip') : null;
      if (rule) rules = withRule(rules, rule.target, rule.choice);
    });
    return rules === before ? [] : [{ spaceId: selection.spaceId, rules }];
  });
}

function ruleOf(row: Matched, chosen: Chosen): Rule | null {
  if (chosen === 'skip') return null;
  const choice: Choice = chosen.startsWith('include') ? 'include' : 'exclude';
  const target = targetOf(row, chosen.endsWith('-alone'));
  return target && { target, choice };
}

function targetOf({ kind, id }: Matched, isAlone: boolean): RuleTarget | null {
  if (kind === 'space' || kind === 'blogposts') return { kind };
  if (id === null) return null;
  return kind === 'blogpost' || isAlone ? { kind: 'content', id } : { kind: 'tree', id };
}

export async function forecastAll(wanted: WantedRules[]): Promise<Forecast> {
  let sum: Forecast | null = null;
  for (let at = 0; at < wanted.length; at += AT_ONCE) {
    const part = await call('forecast', { wanted: wanted.slice(at, at + AT_ONCE) });
    sum = sum ? plus(sum, part) : part;
  }
  if (!sum) throw new Error('There is nothing to forecast.');
  return sum;
}

function plus(a: Forecast, b: Forecast): Forecast {
  const reasons = new Map(a.leftOut.map(({ reason, count }) => [reason, count]));
  for (const { reason, count } of b.leftOut) reasons.set(reason, (reasons.get(reason) ?? 0) + count);
  return {
    spaces: [...a.spaces, ...b.spaces],
    send: a.send + b.send,
    withdraw: a.withdraw + b.withdraw,
    stay: a.stay + b.stay,
    leftOut: [...reasons].map(([reason, count]) => ({ reason, count })),
    bytes: a.bytes + b.bytes,
    points: a.points + b.points,
    minutes: a.minutes + b.minutes,
  };
}

export async function saveAll(wanted: WantedRules[]): Promise<void> {
  for (let at = 0; at < wanted.length; at += AT_ONCE) await call('saveSelection', { wanted: wanted.slice(at, at + AT_ONCE) });
}
