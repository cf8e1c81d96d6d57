import { people } from '../../people';
import type { Content } from '../model/types';
import { mayEdit } from '../model/visibility';
import { type Html, html } from './html';
import type { Visit } from './visit';

const menu = (name: string, form: Html) => html`<details><summary>${name}</summary>${form}</details>`;
const idField = (content: Content) => html`<input type="hidden" name="id" value="${content.id}">`;
const act = (content: Content, action: string, name: string) =>
  html`<form method="post" action="/wiki/actions/${action}">${idField(content)}<button>${name}</button></form>`;

const renameForm = (content: Content) =>
  menu(
    'Rename',
    html`<form method="post" action="/wiki/actions/rename">${idField(content)}<label>Title<input name="title" value="${content.title}" required></label><button class="primary">Rename</button></form>`,
  );

function moveForm(visit: Visit, content: Content): Html {
  const { state } = visit.model;
  const spaces = [...state.spaces.values()].filter((space) => space.status === 'current');
  const options = (spaceId: string, key: string, depth: number): Html[] =>
    (state.childIds.get(key) ?? []).flatMap((id) => {
      const one = state.contents.get(id);
      if (!one || one.id === content.id || one.status !== 'current') return [];
      const chosen = one.id === content.parentId ? html` selected` : null;
      return [
        html`<option value="${one.id}"${chosen}>${'\u00a0'.repeat(depth * 2)}${one.title}</option>`,
        ...options(spaceId, id, depth + 1),
      ];
    });
  // A tree of thousands makes no menu: then the id is typed.
  const small = state.contents.size <= 2_000;
  const choice = small
    ? html`<label>Below<select name="parentId">${spaces.map(
        (space) =>
          html`<optgroup label="${space.name}"><option value="root ${space.id}">Root of ${space.name}</option>${options(space.id, `root ${space.id}`, 1)}</optgroup>`,
      )}</select></label>`
    : html`<label>Id of the new parent<input name="parentId" pattern="[0-9]+" required></label>`;
  return menu(
    'Move',
    html`<form method="post" action="/wiki/actions/move">${idField(content)}${choice}<button class="primary">Move</button></form>`,
  );
}

function restrictForm(visit: Visit, content: Content): Html {
  const users = new Set(content.read?.users ?? []);
  const groups = new Set(content.read?.groups ?? []);
  const all = [...visit.model.state.people.values()].filter((one) => one.accountType === 'app' || people.includes(one));
  const box = (name: string, value: string, label: string, checked: boolean) =>
    html`<label class="row"><input type="checkbox" name="${name}" value="${value}"${checked ? html` checked` : null}>${label}</label>`;
  return menu(
    content.read ? 'Restricted' : 'Restrict',
    html`<form method="post" action="/wiki/actions/restrict">${idField(content)}
<fieldset><legend>Only these may read it</legend>${all.map((one) => box('user', one.accountId, one.name, users.has(one.accountId)))}${[
      ...visit.model.state.groups.values(),
    ].map((group) => box('group', group.name, `Group ${group.name}`, groups.has(group.name)))}</fieldset>
<button class="primary">Restrict</button>${content.read ? html`<button name="off" value="1">Remove the restriction</button>` : null}</form>`,
  );
}

/** What this person may do with this content, as it is now. */
export function toolbar(visit: Visit, content: Content): Html | null {
  if (!mayEdit(visit.model.state, visit.person, content)) return null;
  if (content.status === 'archived') return html`<div class="tools">${act(content, 'unarchive', 'Take out of the archive')}</div>`;
  if (content.status === 'trashed')
    return html`<div class="tools">${act(content, 'restore', 'Restore')}${act(content, 'purge', 'Delete for good')}</div>`;
  if (content.status === 'draft') return html`<div class="tools">${act(content, 'publish', 'Publish')}</div>`;
  const isText = content.kind === 'page' || content.kind === 'blogpost';
  const isTree = content.kind !== 'blogpost';
  const space = visit.model.state.spaces.get(content.spaceId);
  return html`<div class="tools">
${isText ? html`<a class="button primary" href="/wiki/edit/${content.id}">Edit</a>` : null}
${isTree ? html`<a class="button" href="/wiki/spaces/${space?.key ?? ''}/create?parent=${content.id}">Create below</a>` : null}
${renameForm(content)}${isTree ? moveForm(visit, content) : null}${restrictForm(visit, content)}
${content.kind === 'page' ? act(content, 'archive', 'Archive') : null}${act(content, 'trash', 'Move to trash')}
${content.live ? act(content, 'publish-live', 'Publish as a page') : null}</div>`;
}
