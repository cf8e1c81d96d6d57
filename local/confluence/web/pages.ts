import { runCql } from '../cql/evaluate';
import { parseCql } from '../cql/parse';
import { latest } from '../model/state';
import type { Content, Space } from '../model/types';
import { seesContent, seesSpace } from '../model/visibility';
import { rendered } from './contentPage';
import { html } from './html';
import { hrefOf, iconOf, type Page, spaceHref } from './layout';
import { toolbar } from './tools';
import { ago, childrenAt, nameOf, type Visit } from './visit';

const row = (visit: Visit, content: Content) =>
  html`<li><a href="${hrefOf(visit, content)}">${content.title}</a><small>${nameOf(visit, latest(content).by)}, ${ago(visit, latest(content).at)}</small></li>`;

function* contentsIn(visit: Visit, spaceId: string): Generator<Content> {
  for (const id of visit.model.state.contentIdsBySpace.get(spaceId)?.after() ?? []) {
    const content = visit.model.state.contents.get(id);
    if (content && seesContent(visit.model.state, visit.person, content)) yield content;
  }
}

/** All spaces that this person sees, and what was changed last. */
export function homePage(visit: Visit): Page {
  const { state, index } = visit.model;
  const spaces = [...state.spaces.values()].filter((space) => seesSpace(visit.person, space));
  const since = visit.clock.now() - 60 * 86_400_000;
  const recent = [...index.modifiedSince(since)]
    .flatMap((id) => state.contents.get(id) ?? [])
    .filter((content) => seesContent(state, visit.person, content) && content.status === 'current')
    .slice(-12)
    .reverse();
  const card = (space: Space) =>
    html`<li><a href="${spaceHref(space)}">${iconOf(space)}<span><strong>${space.name}</strong><small>${space.key}${space.status === 'archived' ? ' · archived' : ''}${space.type === 'personal' ? ' · personal' : ''}</small></span></a></li>`;
  const main = html`<h1 class="title">Spaces</h1><ul class="cards">${spaces.map(card)}</ul><h2>Changed last</h2><ul class="list">${recent.map((content) => row(visit, content))}</ul>`;
  return { title: 'Spaces', main };
}

/** The space's home page, or where it has none what lies at its root. */
export function overviewPage(visit: Visit, space: Space): Page {
  const home = space.homepageId === null ? undefined : visit.model.state.contents.get(space.homepageId);
  const shown = home && home.status === 'current' && seesContent(visit.model.state, visit.person, home) ? home : null;
  const main = html`<h1 class="title">${shown?.title ?? space.name}</h1>
<div class="facts"><span>${space.key}</span>${space.status === 'archived' ? html`<span class="lozenge">archived</span>` : null}<span>${space.description}</span></div>
<div class="tools"><a class="button primary" href="/wiki/spaces/${space.key}/create">Create a page</a><a class="button" href="/wiki/spaces/${space.key}/create?kind=blogpost">Create a blog post</a></div>
${
  shown
    ? html`<p><a href="${hrefOf(visit, shown)}">Open this page with its comments</a></p><article class="body">${rendered(visit, shown, shown.body)}</article>`
    : html`<ul class="list">${childrenAt(visit, `root ${space.id}`).map((content) => row(visit, content))}</ul>`
}`;
  return { title: space.name, main, space };
}

export function blogPage(visit: Visit, space: Space): Page {
  const posts = [...contentsIn(visit, space.id)].filter((content) => content.kind === 'blogpost' && content.status === 'current').reverse();
  return {
    title: `Blog of ${space.name}`,
    main: html`<h1 class="title">Blog</h1><ul class="list">${posts.map((post) => row(visit, post))}</ul>`,
    space,
  };
}

/** What is not in the tree any more, with the ways back. */
export function binPage(visit: Visit, space: Space): Page {
  const section = (status: 'archived' | 'trashed' | 'draft', name: string) => {
    const found = [...contentsIn(visit, space.id)].filter((content) => content.status === status);
    return html`<h2>${name}</h2>${
      found.length === 0
        ? html`<p>Nothing here.</p>`
        : html`<ul class="list">${found.map((content) => html`<li><a href="${hrefOf(visit, content)}">${content.title}</a>${toolbar(visit, content)}</li>`)}</ul>`
    }`;
  };
  return {
    title: `Archive and trash of ${space.name}`,
    main: html`<h1 class="title">Archive and trash</h1>${section('archived', 'Archived')}${section('trashed', 'Trash')}${section('draft', 'Your drafts')}`,
    space,
  };
}

/** Words of titles and texts, by the same index as the REST API's search: it lags, too. */
export function searchPage(visit: Visit): Page {
  const text = visit.url.searchParams.get('text') ?? '';
  const { state, index } = visit.model;
  const words = text.replace(/["\\]/g, ' ').trim();
  const ids = words
    ? runCql(parseCql(`type in (page, blogpost) and text ~ "${words}"`), {
        state,
        index,
        now: visit.clock.now(),
        timeZone: 'UTC',
        spaces: 'all',
      })
    : [];
  const found = ids.flatMap((id) => state.contents.get(id) ?? []).filter((content) => seesContent(state, visit.person, content));
  const main = html`<h1 class="title">Search</h1><p>${found.length} found for “${text}”</p><ul class="list">${found.slice(0, 50).map((content) => row(visit, content))}</ul>`;
  return { title: 'Search', main };
}

const sheet = (fields: { action: string; hidden: Record<string, string>; title: string; body: string; submit: string }) => {
  return html`<form class="sheet" method="post" action="/wiki/actions/${fields.action}">
${Object.entries(fields.hidden).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<label>Title<input name="title" value="${fields.title}" required></label>
<label>Body in storage format<textarea name="body" rows="24" spellcheck="false">${fields.body}</textarea></label>
<div><button class="primary">${fields.submit}</button></div></form>`;
};

export function editPage(space: Space, content: Content): Page {
  const main = html`<h1 class="title">Edit “${content.title}”</h1>${sheet({ action: 'edit', hidden: { id: content.id }, title: content.title, body: content.body, submit: 'Save' })}`;
  return { title: `Edit ${content.title}`, main, space, content };
}

export function createPage(visit: Visit, space: Space): Page {
  const parent = visit.model.state.contents.get(visit.url.searchParams.get('parent') ?? '');
  const kind = visit.url.searchParams.get('kind') === 'blogpost' ? 'blogpost' : 'page';
  const hidden = { spaceId: space.id, kind, ...(parent ? { parentId: parent.id } : {}) };
  const body = '<p>Write here.</p>';
  const main = html`<h1 class="title">New ${kind === 'page' ? 'page' : 'blog post'}${parent ? ` below “${parent.title}”` : ''}</h1>${sheet({ action: 'create', hidden, title: '', body, submit: 'Publish' })}`;
  return { title: 'Create', main, space, content: parent };
}

export const messagePage = (title: string, message: string): Page => ({
  title,
  main: html`<h1 class="title">${title}</h1><p class="error" role="alert">${message}</p><p><a href="/wiki/home">To the spaces</a></p>`,
});
