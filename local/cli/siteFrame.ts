import type { IncomingMessage } from 'node:http';
import type { ForgeHost } from '../forge';
import type { Visitor } from '../web';
import { createFrame, type Frame, type ProductAnswer, type ProductCall } from '../web/frame';
import type { ConfluenceSide } from './confluenceSide';
import type { SettingsModule } from './manifest';

interface FrameParts {
  side: ConfluenceSide;
  host: ForgeHost;
  module: SettingsModule;
  hostOrigin: string;
  visitor(req: IncomingMessage): Visitor;
}

/** Frames the app's settings page, and joins it to the host and to Confluence. */
export function siteFrame({ side, host, module, hostOrigin, visitor }: FrameParts): Frame {
  return createFrame({
    resourceDir: module.resourceDir,
    hostOrigin,
    account: (req) => visitor(req).accountId,
    invoke: (call) => host.invokeResolver(call),
    fetchProduct: (call) => fetchProduct(side, call),
    context: (accountId, moduleKey) => ({
      accountId,
      cloudId: side.cloudId,
      siteUrl: side.siteUrl,
      localId: `local-${moduleKey}`,
      moduleKey,
      environmentId: 'local',
      environmentType: 'DEVELOPMENT',
      locale: 'en_US',
      timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      extension: { type: 'confluence:globalSettings' },
    }),
  });
}

/** A product call of the page: always as the person who looks at it. */
async function fetchProduct(side: ConfluenceSide, call: ProductCall): Promise<ProductAnswer> {
  const response = await fetch(`${side.apiUrl}${call.restPath}`, {
    method: call.method,
    headers: { ...Object.fromEntries(call.headers), ...side.accounts.headers({ kind: 'user', accountId: call.accountId }) },
    body: call.body,
  });
  return {
    status: response.status,
    statusText: response.statusText,
    headers: Object.fromEntries(response.headers),
    body: await response.text(),
  };
}
