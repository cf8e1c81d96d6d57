import type { Connection, Settings } from '../api/siteAdmin';
import type { Millis, SpaceId } from '../content';
import type { Policy } from '../scope';
import type { KeyValue } from './keyValue';
import { POLICY, policyAfter, policyOf, type StoredPolicy } from './policy';
import { openRecord } from './record';
import { openSelection, type SelectionStore } from './selection';

const API_KEY = 'qontext-api-key';
/** The default budget leaves 40 % of Atlassian's hourly quota to live changes and to the app's other installations. */
export const defaultSettings: Settings = { sweep: 'daily', pointsPerHour: 39_000 };

export interface SettingsStore extends SelectionStore {
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
}

export function openSettings(kv: KeyValue, firstPolicy: Policy): SettingsStore {
  const siteUrl = openRecord<string>(kv, 'state', 'site-url');
  const connection = openRecord<Connection>(kv, 'state', 'connection');
  const settings = openRecord<Settings>(kv, 'state', 'settings');
  const policy = openRecord<StoredPolicy>(kv, 'state', POLICY);
  const instructions = (spaceId: SpaceId) => openRecord<string>(kv, 'state', `instructions:${spaceId}`);
  /** It does not change while an invocation runs. */
  let knownUrl: string | null = null;
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
    policy: async () => policyOf(await policy.read(), firstPolicy),
    savePolicy: async (value, newsAt) => {
      await policy.update((now) => policyAfter(now, value, newsAt ?? null));
      return value;
    },
    policyNewsAt: async () => (await policy.read())?.newsAt ?? 0,
    instructions: async (spaceId) => (await instructions(spaceId).read()) ?? '',
    saveInstructions: async (spaceId, text) => {
      await instructions(spaceId).update(() => text);
    },
    ...openSelection(kv, firstPolicy),
  };
}
