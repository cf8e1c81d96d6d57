import { childrenOf, type Folder, folderPath, pathOf, type State, type StoredFile } from '../state';
import { type Html, html } from './html';

export interface PageParts {
  title: string;
  body: Html;
  /** The folder that the tree is opened down to; null is the root. */
  folderId: string | null;
  /** Which entry of the bar this page is. */
  section: 'repository' | 'reviews' | 'keys' | 'search';
  query?: string;
}

/** More than this in one folder is summed up. */
const MOST_SHOWN = 500;

export const browseUrl = (path: string, view?: string) =>
  `/browse${path.split('/').map(encodeURIComponent).join('/')}${view === undefined ? '' : `?view=${view}`}`;

export function page(state: State, { title, body, folderId, section, query }: PageParts): string {
  const reviews = [...state.files.values()].reduce((sum, file) => sum + file.reviews.length, 0);
  const current = (name: PageParts['section']): Html => (name === section ? html` aria-current="page"` : html``);
  return html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title} · ${state.workspace.name} · Qontext</title>
<link rel="stylesheet" href="/assets/style.css"><link rel="icon" href="/assets/icon.svg"><script src="/assets/live.js" defer></script></head>
<body><a class="skip" href="#main">Skip to content</a>
<header class="bar"><a class="brand" href="/"><img src="/assets/icon.svg" alt="" width="24" height="24">${state.workspace.name} <small>Qontext on this machine</small></a>
<nav aria-label="Sections"><a href="/"${current('repository')}>Repository</a><a href="/reviews"${current('reviews')}>In review (${reviews})</a><a href="/keys"${current('keys')}>Clients</a></nav>
<form class="find" action="/search" role="search"><label class="skip" for="q">Search the repository</label><input id="q" name="q" type="search" placeholder="Search" value="${query ?? ''}"><button>Search</button></form></header>
<div class="frame"><nav class="tree" aria-label="Folders"><h2>Folders</h2>${tree(state, null, openPath(state, folderId), folderId)}</nav>
<main id="main" tabindex="-1">${body}</main></div></body></html>`.markup;
}

function openPath(state: State, folderId: string | null): Set<string> {
  const open = new Set<string>();
  for (let id = folderId; id !== null; id = state.folders.get(id)?.parentId ?? null) open.add(id);
  return open;
}

function tree(state: State, parentId: string | null, open: Set<string>, currentId: string | null): Html {
  const folders = sortedFolders(state, parentId);
  if (folders.length === 0) return parentId === null ? html`<p class="quiet">None yet.</p>` : html``;
  const entries = folders.slice(0, MOST_SHOWN).map((folder) => {
    const current = folder.id === currentId ? html` aria-current="page"` : html``;
    const below = open.has(folder.id) ? tree(state, folder.id, open, currentId) : html``;
    return html`<li><a href="${browseUrl(pathOf(state, folder))}"${current}>${open.has(folder.id) ? '▾' : '▸'} ${folder.name}</a>${below}</li>`;
  });
  const rest = folders.length - MOST_SHOWN;
  return html`<ul>${entries}${rest > 0 && html`<li class="quiet">and ${rest} more</li>`}</ul>`;
}

const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name, 'en', { numeric: true });

export const sortedFolders = (state: State, parentId: string | null): Folder[] =>
  [...childrenOf(state, parentId).values()].filter((node) => node.kind === 'folder').sort(byName);
export const sortedFiles = (state: State, parentId: string | null): StoredFile[] =>
  [...childrenOf(state, parentId).values()].filter((node) => node.kind === 'file').sort(byName);

export function crumbs(state: State, folderId: string | null): Html {
  const names = folderPath(state, folderId).split('/').filter(Boolean);
  const links = names.map((name, i) => html` / <a href="${browseUrl(`/${names.slice(0, i + 1).join('/')}`)}">${name}</a>`);
  return html`<nav class="crumbs" aria-label="Path"><a href="/">${state.workspace.name}</a>${links}</nav>`;
}

export const when = (at: number): Html => {
  const iso = new Date(at).toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 19).replace('T', ' ')} UTC</time>`;
};

export const sizeOf = (content: string): string => {
  const bytes = Buffer.byteLength(content);
  return bytes < 1000 ? `${bytes} B` : `${(bytes / 1000).toFixed(1)} KB`;
};

export const countOf = (count: number, noun: string) => `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
