import type { IncomingMessage, ServerResponse } from 'node:http';

/** Where on the site a module is: in the settings it is nowhere in particular. What the page says here is checked by `FrameOptions.context`. */
export interface FramePlace {
  /** Id of the page or blog post that is shown. */
  content?: string;
  /** Key of the space. */
  space?: string;
}

/** What a resolver call of the framed page carries. Who calls and from where is the host's word, never the page's. */
export interface FrameCall {
  functionKey: string;
  payload: unknown;
  moduleKey: string;
  accountId: string;
  extension: Record<string, unknown>;
}

/** A product request of the framed page (`requestConfluence`): always as the user who looks at it. */
export interface ProductCall {
  accountId: string;
  product: string;
  /** Path and query on the site, as '/wiki/api/v2/pages/1'. */
  restPath: string;
  method: string;
  headers: [string, string][];
  body: string | null;
}
export interface ProductAnswer {
  status: number;
  statusText: string;
  headers: Record<string, string>;
  body: string;
  isAttachment?: boolean;
}

/** What `view.getContext()` answers, but for the theme, which the host page adds. */
export interface FrameContext {
  accountId: string;
  cloudId: string;
  siteUrl: string;
  localId: string;
  environmentId: string;
  environmentType: 'DEVELOPMENT' | 'STAGING' | 'PRODUCTION';
  locale: string;
  timezone: string;
  extension: Record<string, unknown> & { type: string };
  [more: string]: unknown;
}

export interface FrameOptions {
  /** The folder with the built index.html, as the manifest's `resources[].path`. */
  resourceDir: string;
  /** Origin of the page that frames the resource, as 'http://localhost:4100'; a function where it is known late. */
  hostOrigin: string | (() => string);
  /** Account id of the person who is signed in on the host, by the request's cookies. Null: nobody is. */
  account(req: IncomingMessage): string | null;
  /** Runs a resolver; a rejection's message goes to the page as the bridge words it. */
  invoke(call: FrameCall): Promise<unknown>;
  fetchProduct(call: ProductCall): Promise<ProductAnswer>;
  /** @throws Error if this account may not be at the place */
  context(accountId: string, moduleKey: string, place: FramePlace): FrameContext;
  /** Folders of UI Kit resources with their built index.html, by the resource's key. */
  uiKit?: Record<string, string>;
  /** What a module's dynamicProperties answers for this reader at this place. */
  properties?(call: Pick<FrameCall, 'moduleKey' | 'accountId' | 'extension'>): Promise<unknown>;
  /** The manifest's `permissions.content`, where it asks for any. None: the strict policy. */
  content?: { styles?: string[]; scripts?: string[] };
}

export type ColorMode = 'light' | 'dark' | 'auto';
export interface FramePageOptions {
  /** Accessible name of the iframe. */
  title: string;
  moduleKey: string;
  theme: ColorMode;
  place?: FramePlace;
}
export interface BylineOptions {
  moduleKey: string;
  /** Key of the UI Kit resource that the popup shows. */
  resource: string;
  /** As the manifest has them; the module's dynamicProperties may bring others. */
  title: string;
  tooltip: string;
  place: FramePlace;
}

export interface Frame {
  /** Answers requests under /__frame/ on the host's origin; false if the path is not the frame's. */
  handleHost(req: IncomingMessage, res: ServerResponse): Promise<boolean>;
  /** Serves the resource on an origin of its own, as Forge's CDN does. Call before `page`. `url` has no slash at its end. */
  listenResource(port: number): Promise<{ url: string; close(): Promise<void> }>;
  /**
   * HTML to put where the app shall appear. The host page may have a button with the attribute `data-frame-theme`:
   * it toggles light and dark, which the page also sees in `<html data-color-mode>`.
   */
  page(options: FramePageOptions): string;
  /** HTML of a UI Kit module's item for the byline of a page. One script serves all items of a page; `uiKitAssets` brings it. */
  byline(options: BylineOptions): string;
  uiKitAssets(): string;
  /** The origin that the frames are of, for the host page's policy. */
  resourceOrigin(): string;
}
