import { chosenThemeScript } from '../theme';
import { type Html, html, trusted } from './html';

/** What every page of the shell shows around its own content. */
export interface Surroundings {
  siteName: string;
  /** Who is signed in, by name. */
  person: string;
  /** Null where there is no local Confluence, or no local Qontext. */
  wikiUrl: string | null;
  repositoryUrl: string | null;
}

/** `current` is the path of the page itself; the side navigation marks it. */
export interface PageOptions {
  title: string;
  current: string;
  content: Html;
  /** A button of the page's own in the header. */
  toggle: Html | null;
  surroundings: Surroundings;
  /** The space whose settings these are. */
  space?: { name: string; url: string };
}

export const adminPath = '/wiki/admin/apps/qontext';
export const controlPath = '/local/control';
export const stylePath = '/local/shell.css';

/** The real address names the app and its environment by their ids before the route. */
export const spaceSettingsPath = (key: string, route: string): string =>
  `/wiki/spaces/${encodeURIComponent(key)}/settings/apps/${encodeURIComponent(route)}`;
/** The key of the space whose settings page this is the path of. */
export function spaceKeyIn(path: string, route: string): string | null {
  const [, key, last] = /^\/wiki\/spaces\/([^/]+)\/settings\/apps\/([^/]+)$/.exec(path) ?? [];
  return key !== undefined && last === route ? decodeURIComponent(key) : null;
}

/** A page as Confluence's settings frame it: the product's header, the side navigation, the content. */
export function layout({ title, current, content, toggle, surroundings, space }: PageOptions): string {
  const { siteName, person, wikiUrl, repositoryUrl } = surroundings;
  const side = (path: string, name: string) =>
    html`<li><a href="${path}"${current === path ? html` aria-current="page"` : null}>${name}</a></li>`;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} - ${siteName}</title>
<link rel="icon" href="data:,">
<script>${trusted(chosenThemeScript)}</script>
<link rel="stylesheet" href="${stylePath}">
</head>
<body>
<header class="top">
<a class="name" href="/">Confluence</a>
<nav aria-label="Product">
${wikiUrl && html`<a href="${wikiUrl}">Wiki</a>`}
${repositoryUrl && html`<a href="${repositoryUrl}">Qontext repository</a>`}
</nav>
<span class="who">${person}</span>
${toggle}
</header>
<div class="columns">
<nav class="side" aria-label="Settings">
${
  space
    ? html`<h2>${space.name}</h2>
<ul><li><a href="${space.url}">Back to the space</a></li>${side(current, title)}</ul>`
    : null
}<h2>${space ? 'Site settings' : 'Apps'}</h2>
<ul>${side(adminPath, 'Qontext')}</ul>
<h2>This machine</h2>
<ul>${side(controlPath, 'Local control')}</ul>
</nav>
<main class="main">
<h1>${title}</h1>
${content}
</main>
</div>
</body>
</html>
`;
  return page.html;
}
