import type { ContentId, Millis } from '../../src/content';
import { sourceIdOf } from '../../src/document';
import { defaultPolicy } from '../../src/scope';
import { spacesIn } from '../../src/store/selectionForm';
import { audienceOf } from './audience';
import type { Site } from './confluence/site';
import { restrictedRootOf } from './oracle';
import { barriersOf, type Choices, type RuleText, restrictionsOn, SPACE_ARCHIVED, SPACE_LABELLED, type Wish } from './scope';

/** Longer than any invocation lives: whoever writes has read the rules and Confluence within this time. */
const LONG: Millis = 60_000;
/** Of what stands above, parts of a run may go for a minute by what the ledger says. */
const LONG_ABOVE: Millis = 120_000;
const SLOW = new Set([SPACE_ARCHIVED, SPACE_LABELLED]);

/**
 * Watches each write while the storm goes on. What one invocation reads, it reads bit by bit; so that a content was in scope at no single
 * moment proves nothing. But what by itself has kept it out, or kept people from it, without a break for longer than an invocation lives,
 * each reading must have shown.
 */
export interface Vigil {
  /** After anything has changed in Confluence. */
  look(): void;
  /** The app stored something: perhaps the rules. */
  stored(key: string, text: string): void;
  wrote(path: string, content: string): void;
}

export function vigilOf(site: Site, now: () => Millis, problems: string[]): Vigil {
  /** The selection lies in several records. */
  const wishesIn = new Map<string, Map<string, Wish>>();
  let choices: Choices = { policy: defaultPolicy, wishes: new Map() };
  /** What keeps each content out, and since when. */
  const out = new Map<ContentId, Map<string, Millis>>();
  /** Each restriction on each content, and since when it is just so. */
  const kept = new Map<ContentId, Map<string, Millis>>();
  const rulesOf = new Map<string, ReadonlySet<RuleText>>();

  const look = () => {
    for (const id of new Set([...out.keys(), ...site.nodes.keys()])) {
      const node = site.nodes.get(id);
      const barriers = node ? barriersOf(site, choices, node).filter((one) => !SLOW.has(one)) : ['is deleted'];
      carry(out, id, choices.policy.paused ? [...barriers, 'everything is paused'] : barriers, now());
      const restrictions = node ? restrictionsOn(site, node) : new Map<string, RuleText>();
      const space = node && { id: node.spaceId, key: site.spaces.get(node.spaceId)?.key ?? '' };
      const audience = space ? audienceOf(restrictions.values(), space) : null;
      if (audience) rulesOf.set(audience.folder, audience.rules);
      carry(
        kept,
        id,
        [...restrictions].map(([by, rule]) => `${by} ${rule}`),
        now(),
      );
    }
  };
  const longIn = (of: Map<ContentId, Map<string, Millis>>, id: ContentId) =>
    [...(of.get(id) ?? [])].filter(([what, since]) => now() - since > (isAbove(id, what) ? LONG_ABOVE : LONG)).map(([what]) => what);

  return {
    look,
    stored(key, text) {
      // As the app wrote them.
      const dataOf = <T>() => (JSON.parse(text) as { data: T }).data;
      if (key === 'state policy') choices = { ...choices, policy: { ...defaultPolicy, ...dataOf<Partial<Choices['policy']>>() } };
      else if (key.startsWith('state selection')) wishesIn.set(key, new Map(spacesIn(dataOf()).map(({ id, rules }) => [id, rules])));
      else return;
      choices = { ...choices, wishes: new Map([...wishesIn.values()].flatMap((wishes) => [...wishes])) };
      look();
    },
    wrote(path, content) {
      const id = sourceIdOf(content) ?? '';
      if (id.startsWith('about-')) return;
      for (const what of longIn(out, id)) problems.push(`rule 5: written to ${path} although for long: ${what}`);
      const folder = path.startsWith(`${restrictedRootOf(site)}/`) ? (path.split('/')[3] ?? '') : null;
      // Made of restrictions that were never there together: such a folder names nobody whom one of them would not let in.
      const lets = folder === null ? new Set<RuleText>() : rulesOf.get(folder);
      for (const restriction of longIn(kept, id))
        if (lets && !lets.has(restriction.slice(restriction.indexOf(' ') + 1)))
          problems.push(`rule 5: written to ${path} although for long restricted by ${restriction}`);
    },
  };
}

/** What comes from one content begins with its id. */
const isAbove = (id: ContentId, what: string): boolean => /^\d+ /.test(what) && !what.startsWith(`${id} `);

function carry(map: Map<ContentId, Map<string, Millis>>, id: ContentId, whats: string[], now: Millis): void {
  const before = map.get(id);
  map.set(id, new Map(whats.map((what) => [what, before?.get(what) ?? now])));
}
