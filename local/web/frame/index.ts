import { handleHost } from './host';
import { listenResource } from './resource';
import type { Frame, FrameOptions, FramePageOptions } from './types';

export { productionCsp } from './csp';
export { type ResourceOptions, serveResource } from './resource';
export type * from './types';

/** Frames the app's Custom UI in a page of the local site, over two origins and with the production policy, as Confluence does. */
export function createFrame(options: FrameOptions): Frame {
  let resourceOrigin: string | null = null;
  const { hostOrigin } = options;
  return {
    handleHost: handleHost(options),
    listenResource: async (port) => {
      const origin = typeof hostOrigin === 'function' ? hostOrigin : () => hostOrigin;
      const server = await listenResource({ resourceDir: options.resourceDir, hostOrigin: origin, content: options.content }, port);
      resourceOrigin = server.url;
      return server;
    },
    page: (page) => {
      if (!resourceOrigin) throw new Error('Call listenResource before page: the iframe needs the address of the resource');
      return fragment(page, resourceOrigin);
    },
  };
}

function fragment(page: FramePageOptions, resourceOrigin: string): string {
  const data = { 'resource-origin': resourceOrigin, 'module-key': page.moduleKey, title: page.title, theme: page.theme };
  const attributes = Object.entries(data).map(([name, value]) => ` data-${name}="${escapeAttribute(value)}"`);
  return (
    `<link rel="stylesheet" href="/__frame/host.css"><div data-frame${attributes.join('')}></div>` +
    '<script defer src="/__frame/host.js"></script>'
  );
}

const escapeAttribute = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
