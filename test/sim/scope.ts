import type { Policy, Rule } from '../../src/scope';
import { ancestorsOf, type Node, type Site } from './confluence/site';

/** What belongs into the repository and for whom, decided a second time and in another way: of the engine's scope only types are used. */

/** What admins of the site and of one space chose in it. */
export interface Wish {
  site: Rule[];
  space: Rule[];
}
export interface Choices {
  policy: Policy;
  wishes: ReadonlyMap<string, Wish>;
}

/** Something that alone keeps a content out, in words that stay the same for as long as it does. */
export type Barrier = string;

/** Everything that keeps it out. Nothing: it belongs into the repository. */
export function barriersOf(site: Site, choices: Choices, node: Node): Barrier[] {
  const { policy } = choices;
  const space = site.spaces.get(node.spaceId);
  const chain = [node, ...ancestorsOf(site, node)];
  const found: Barrier[] = [];
  const add = (isSo: boolean | undefined, barrier: Barrier) => {
    if (isSo) found.push(barrier);
  };
  add(node.kind === 'folder', 'is a folder');
  add(node.status !== 'current', 'is archived or in the trash');
  add(space?.status !== 'current', SPACE_ARCHIVED);
  add(!space?.open, 'the space is closed to the app');
  add(space?.blocked, 'the space is blocked');
  add(
    space?.labels?.some((label) => isOneOf(label, policy.labelsOut)),
    SPACE_LABELLED,
  );
  const choice = nearest(choices, node, chain);
  add(choice.said !== 'include' && !choice.labelledIn, `is not chosen: ${choice.by}`);
  for (const one of chain) for (const label of one.labels) add(isOneOf(label, policy.labelsOut), `${one.id} is labelled ${label}`);
  for (const one of chain) {
    add(one.readers !== null && policy.restricted === 'never', `${one.id} is restricted`);
    add(one.readers !== null && !one.readers.users.includes('app-user'), `${one.id} is hidden from the app`);
  }
  return found;
}

/** The app looks at these once an hour, if no event tells it. */
export const SPACE_ARCHIVED = 'the space is archived';
export const SPACE_LABELLED = 'the space is labelled';

const isOneOf = (label: string, labels: string[]) => labels.some((one) => one.toLowerCase() === label.toLowerCase());

/** Rules are looked up from the outside in: each one that is nearer takes the place of the one before. */
function nearest({ policy, wishes }: Choices, node: Node, chain: Node[]) {
  const wish = wishes.get(node.spaceId);
  const spaces = (wish?.space ?? []).filter((rule) => policy.selfService === 'decide' || rule.choice === 'exclude');
  const all = [...(wish?.site ?? []), ...spaces];
  let said: Rule['choice'] | 'nothing' = 'nothing';
  let by = 'no rule';
  const look = (name: string, isAbout: (rule: Rule) => boolean) => {
    const about = all.filter(isAbout);
    if (about.length === 0) return;
    said = about.some((rule) => rule.choice === 'exclude') ? 'exclude' : 'include';
    by = name;
  };
  look('the space', ({ target }) => target.kind === 'space');
  if (node.kind === 'blogpost') look('blog posts', ({ target }) => target.kind === 'blogposts');
  else for (const one of [...chain].reverse()) look(`tree ${one.id}`, ({ target }) => target.kind === 'tree' && target.id === one.id);
  look(`content ${node.id}`, ({ target }) => target.kind === 'content' && target.id === node.id);
  const isOpen = (said as string) === 'nothing' && wish !== undefined;
  return {
    said: said as Rule['choice'] | 'nothing',
    by,
    labelledIn: isOpen && node.labels.some((label) => isOneOf(label, policy.labelsIn)),
  };
}

/** Chosen, whatever else may keep it out: its title may stand in the path of what lies below it. */
export function isChosen(site: Site, choices: Choices, node: Node): boolean {
  const { said, labelledIn } = nearest(choices, node, [node, ...ancestorsOf(site, node)]);
  return said === 'include' || labelledIn;
}

/** One restriction, as a text that is the same for the same people. */
export type RuleText = string;

/** The restrictions that somebody must pass who reads it: its own and those above it. */
export function restrictionsOn(site: Site, node: Node): Map<string, RuleText> {
  const found = new Map<string, RuleText>();
  for (const { id, readers } of [node, ...ancestorsOf(site, node)])
    if (readers) found.set(id, JSON.stringify([[...new Set(readers.users)].sort(), [...new Set(readers.groups)].sort()]));
  return found;
}
