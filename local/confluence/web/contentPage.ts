import { ancestorsOf, latest } from '../model/state';
import type { Content, Space } from '../model/types';
import { mayEdit } from '../model/visibility';
import { renderStorage } from '../render';
import { commentsSection } from './comments';
import { type Html, html, trusted } from './html';
import { hrefOf, type Page, spaceHref } from './layout';
import { toolbar } from './tools';
import { ago, childrenAt, nameOf, type Visit } from './visit';

/** How the body of a content is shown: page links, files, names and tasks are those of this site. */
export function rendered(visit: Visit, content: Content, body: string): Html {
  const { model } = visit;
  const { state } = model;
  const tasks = new Map((state.taskIdsByContent.get(content.id) ?? []).map((id) => [state.tasks.get(id)?.localId ?? '', id]));
  const files = new Map(
    [...(state.attachmentIdsByContent.get(content.id)?.after() ?? [])].map((id) => [state.attachments.get(id)?.title ?? '', id]),
  );
  const may = content.status === 'current' && mayEdit(state, visit.person, content);
  const shown = renderStorage(body, {
    personName: (id) => model.person(id)?.name ?? null,
    pageHref(title, key) {
      const space = key === null ? state.spaces.get(content.spaceId) : state.spaceByKey.get(key);
      const target = space && model.pageByTitle(space.id, title);
      return target ? hrefOf(visit, target) : null;
    },
    attachmentHref(name) {
      const id = files.get(name);
      return id ? `/wiki/files/${id}` : null;
    },
    taskIdOf: (localId) => (may ? (tasks.get(localId) ?? null) : null),
  });
  return trusted(shown);
}

const crumbs = (visit: Visit, space: Space, content: Content) =>
  html`<nav class="crumbs" aria-label="Breadcrumbs"><a href="${spaceHref(space)}">${space.name}</a>${[
    ...ancestorsOf(visit.model.state, content),
  ]
    .reverse()
    .map((one) => html`<span aria-hidden="true">/</span><a href="${hrefOf(visit, one)}">${one.title}</a>`)}</nav>`;

const isRestricted = (visit: Visit, content: Content) =>
  content.read !== null || [...ancestorsOf(visit.model.state, content)].some((one) => one.read !== null);

/** Confluence has apps in the byline of pages and blog posts that are published. */
function appsInByline({ mount: { byline } }: Visit, content: Content): Html | null {
  const has = byline && content.status === 'current' && (content.kind === 'page' || content.kind === 'blogpost');
  return has ? trusted(byline.items(content.id) + byline.assets()) : null;
}

function facts(visit: Visit, content: Content): Html {
  const version = latest(content);
  return html`<div class="facts"><img src="/wiki/aa-avatar/${encodeURIComponent(content.authorId)}" alt=""> By ${nameOf(visit, content.authorId)}
<span>Version ${version.number}, ${ago(visit, version.at)} by ${nameOf(visit, version.by)}</span>
${isRestricted(visit, content) ? html`<span class="lozenge lock">🔒 Restricted</span>` : null}
${content.live ? html`<span class="lozenge">Live doc</span>` : null}
${content.status === 'current' ? null : html`<span class="lozenge">${content.status}</span>`}
${appsInByline(visit, content)}</div>`;
}

const labels = (content: Content, may: boolean) =>
  html`<ul class="labels" aria-label="Labels">${content.labels.map(
    (label) =>
      html`<li>${label.name}${
        may
          ? html`<form method="post" action="/wiki/actions/remove-label"><input type="hidden" name="id" value="${content.id}"><input type="hidden" name="name" value="${label.name}"><button aria-label="Remove label ${label.name}">×</button></form>`
          : null
      }</li>`,
  )}</ul>${
    may
      ? html`<form class="inlineform" method="post" action="/wiki/actions/add-label"><input type="hidden" name="id" value="${content.id}"><input name="name" aria-label="New label" placeholder="Add a label" required size="14"><button>Add</button></form>`
      : null
  }`;

const contained = (visit: Visit, content: Content) =>
  html`<ul class="list">${childrenAt(visit, content.id).map(
    (child) => html`<li><a href="${hrefOf(visit, child)}">${child.title}</a><small>${ago(visit, latest(child).at)}</small></li>`,
  )}</ul>`;

/** A page, blog post, folder, whiteboard or database as a person reads it. */
export function contentPage(visit: Visit, space: Space, content: Content): Page {
  const isText = content.kind === 'page' || content.kind === 'blogpost';
  const may = content.status === 'current' && mayEdit(visit.model.state, visit.person, content);
  const main = html`${crumbs(visit, space, content)}
<h1 class="title">${content.title}</h1>
${facts(visit, content)}
${toolbar(visit, content)}
${isText ? html`<article class="body">${rendered(visit, content, content.body)}</article>${labels(content, may)}${commentsSection(visit, content)}` : contained(visit, content)}`;
  return { title: content.title, main, space, content };
}
