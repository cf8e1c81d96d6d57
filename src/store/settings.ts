import type { Connection, Settings } from '../api/siteAdmin';
import type { AccountId, Millis, SpaceId } from '../content';
import type { Policy, SpaceRules } from '../scope';
import type { KeyValue } from './keyValue';
import { openRecord, updateTwo } from './record';

const API_KEY = 'qontext-api-key';
/** All selections are one record, and Forge takes 240 KiB for a value. The rest is for what the app itself notes on the spaces. */
const MOST_BYTES = 210_000;

/** One choice more would not fit, and nothing could be chosen any more on the whole site. */
export class SelectionFullError extends Error {
  constructor() {
    super('The site has as many selected spaces and rules as the app can keep. Leave out spaces, or choose trees instead of single pages.');
    this.name = 'SelectionFullError';
  }
}

/** The default budget leaves 40 % of Atlassian's hourly quota to live changes and to the app's other installations. */
export const defaultSettings: Settings = { sweep: 'daily', pointsPerHour: 39_000 };

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
/** Taken out of the selection, and perhaps not out of the repository yet. */
export interface LeavingSpace {
  id: SpaceId;
  key: string;
  since: Millis;
}
/** What admins chose, by space. */
export interface Selection {
  spaces: SelectedSpace[];
}

/** What every decision about the scope rests on. */
export interface Rulebook extends Selection {
  policy: Policy;
}

type StoredPolicy = Policy & { newsAt?: Millis };
export type ChangeSpaces = (now: SelectedSpace[]) => SelectedSpace[] | null;

interface Chosen extends Selection {
  leaving?: LeavingSpace[];
}

/** What is not in `after` leaves; what is, does not. */
function chosenAfter(before: Chosen | null, after: SelectedSpace[], at: Millis): Chosen {
  const isIn = new Set(after.map((space) => space.id));
  const left = (before?.spaces ?? []).filter((space) => !isIn.has(space.id)).map(({ id, key }): LeavingSpace => ({ id, key, since: at }));
  const again = new Set(left.map((space) => space.id));
  const next = { spaces: after, leaving: [...(before?.leaving ?? []).filter(({ id }) => !isIn.has(id) && !again.has(id)), ...left] };
  const size = (chosen: Chosen) => Buffer.byteLength(JSON.stringify(chosen));
  // Whoever takes something away is let, also where too much is there already.
  if (size(next) > MOST_BYTES && (!before || size(next) > size(before))) throw new SelectionFullError();
  return next;
}

export interface SettingsStore {
  /** Null if there is none. Only sync's wiring reads it; it is in no other record. */
  apiKey(): Promise<string | null>;
  saveApiKey(key: string): Promise<void>;
  deleteApiKey(): Promise<void>;
  /** The site's address up to and with `/wiki`. Null until an admin has opened the app's page. */
  siteUrl(): Promise<string | null>;
  saveSiteUrl(url: string): Promise<void>;
  connection(): Promise<Connection>;
  saveConnection(connection: Connection): Promise<void>;
  settings(): Promise<Settings>;
  saveSettings(settings: Settings): Promise<Settings>;
  policy(): Promise<Policy>;
  /** `newsAt`: from then on other contents are in scope, or all that was let go while everything was paused is to be found. */
  savePolicy(policy: Policy, newsAt?: Millis | null): Promise<Policy>;
  /** The last of these times: a run that began before has not seen that. 0 for none. */
  policyNewsAt(): Promise<Millis>;
  /** What readers of the repository should know of the space. */
  instructions(spaceId: SpaceId): Promise<string>;
  saveInstructions(spaceId: SpaceId, text: string): Promise<void>;
  rulebook(): Promise<Rulebook>;
  selection(): Promise<Selection>;
  selectedSpace(id: SpaceId): Promise<SelectedSpace | null>;
  /**
   * Changes the selection as a function of what is there now, in one write; null changes nothing. A space that the answer lacks goes among
   * the leaving. `change` may run more than once. Throws SelectionFullError before anything is written.
   */
  changeSelection(change: ChangeSpaces, at: Millis): Promise<void>;
  /** The same together with another policy: nobody sees the one without the other. */
  saveAll(policy: Policy, newsAt: Millis | null, change: ChangeSpaces, at: Millis): Promise<void>;
  select(space: SelectedSpace): Promise<void>;
  /** Out of the selection and among the leaving, in one write: a kill never leaves a space that nobody withdraws. */
  deselect(id: SpaceId, at: Millis): Promise<void>;
  leaving(): Promise<LeavingSpace[]>;
  /** Nothing of it is in the repository any more. */
  hasLeft(id: SpaceId): Promise<void>;
  changeSelected(id: SpaceId, change: (space: SelectedSpace) => SelectedSpace): Promise<void>;
}

export function openSettings(kv: KeyValue, firstPolicy: Policy): SettingsStore {
  const siteUrl = openRecord<string>(kv, 'state', 'site-url');
  const connection = openRecord<Connection>(kv, 'state', 'connection');
  const settings = openRecord<Settings>(kv, 'state', 'settings');
  const policy = openRecord<StoredPolicy>(kv, 'state', 'policy');
  const instructions = (spaceId: SpaceId) => openRecord<string>(kv, 'state', `instructions:${spaceId}`);
  const readPolicy = async (): Promise<Policy> => {
    const { newsAt: _, ...saved } = (await policy.read()) ?? { ...firstPolicy, newsAt: 0 };
    return { ...firstPolicy, ...saved };
  };
  const selection = openRecord<Chosen>(kv, 'state', 'selection');
  /** It does not change while an invocation runs. */
  let knownUrl: string | null = null;
  const spaces = async () => (await selection.read())?.spaces ?? [];
  const changeSelection: SettingsStore['changeSelection'] = async (change, at) => {
    await selection.update((now) => {
      const after = change(now?.spaces ?? []);
      return after && chosenAfter(now, after, at);
    });
  };
  return {
    apiKey: async () => (await kv.getSecret(API_KEY)) ?? null,
    saveApiKey: (key) => kv.setSecret(API_KEY, key),
    deleteApiKey: () => kv.deleteSecret(API_KEY),
    siteUrl: async () => {
      knownUrl ??= await siteUrl.read();
      return knownUrl;
    },
    saveSiteUrl: async (url) => {
      if ((await siteUrl.read()) !== url) await siteUrl.update(() => url);
      knownUrl = url;
    },
    connection: async () => (await connection.read()) ?? { state: 'disconnected' },
    saveConnection: async (value) => {
      await connection.update(() => value);
    },
    settings: async () => ({ ...defaultSettings, ...(await settings.read()) }),
    saveSettings: async (value) => (await settings.update(() => value)) ?? value,
    policy: readPolicy,
    savePolicy: async (value, newsAt) => {
      await policy.update((now) => ({ ...value, newsAt: newsAt ?? now?.newsAt ?? 0 }));
      return value;
    },
    policyNewsAt: async () => (await policy.read())?.newsAt ?? 0,
    instructions: async (spaceId) => (await instructions(spaceId).read()) ?? '',
    saveInstructions: async (spaceId, text) => {
      await instructions(spaceId).update(() => text);
    },
    rulebook: async () => {
      const [read, chosen] = await Promise.all([readPolicy(), spaces()]);
      return { policy: read, spaces: chosen };
    },
    selection: async () => ({ spaces: await spaces() }),
    selectedSpace: async (id) => (await spaces()).find((space) => space.id === id) ?? null,
    changeSelection,
    saveAll: (wanted, newsAt, change, at) =>
      updateTwo<StoredPolicy, Chosen>(kv, 'state', ['policy', 'selection'], (before, now) => [
        { ...wanted, newsAt: newsAt ?? before?.newsAt ?? 0 },
        chosenAfter(now, change(now?.spaces ?? []) ?? now?.spaces ?? [], at),
      ]),
    select: (space) => changeSelection((now) => [...now.filter((s) => s.id !== space.id), space], space.changedAt),
    deselect: (id, at) => changeSelection((now) => (now.some((s) => s.id === id) ? now.filter((s) => s.id !== id) : null), at),
    leaving: async () => (await selection.read())?.leaving ?? [],
    hasLeft: async (id) => {
      await selection.update((now) => (now ? { ...now, leaving: (now.leaving ?? []).filter((s) => s.id !== id) } : null));
    },
    changeSelected: async (id, change) => {
      await selection.update((now) => (now ? { ...now, spaces: now.spaces.map((s) => (s.id === id ? change(s) : s)) } : null));
    },
  };
}
