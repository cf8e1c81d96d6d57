import type { Ancestor, Facts } from '../../confluence';
import type { ContentId, Millis } from '../../content';
import type { LedgerEntry, Rulebook, Versioned } from '../../store';
import { CLAIM_MS, type Ports } from '../ports';
import { knownStanding, OPEN, type Standing, standingOf } from '../standing';

/** How long a run goes by what was read of a page above. The vigil of the simulation holds it to this. */
const EXPIRY_MS: Millis = 60_000;

type Entries = ReadonlyMap<ContentId, Versioned<LedgerEntry>>;
type Chains = ReadonlyMap<ContentId, Ancestor[]>;

export interface Above {
  facts: Map<ContentId, Facts>;
  /** Pages of which nothing was asked, since it was known, with what was known. `turnedSince` is to be asked when all is sent. */
  rested: Map<ContentId, Standing | 'unknown'>;
}

/**
 * Restriction and labels of what stands above the contents of a part. Parts of a run only: a push, a probe and a preview ask for all of it.
 *
 * The cache is the ledger, since a process of the platform's may serve another site next and must keep nothing of this one: an entry says
 * in a word how the page stood and when that was seen, and each touch and part that settles the page writes both anew. Beside it an
 * invocation remembers what it asked itself. Either serves for a minute at most.
 *
 * Why a stale word is safe. A page above that has turned is touched, for its event or because the tick glances at whatever has files. Once
 * that touch is settled the ledger has another word, and the old one is not used. Until then the touch is still to come, and it walks
 * down to all that was sent below: a page that is in goes out and hands on, one that is new or out by choice hands on as it is. Whatever
 * else stands between keeps the word from being used, and so does a page that was read later than it: that one may have seen the turn, and
 * handed on already. Bulk readings count as five minutes old, which is older than any word in use, so no touch takes what was sent on
 * one for done. Only a walk that begins after the part has looked at the ledger and passes before it sends comes too early:
 * `turnedSince` finds that.
 */
export async function readAbove(
  ports: Ports,
  chains: Chains,
  own: { facts: ReadonlyMap<ContentId, Facts>; at: Millis },
  entries: Entries,
  { policy }: Rulebook,
): Promise<Above> {
  const memory = rememberedBy(ports);
  for (const [id, facts] of own.facts) remember(memory, id, { facts, at: own.at });
  if ([...chains.values()].flat().every((node) => own.facts.has(node.id))) return { facts: new Map(own.facts), rested: new Map() };
  const newsAt = await ports.store.settings.policyNewsAt();
  const oldest = ports.now() - EXPIRY_MS;
  /** Who read the policy before it changed has ended by then, so the word is by the labels that hold now. */
  const sinceNews = newsAt === 0 ? 0 : newsAt + CLAIM_MS;
  const knownOf = (id: ContentId): Known | null => {
    const entry = entries.get(id)?.value;
    // What has no files no tick glances at.
    if (!entry || entry.files.length === 0) return null;
    const asked = memory.get(id);
    if (asked && asked.at >= oldest && standingOf(asked.facts, policy.labelsOut) === knownStanding(entry)) return asked;
    const seenAt = entry.standingAt ?? 0;
    // Which other labels it has the word does not say.
    const isOpen = entry.standing === OPEN && policy.labelsIn.length === 0;
    return isOpen && seenAt >= oldest && seenAt > sinceNews ? { facts: openFacts, at: seenAt } : null;
  };
  const missing = new Map<ContentId, Ancestor>();
  const found = new Map<ContentId, Known>();
  for (const chain of chains.values())
    for (const node of chain) {
      if (own.facts.has(node.id)) continue;
      const known = knownOf(node.id);
      if (known && chain.every((between) => handsOn(entries.get(between.id)?.value, known.at))) found.set(node.id, known);
      else missing.set(node.id, node);
    }
  const at = ports.now();
  const fresh = missing.size > 0 ? await ports.confluence.facts([...missing.values()]) : new Map<ContentId, Facts>();
  for (const [id, one] of fresh) remember(memory, id, { facts: one, at });
  const facts = new Map([...own.facts, ...fresh]);
  const rested: Above['rested'] = new Map();
  for (const [id, known] of found) {
    const entry = entries.get(id)?.value;
    if (missing.has(id) || !entry) continue;
    facts.set(id, known.facts);
    rested.set(id, knownStanding(entry));
  }
  return { facts, rested };
}

/** Pages that stand otherwise now than a part has gone by: what it sent below them is to be looked at anew. */
export async function turnedSince(ports: Ports, { rested }: Above): Promise<Set<ContentId>> {
  if (rested.size === 0) return new Set();
  const now = await ports.store.ledger.getMany([...rested.keys()]);
  const isAsBefore = (entry: LedgerEntry | undefined, standing: Standing | 'unknown') => entry && knownStanding(entry) === standing;
  return new Set([...rested].filter(([id, standing]) => !isAsBefore(now.get(id)?.value, standing)).map(([id]) => id));
}

interface Known {
  facts: Facts;
  at: Millis;
}
const openFacts: Facts = { restriction: { kind: 'none' }, labels: [] };

/** What an invocation asked itself. With it, it ends. */
const remembered = new WeakMap<Ports, Map<ContentId, Known>>();
function rememberedBy(ports: Ports): Map<ContentId, Known> {
  const known = remembered.get(ports) ?? new Map<ContentId, Known>();
  remembered.set(ports, known);
  return known;
}

/** What Confluence did not say is asked again. */
function remember(memory: Map<ContentId, Known>, id: ContentId, known: Known): void {
  if (known.facts.restriction !== 'unknown' && known.facts.labels !== 'unknown') memory.set(id, known);
}

const inStates = new Set<LedgerEntry['state']>(['sent', 'failed', 'pending']);

/** Whether a walk down the tree that is still to come goes on below this page, and none that came after `at` may have passed it. */
function handsOn(entry: LedgerEntry | undefined, at: Millis): boolean {
  if (!entry) return true;
  const isOutByChoice = entry.state === 'out' && (entry.reason === 'excluded' || entry.reason === 'not-selected');
  return entry.readAt <= at && (isOutByChoice || inStates.has(entry.state));
}
