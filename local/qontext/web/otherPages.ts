import { personActor } from '../access';
import { contentIfAccepted } from '../files';
import { searchHybrid } from '../search';
import { currentChange, pathOf, type State } from '../state';
import { renderDiff } from './diff';
import { html } from './html';
import { browseUrl, countOf, page, when } from './layout';

/** The changes that wait for a person, each with what it would do to the file as it is now. */
export function reviewsPage(state: State): string {
  const waiting = [...state.files.values()].flatMap((file) => file.reviews.map((review) => ({ file, review })));
  const entries = waiting.map(
    ({
      file,
      review,
    }) => html`<section class="sheet change" id="${file.id}"><h2><a href="${browseUrl(pathOf(state, file))}">${file.name}</a></h2>
<p class="facts">${when(review.at)} · by ${review.author} · ${review.reason === 'protected' ? 'the file is protected' : 'it collides with a change accepted since'} · <code>${review.id}</code></p>
${renderDiff(currentChange(file).content, contentIfAccepted(file, review))}
<form class="row" method="post" action="/files/${file.id}/settle"><input type="hidden" name="change" value="${review.id}"><button class="main" name="verdict" value="accept">Accept</button><button name="verdict" value="reject">Reject</button></form></section>`,
  );
  const body = html`<h1>In review</h1>${entries.length > 0 ? entries : html`<p class="empty">No change waits for a person.</p>`}`;
  return page(state, { title: 'In review', body, folderId: null, section: 'reviews' });
}

/** Under the name that Qontext gives it. The keys in full: this is a repository on one's own machine, and the app wants one of them. */
export function keysPage(state: State): string {
  const rows = [...state.keys.values()].map(
    (key) =>
      html`<tr><td>${key.name}</td><td><code>${key.key}</code></td><td>${key.revoked ? 'revoked' : { none: 'parts only', read: 'can read', edit: 'can edit' }[key.baseline]}</td><td>${!key.revoked && html`<form method="post" action="/keys/revoke"><input type="hidden" name="key" value="${key.key}"><button>Revoke<span class="skip"> ${key.name}</span></button></form>`}</td></tr>`,
  );
  const body = html`<h1>Clients</h1><p class="facts">API keys of this repository. The app asks for one of them. A revoked key is refused at once.</p>
<div class="sheet"><table class="list"><thead><tr><th scope="col">Name</th><th scope="col">Key</th><th scope="col">Access</th><th scope="col">Actions</th></tr></thead><tbody>${rows}</tbody></table></div>
<h2>Create API key</h2><form class="sheet row" method="post" action="/keys/create"><label for="name">Name</label><input id="name" name="name" required maxlength="60">
<label for="baseline">Access</label><select id="baseline" name="baseline"><option value="edit">can edit</option><option value="read">can read</option></select><button class="main">Create</button></form>`;
  return page(state, { title: 'Clients', body, folderId: null, section: 'keys' });
}

export function searchPage(state: State, query: string, lagMs: number): string {
  const found = query.trim() === '' ? [] : searchHybrid(state, personActor('Reader'), query, 50, lagMs);
  const entries = found.map(({ file, content }) => {
    const path = pathOf(state, file);
    return html`<section class="sheet change"><h2><a href="${browseUrl(path)}">${file.name}</a></h2><p class="facts">${path}</p><p>${excerpt(content, query)}</p></section>`;
  });
  const body = html`<h1>${query ? `Search: ${query}` : 'Search'}</h1><p class="facts">${countOf(found.length, 'file')}</p>${entries}`;
  return page(state, { title: 'Search', body, folderId: null, section: 'search', query });
}

function excerpt(content: string, query: string): string {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const body = content.replace(/^---\n[\s\S]*?\n---\n/, '');
  const at = words.map((word) => body.toLowerCase().indexOf(word)).find((position) => position >= 0) ?? 0;
  return `${at > 80 ? '… ' : ''}${body.slice(Math.max(0, at - 80), at + 220)} …`;
}

/** What is not there, or was refused, said on a page. */
export function messagePage(state: State, title: string, text: string): string {
  const body = html`<h1>${title}</h1><p>${text}</p><p><a href="/">To the repository</a></p>`;
  return page(state, { title, body, folderId: null, section: 'repository' });
}
