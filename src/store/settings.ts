import type { Connection, Settings } from '../api/siteAdmin';
import type { AccountId, Millis, SpaceId } from '../content';
import type { Policy, SpaceRules } from '../scope';
import type { KeyValue } from './keyValue';
import { openRecord } from './record';

const API_KEY = 'qontext-api-key';

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
  const policy = openRecord<Policy & { newsAt?: Millis }>(kv, 'state', 'policy');
  const instructions = (spaceId: SpaceId) => openRecord<string>(kv, 'state', `instructions:${spaceId}`);
  const readPolicy = async (): Promise<Policy> => {
    const { newsAt: _, ...saved } = (await policy.read()) ?? { ...firstPolicy, newsAt: 0 };
    return { ...firstPolicy, ...saved };
  };
  const selection = openRecord<Selection & { leaving?: LeavingSpace[] }>(kv, 'state', 'selection');
  /** It does not change while an invocation runs. */
  let knownUrl: string | null = null;
  const spaces = async () => (await selection.read())?.spaces ?? [];
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
    select: async (space) => {
      await selection.update((now) => ({
        spaces: [...(now?.spaces ?? []).filter((s) => s.id !== space.id), space],
        leaving: (now?.leaving ?? []).filter((s) => s.id !== space.id),
      }));
    },
    deselect: async (id, at) => {
      await selection.update((now) => {
        const space = now?.spaces.find((s) => s.id === id);
        if (!now || !space) return null;
        const leaving = [...(now.leaving ?? []).filter((s) => s.id !== id), { id, key: space.key, since: at }];
        return { spaces: now.spaces.filter((s) => s.id !== id), leaving };
      });
    },
    leaving: async () => (await selection.read())?.leaving ?? [],
    hasLeft: async (id) => {
      await selection.update((now) => (now ? { ...now, leaving: (now.leaving ?? []).filter((s) => s.id !== id) } : null));
    },
    changeSelected: async (id, change) => {
      await selection.update((now) => (now ? { ...now, spaces: now.spaces.map((s) => (s.id === id ? change(s) : s)) } : null));
    },
  };
}
