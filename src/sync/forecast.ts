import type { Forecast, SpaceForecast } from '../api/selection';
import { ConfluenceError, inParallel } from '../confluence';
import type { ContentId, SpaceId } from '../content';
import { compareChoices, effectiveRules, lockOf, type Policy, type Rule, type RuledNode, reasonText, type SpaceRules } from '../scope';
import type { SelectedSpace } from '../store';
import type { Ports } from './ports';

/** What one content costs in a first mirror, measured: bulk reading with comments and tasks. */
const POINTS_A_CONTENT = 12;
const USUAL_BYTES = 6_000;
/** Qontext takes one file a request, and the lanes send about so many in a minute. */
const SENT_A_MINUTE = 600;
/** Each ruled page costs a count and its ancestors, each labelled one a count. What is beyond these is left out of the estimate. */
const MOST_NODES = 60;
const SIDE_BY_SIDE = 6;

/** How a space would be chosen from. */
export interface Wish {
  id: SpaceId;
  key: string;
  type: string;
  status: string;
  rules: SpaceRules;
}
const nothing: SpaceRules = { site: [], space: [] };

/** What would be sent and withdrawn if these were the rules and this the policy. By counts of Confluence's search: a few points for each rule, no listing. */
export async function forecast(ports: Ports, wishes: Wish[], policyAfter?: Policy): Promise<Forecast> {
  const { policy: before, spaces } = await ports.store.settings.rulebookOf(wishes.map(({ id }) => id));
  const after = policyAfter ?? before;
  const total: Forecast = { spaces: [], send: 0, withdraw: 0, stay: 0, leftOut: [], bytes: 0, points: 0, minutes: 0 };
  const leftOut = new Map<string, number>();
  const leave = (reason: string, count: number) => count > 0 && leftOut.set(reason, (leftOut.get(reason) ?? 0) + count);
  for (const wish of wishes) {
    const one = await forecastSpace(ports, wish, spaces.find((space) => space.id === wish.id) ?? null, before, after);
    total.spaces.push(one.space);
    total.send += one.send;
    total.withdraw += one.withdraw;
    total.stay += one.stay;
    total.bytes += one.send * one.bytesEach;
    for (const [reason, count] of one.leftOut) leave(reason, count);
  }
  total.leftOut = [...leftOut].map(([reason, count]) => ({ reason, count }));
  total.points = Math.round(total.send * POINTS_A_CONTENT + (total.withdraw + total.stay) * 2);
  const { pointsPerHour } = await ports.store.settings.settings();
  const hours = Math.max(total.points / pointsPerHour, (total.send + total.withdraw) / SENT_A_MINUTE / 60);
  total.minutes = Math.ceil(hours * 60);
  return total;
}

interface OneForecast {
  space: SpaceForecast;
  send: number;
  withdraw: number;
  stay: number;
  bytesEach: number;
  leftOut: [string, number][];
}

async function forecastSpace(
  ports: Ports,
  wish: Wish,
  selected: SelectedSpace | null,
  before: Policy,
  after: Policy,
): Promise<OneForecast> {
  const inRepository = (await ports.store.counts.ofSpace(wish.id)).sent;
  const lock = lockOf(wish, after);
  const rulesBefore = effectiveRules(selected?.rules ?? nothing, before.selfService);
  const rulesAfter = lock ? new Map() : effectiveRules(wish.rules, after.selfService);
  const size = {
    pages: await ports.confluence.countIn(wish.key, { type: 'page' }),
    blogposts: await ports.confluence.countIn(wish.key, { type: 'blogpost' }),
  };
  const isLabelledOut = selected?.isLabelledOut ?? false;
  const labels = [...new Set([...before.labelsOut, ...after.labelsOut])];
  const ruled = await ruledNodes(ports, [...(selected ? allRules(selected.rules) : []), ...allRules(wish.rules)]);
  const nodes = await withLabels(ports, wish.key, labels, ruled);
  const was = { rules: rulesBefore, labelsOut: before.labelsOut };
  const { inAfter, comes, goes, stays, excluded, labelled } = compareChoices(
    was,
    { rules: rulesAfter, labelsOut: after.labelsOut },
    nodes,
    size,
  );
  // What is chosen already but not in the repository is restricted or not yet sent; it is not forecast again.
  const known = Math.min(inRepository, stays + goes);
  const total = size.pages + size.blogposts;
  return {
    space: { spaceId: wish.id, spaceKey: wish.key, inScope: isLabelledOut ? 0 : inAfter, inRepository },
    send: isLabelledOut ? 0 : comes,
    withdraw: lock ? inRepository : Math.min(goes, inRepository),
    stay: Math.max(0, known - goes),
    bytesEach: await bytesOfOne(ports, wish.id),
    leftOut: [
      [reasonText('excluded'), excluded],
      [reasonText(isLabelledOut ? 'space-labelled-out' : 'labelled-out'), isLabelledOut ? inAfter + labelled : labelled],
      [lock ? reasonText(lock) : reasonText('not-selected'), Math.max(0, total - inAfter - excluded - labelled)],
    ],
  };
}

/** The labelled contents of the space beside the ruled ones: a label keeps all below it out, whatever is chosen there. */
async function withLabels(ports: Ports, spaceKey: string, labels: string[], ruled: RuledNode[]): Promise<RuledNode[]> {
  if (labels.length === 0) return ruled;
  const found = new Map((await ports.confluence.labelledIn(spaceKey, labels)).map((one) => [one.id, one]));
  const marked = ruled.map((node) => ({ ...node, labels: found.get(node.id)?.labels ?? [] }));
  const trees = new Set(ruled.filter(({ kind, isPost }) => kind === 'tree' || isPost).map(({ id }) => id));
  const more = [...found.values()].filter(({ id }) => !trees.has(id)).slice(0, MOST_NODES);
  const added = await inParallel(more, SIDE_BY_SIDE, async ({ id, type, above, labels: own }): Promise<RuledNode> => {
    if (type === 'blogpost') return { id, kind: 'content', size: 1, above: [], labels: own, isPost: true };
    return { id, kind: 'tree', size: 1 + (await ports.confluence.countBelow(id)), above, labels: own };
  });
  return [...marked, ...added];
}

const allRules = ({ site, space }: SpaceRules): Rule[] => [...site, ...space];

async function ruledNodes(ports: Ports, rules: Rule[]): Promise<RuledNode[]> {
  const targets = new Map<string, { kind: 'tree' | 'content'; id: string }>();
  for (const { target } of rules)
    if (target.kind === 'tree' || target.kind === 'content') targets.set(`${target.kind}:${target.id}`, target);
  const counted = [...targets.values()].slice(0, MOST_NODES);
  const posts = await postsAmong(
    ports,
    counted.filter(({ kind }) => kind === 'content').map(({ id }) => id),
  );
  return inParallel(counted, SIDE_BY_SIDE, async ({ kind, id }): Promise<RuledNode> => {
    if (posts.has(id)) return { id, kind, size: 1, above: [], isPost: true };
    try {
      const above = (await ports.confluence.ancestors(id)).map((node) => node.id);
      return { id, kind, size: kind === 'tree' ? 1 + (await ports.confluence.countBelow(id)) : 1, above };
    } catch (error) {
      // A page that is gone has no ancestors to ask for; it counts as one at the top.
      if (!(error instanceof ConfluenceError && error.kind === 'not-found')) throw error;
      return { id, kind, size: 1, above: [] };
    }
  });
}

/** Of a rule it is not known whether it is about a page or a blog post; the latter lies below nothing. */
async function postsAmong(ports: Ports, ids: ContentId[]): Promise<ReadonlySet<ContentId>> {
  if (ids.length === 0) return new Set();
  return new Set((await ports.confluence.titles(ids.map((id) => ({ id, type: 'blogpost' })))).keys());
}

/** The mean of what the first hundred contents of the space take up; a usual size where there are none yet. */
async function bytesOfOne(ports: Ports, spaceId: SpaceId): Promise<number> {
  const sent = (await ports.store.ledger.ofSpace(spaceId, null)).map(({ value }) => value).filter((entry) => entry.files.length > 0);
  const bytes = sent.reduce((sum, entry) => sum + entry.files.reduce((all, file) => all + file.bytes, 0), 0);
  return sent.length > 0 ? Math.round(bytes / sent.length) : USUAL_BYTES;
}
