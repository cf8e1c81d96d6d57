import type { Content } from '../model/types';
import { idOfShort } from '../rest/links';
import { hrefOf, spaceHref } from './layout';
import { contentAt, NotHere, spaceAt, type Visit } from './visit';

/** Where the short and the older addresses lead: `/x/CODE`, `viewpage.action`, `/display/KEY/Title`. Null: it is none of them. */
export function otherAddress(visit: Visit): string | null {
  const { pathname, searchParams } = visit.url;
  const [, kind = '', rest = ''] = /^\/wiki\/(x|display|pages)\/(.+)$/.exec(pathname) ?? [];
  if (kind === 'x') return hrefOf(visit, contentAt(visit, idOfShort(rest) ?? ''));
  const pageId = searchParams.get('pageId');
  if (kind === 'pages') return rest === 'viewpage.action' && pageId !== null ? hrefOf(visit, contentAt(visit, pageId)) : null;
  if (kind !== 'display') return null;
  const [key = '', ...parts] = rest.split('/').map((part) => decodeURIComponent(part.replaceAll('+', ' ')));
  const space = spaceAt(visit, key);
  const title = parts.at(-1);
  return title ? hrefOf(visit, titled(visit, space.id, title, parts.length > 1)) : spaceHref(space);
}

/** A blog post has its day before its title. */
function titled(visit: Visit, spaceId: string, title: string, isPost: boolean): Content {
  const { state } = visit.model;
  const page = isPost ? undefined : visit.model.pageByTitle(spaceId, title);
  if (page) return contentAt(visit, page.id);
  for (const id of state.contentIdsBySpace.get(spaceId)?.after() ?? []) {
    const content = state.contents.get(id);
    if (isPost && content?.kind === 'blogpost' && content.title === title) return contentAt(visit, id);
  }
  throw new NotHere('There is no page of this title, or you may not see it.');
}
