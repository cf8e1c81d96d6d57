import { randomUUID } from 'node:crypto';
import type { AppManifest } from './manifest';

/** One installation of the app on one site. */
export interface Installation {
  id: string;
  appVersion: string;
}

export const newInstallation = (appVersion: string): Installation => ({ id: randomUUID(), appVersion });

export interface AppIdentity {
  manifest: AppManifest;
  cloudId: string;
  siteUrl: string;
}

const environmentId = '11111111-2222-4333-8444-555555555555';
const environmentType = 'DEVELOPMENT';

export const contextAri = (cloudId: string) => `ari:cloud:confluence::site/${cloudId}`;

/** What the platform tells a function about itself; see the runtime's invocation envelope. */
export function appContext(
  identity: AppIdentity,
  installation: Installation,
  call: { invocationId: string; functionKey: string; moduleType: string; moduleKey: string },
) {
  const { manifest, cloudId } = identity;
  return {
    appId: manifest.appId.split('/').pop(),
    appVersion: installation.appVersion,
    environmentId,
    environmentType,
    ...call,
    installationId: installation.id,
    installationSummary: { id: installation.id, primaryInstallationContext: contextAri(cloudId), secondaryInstallationContexts: [] },
    permissions: { scopes: [...manifest.scopes], external: manifest.external },
  };
}

/** Names one place where a module is shown. */
export const localIdOf = ({ cloudId }: AppIdentity, moduleKey: string) => `${contextAri(cloudId)}/${moduleKey}`;

/** The `context` of a call on a page, an event or a tick. */
export function callContext(identity: AppIdentity, moduleKey: string, extension?: Record<string, unknown>) {
  const { cloudId, siteUrl } = identity;
  const common = { cloudId, moduleKey, environmentId, environmentType };
  if (!extension) return common;
  return { ...common, localId: localIdOf(identity, moduleKey), siteUrl, extension };
}

export function lifecycleEvent(eventType: string, identity: AppIdentity, installation: Installation): Record<string, unknown> {
  return {
    eventType,
    id: `ari:cloud:ecosystem::installation/${installation.id}`,
    installationId: installation.id,
    context: contextAri(identity.cloudId),
    app: { id: identity.manifest.appId, version: installation.appVersion },
    environment: { id: environmentId },
  };
}
