import { currentChange, type Folder, folderPath, pathOf, type RepositoryEvent, type State } from '../state';
import { type Html, html } from './html';
import { browseUrl, countOf, crumbs, page, sizeOf, sortedFiles, sortedFolders, when } from './layout';

const MOST_SHOWN = 1000;

/** What lies in a folder; at the root, what happened last as well. */
export function folderPage(state: State, folder: Folder | null, latest: readonly RepositoryEvent[]): string {
  const files = sortedFiles(state, folder?.id ?? null);
  const folders = sortedFolders(state, folder?.id ?? null);
  const rows = [
    ...folders.map(
      (one) =>
        html`<tr><td><img class="icon" src="/assets/folder.svg" alt="Folder"> <a href="${browseUrl(pathOf(state, one))}">${one.name}</a></td><td></td><td></td></tr>`,
    ),
    ...files.map((file) => {
      const change = currentChange(file);
      const tags = html`${file.protected && html` <span class="tag">protected</span>`}${file.reviews.length > 0 && html` <span class="tag warn">in review</span>`}`;
      return html`<tr><td><img class="icon" src="/assets/file.svg" alt="File"> <a href="${browseUrl(pathOf(state, file))}">${file.name}</a>${tags}</td><td class="short">${sizeOf(change.content)}</td><td class="short">${when(change.at)}</td></tr>`;
    }),
  ];
  const title = folder?.name ?? state.workspace.name;
  const rest = rows.length - MOST_SHOWN;
  const list =
    rows.length > 0
      ? html`<table class="list"><thead><tr><th scope="col">Name</th><th scope="col">Size</th><th scope="col">Changed</th></tr></thead><tbody>${rows.slice(0, MOST_SHOWN)}</tbody></table>${rest > 0 && html`<p class="quiet">and ${rest} more</p>`}`
      : html`<p class="empty">${folder ? 'This folder is empty.' : 'This repository is empty. Connect the app with an API key from “Clients”, and include a space.'}</p>`;
  const body = html`${crumbs(state, folder?.parentId ?? null)}<h1>${title}</h1>
<p class="facts">${folder ? `${folderPath(state, folder.id)} · ` : ''}${countOf(folders.length, 'folder')} and ${countOf(files.length, 'file')} here${folder ? '' : `; ${countOf(state.files.size, 'file')} in all`}</p>
<div class="sheet">${list}</div>${folder === null && latestEvents(latest)}`;
  return page(state, { title, body, folderId: folder?.id ?? null, section: 'repository' });
}

function latestEvents(latest: readonly RepositoryEvent[]): Html {
  if (latest.length === 0) return html``;
  const rows = latest.map(
    (event) =>
      html`<tr><td class="short">${when(event.at)}</td><td class="short">${event.kind.replace('-', ' ')}</td><td>${event.kind === 'deleted' ? event.path : html`<a href="/id/${event.id}">${event.path}</a>`}</td><td class="short">${event.author}</td></tr>`,
  );
  return html`<h2>Latest</h2><div class="sheet"><table class="list"><thead><tr><th scope="col">Time</th><th scope="col">What</th><th scope="col">Path</th><th scope="col">By</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}
