import { handleHost } from './host';
import { listenResource, uiKitPath } from './resource';
import type { BylineOptions, Frame, FrameOptions, FramePageOptions } from './types';

export { productionCsp } from './csp';
export { type ResourceOptions, serveResource } from './resource';
export type * from './types';

/** Frames the app's Custom UI and its UI Kit in pages of the local site, over two origins and with the production policy, as Confluence does. */
export function createFrame(options: FrameOptions): Frame {
  let listening: string | null = null;
  const { hostOrigin, resourceDir, uiKit, content } = options;
  const resourceOrigin = (): string => {
    if (!listening) throw new Error('Call listenResource first: an iframe needs the address of the resource');
    return listening;
  };
  return {
    handleHost: handleHost(options),
    listenResource: async (port) => {
      const origin = typeof hostOrigin === 'function' ? hostOrigin : () => hostOrigin;
      const server = await listenResource({ resourceDir, uiKit, hostOrigin: origin, content }, port);
      listening = server.url;
      return server;
    },
    resourceOrigin,
    page: (page) => fragment(page, resourceOrigin()),
    byline: (item) => bylineItem(item, resourceOrigin()),
    uiKitAssets: () => '<link rel="stylesheet" href="/__frame/uikit.css"><script defer src="/__frame/uikit.js"></script>',
  };
}

function fragment(page: FramePageOptions, resourceOrigin: string): string {
  const data = {
    'resource-origin': resourceOrigin,
    'module-key': page.moduleKey,
    title: page.title,
    theme: page.theme,
    place: JSON.stringify(page.place ?? {}),
  };
  return (
    `<link rel="stylesheet" href="/__frame/host.css"><div data-frame${attributes(data)}></div>` +
    '<script defer src="/__frame/host.js"></script>'
  );
}

function bylineItem(item: BylineOptions, resourceOrigin: string): string {
  const data = {
    'resource-origin': resourceOrigin,
    'resource-path': uiKitPath(item.resource),
    'module-key': item.moduleKey,
    title: item.title,
    tooltip: item.tooltip,
    place: JSON.stringify(item.place),
  };
  return `<span class="uikit-byline" data-byline${attributes(data)}></span>`;
}

const attributes = (data: Record<string, string>): string =>
  Object.entries(data)
    .map(([name, value]) => ` data-${name}="${escapeAttribute(value)}"`)
    .join('');

const escapeAttribute = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
