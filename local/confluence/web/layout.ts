import { people } from '../../people';
import { chosenThemeScript } from '../../theme';
import { ancestorsOf } from '../model/state';
import type { Content, Space } from '../model/types';
import { isSpaceAdmin } from '../model/visibility';
import { contentPath } from '../rest/links';
import { type Html, html, trusted } from './html';
import { script } from './script';
import { style } from './style';
import { childrenAt, type Visit } from './visit';

export const hrefOf = (visit: Visit, content: Content) => `/wiki${contentPath(visit.model.state, content)}`;
export const spaceHref = (space: Space) => `/wiki/spaces/${space.key}/overview`;
export const iconOf = (space: Space) => html`<span class="icon" aria-hidden="true">${space.name.charAt(0).toUpperCase()}</span>`;

const switcher = (visit: Visit) => html`<form method="post" action="/wiki/actions/switch-user">
<input type="hidden" name="back" value="${visit.url.pathname + visit.url.search}">
<label class="row">Signed in as
<select name="accountId" data-submit>${people.map(
  (one) => html`<option value="${one.accountId}"${one.accountId === visit.person.accountId ? html` selected` : null}>${one.name}</option>`,
)}</select></label><noscript><button>Switch</button></noscript></form>`;

/** Kinds other than pages are named, so that a folder is not taken for a page. */
const kindOf = (content: Content) =>
  content.live ? 'live doc' : content.kind === 'page' || content.kind === 'blogpost' ? '' : content.kind;

function branch(visit: Visit, key: string, open: Set<string>, current: string | null): Html | null {
  const children = childrenAt(visit, key);
  if (children.length === 0) return null;
  return html`<ul>${children.map((child) => {
    const kind = kindOf(child);
    const more = !open.has(child.id) && childrenAt(visit, child.id).length > 0;
    const marked = child.id === current ? html` aria-current="page"` : null;
    return html`<li><a href="${hrefOf(visit, child)}"${marked}>${child.title}${more ? ' ›' : ''} ${kind ? html`<span class="kind">${kind}</span>` : null}</a>${
      open.has(child.id) ? branch(visit, child.id, open, current) : null
    }</li>`;
  })}</ul>`;
}

/** The tree at the left: open along the way to the page that is shown. */
function sidebar(visit: Visit, space: Space, content: Content | null): Html {
  const home = space.homepageId === null ? [] : [space.homepageId];
  const open = new Set([...home, ...(content ? [content.id, ...[...ancestorsOf(visit.model.state, content)].map((one) => one.id)] : [])]);
  const settingsPath = visit.mount.spaceSettingsPath;
  const link = (path: string, name: string) =>
    html`<li><a href="${path}"${visit.url.pathname === path ? html` aria-current="page"` : null}>${name}</a></li>`;
  return html`<nav class="side" aria-label="Space">
<a class="space" href="${spaceHref(space)}">${iconOf(space)}<span>${space.name}</span></a>
<ul>${link(`/wiki/spaces/${space.key}/overview`, 'Overview')}${link(`/wiki/spaces/${space.key}/blog`, 'Blog')}${link(
    `/wiki/spaces/${space.key}/bin`,
    'Archive and trash',
  )}${settingsPath && isSpaceAdmin(visit.person, space) ? link(settingsPath(space.key), 'Qontext settings') : null}</ul>
<h2>Content</h2>${branch(visit, `root ${space.id}`, open, content?.id ?? null)}
</nav>`;
}

export interface Page {
  title: string;
  main: Html;
  space?: Space;
  content?: Content;
}

export function layout(visit: Visit, page: Page): string {
  const { adminUrl, repositoryUrl } = visit.mount;
  const side = page.space ? sidebar(visit, page.space, page.content ?? null) : null;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title} - Confluence</title>
<link rel="icon" href="data:,">
<script>${trusted(chosenThemeScript)}</script>
<style>${trusted(style)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to content</a>
<header class="top">
<a class="name" href="/wiki/home"><span class="logo" aria-hidden="true"></span>Confluence</a>
<nav aria-label="Site"><a href="/wiki/home">Spaces</a>${adminUrl ? html`<a href="${adminUrl}">App settings</a>` : null}${
    repositoryUrl ? html`<a href="${repositoryUrl}">Qontext repository</a>` : null
  }</nav>
<form action="/wiki/search" role="search"><input type="search" name="text" aria-label="Search the site" placeholder="Search" value="${visit.url.searchParams.get('text') ?? ''}"></form>
${switcher(visit)}
</header>
${side ? html`<div class="columns">${side}<main id="main">${page.main}</main></div>` : html`<main id="main">${page.main}</main>`}
<script>${trusted(script)}</script>
</body>
</html>
`.html;
}
