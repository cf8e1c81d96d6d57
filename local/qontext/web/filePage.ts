import { people } from '../../people';
import { currentChange, pathOf, type State, type StoredFile } from '../state';
import { renderDiff } from './diff';
import { type Html, html } from './html';
import { browseUrl, crumbs, page, sizeOf, when } from './layout';
import { renderMarkdown } from './markdown';

export const VIEWS = { read: 'Read', source: 'Source', history: 'History', edit: 'Edit' };
export type View = keyof typeof VIEWS;

export function filePage(state: State, file: StoredFile, view: View): string {
  const path = pathOf(state, file);
  const change = currentChange(file);
  const links = Object.entries(VIEWS).map(
    ([name, label]) =>
      html`<a href="${browseUrl(path, name === 'read' ? undefined : name)}"${name === view ? html` aria-current="page"` : html``}>${label}</a>`,
  );
  const body = html`${crumbs(state, file.parentId)}<h1>${file.name}</h1>
<p class="facts">${sizeOf(change.content)} · changed ${when(change.at)} by ${change.author} · <code>${file.id}</code> ${file.protected && html`<span class="tag">protected</span>`}</p>
${file.reviews.length > 0 && html`<p class="note">${file.reviews.length} change${file.reviews.length > 1 ? 's' : ''} in review. <a href="/reviews#${file.id}">Settle</a></p>`}
<div class="views">${links}<a href="/raw/${file.id}">Raw</a>
<form method="post" action="/files/${file.id}/protect"><input type="hidden" name="protected" value="${String(!file.protected)}"><button>${file.protected ? 'Clear protection' : 'Protect'}</button></form></div>
${VIEW[view](file)}`;
  return page(state, { title: file.name, body, folderId: file.parentId, section: 'repository' });
}

const VIEW: Record<View, (file: StoredFile) => Html> = {
  read(file) {
    const { fields, body } = renderMarkdown(currentChange(file).content);
    return html`${fields}<article class="sheet">${body}</article>`;
  },
  source: (file) => html`<pre class="source" tabindex="0">${currentChange(file).content}</pre>`,
  history(file) {
    const entries = file.changes.map((change, i) => {
      const before = file.changes[i - 1]?.content ?? '';
      return html`<details class="sheet change"${i === file.changes.length - 1 ? html` open` : html``}><summary>${when(change.at)} · ${change.kind} by ${change.author} · <code>${change.id}</code></summary>${renderDiff(before, change.content)}</details>`;
    });
    return html`${entries.reverse()}`;
  },
  edit: (file) => html`<form class="stack" method="post" action="/files/${file.id}/edit">
<input type="hidden" name="baseChangeId" value="${currentChange(file).id}">
<label for="content">Content, as Markdown</label><textarea id="content" name="content" spellcheck="false">${'\n'}${currentChange(file).content}</textarea>
<div class="row"><label for="author">Edit as</label><select id="author" name="author">${people.map((person) => html`<option>${person.name}</option>`)}</select><button class="main">Save</button></div>
</form>`,
};
