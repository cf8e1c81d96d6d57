import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Mount } from '../confluence';
import type { ForgeHost } from '../forge';
import { spaceSettingsPath, type Visitor } from '../web';
import { createFrame, type Frame, type FramePlace, type ProductAnswer, type ProductCall } from '../web/frame';
import type { ConfluenceSide } from './confluenceSide';
import type { SiteModules } from './manifest';
import { contentPlace, spacePlace } from './place';

interface FrameParts {
  side: ConfluenceSide;
  host: ForgeHost;
  modules: SiteModules;
  hostOrigin: string;
  visitor(req: IncomingMessage): Visitor;
}

/** Frames the app's pages, and joins them to the host and to Confluence. */
export function siteFrame({ side, host, modules, hostOrigin, visitor }: FrameParts): Frame {
  return createFrame({
    resourceDir: modules.resourceDir,
    uiKit: modules.uiKit,
    hostOrigin,
    account: (req) => visitor(req).accountId,
    invoke: (call) => host.invokeResolver(call),
    properties: (call) => host.askProperties(call),
    fetchProduct: (call) => fetchProduct(host, call),
    context: (accountId, moduleKey, place) => ({
      accountId,
      cloudId: side.cloudId,
      siteUrl: side.siteUrl,
      localId: `local-${moduleKey}`,
      moduleKey,
      environmentId: 'local',
      environmentType: 'DEVELOPMENT',
      locale: 'en_US',
      timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      extension: extensionOf({ side, modules }, accountId, moduleKey, place),
    }),
  });
}

/** What the wiki's pages get of the app. The frame is made after the wiki, and before anybody looks at a page. */
export function wikiMount({ byline, spaceSettings }: SiteModules, frame: () => Frame): Pick<Mount, 'byline' | 'spaceSettingsPath'> {
  const mount: Pick<Mount, 'byline' | 'spaceSettingsPath'> = {};
  if (spaceSettings) mount.spaceSettingsPath = (key) => spaceSettingsPath(key, spaceSettings.route);
  if (byline.length > 0)
    mount.byline = {
      items: (content) =>
        byline
          .map(({ key, title, tooltip, resource }) => frame().byline({ moduleKey: key, resource, title, tooltip, place: { content } }))
          .join(''),
      assets: () => frame().uiKitAssets(),
      frameOrigin: () => frame().resourceOrigin(),
    };
  return mount;
}

/** What a call says about where it comes from. Like Confluence, the host shows a module only where its reader may be. */
function extensionOf(
  { side, modules }: Pick<FrameParts, 'side' | 'modules'>,
  accountId: string,
  moduleKey: string,
  place: FramePlace,
): { type: string } & Record<string, unknown> {
  if (modules.byline.some(({ key }) => key === moduleKey)) {
    const found = contentPlace(side, place.content ?? '', accountId);
    if (!found) throw new Error('There is no such page, or you may not see it.');
    return { type: 'confluence:contentBylineItem', ...found };
  }
  if (moduleKey === modules.spaceSettings?.key) {
    const found = spacePlace(side, place.space ?? '', accountId);
    if (!found) throw new Error('There is no such space, or you may not see it.');
    return { type: 'confluence:spaceSettings', space: { id: found.id, key: found.key } };
  }
  return { type: 'confluence:globalSettings' };
}

/** A product call of the page: the host asks Confluence, as the person who looks at it. */
async function fetchProduct(host: ForgeHost, { accountId, product, restPath, method, headers, body }: ProductCall): Promise<ProductAnswer> {
  if (product !== 'confluence') throw new Error(`The local site has Confluence, not ${product}.`);
  const answer = await host.requestProduct({ accountId, method, target: restPath, headers: Object.fromEntries(headers), body });
  return { status: answer.status, statusText: STATUS_CODES[answer.status] ?? '', headers: answer.headers, body: answer.body.toString() };
}
