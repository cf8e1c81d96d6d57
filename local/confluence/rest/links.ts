import type { State } from '../model/state';
import type { Content } from '../model/types';

const plus = (title: string) => encodeURIComponent(title).replaceAll('%20', '+');

/** The path of a content's web page below `/wiki`. */
export function contentPath(state: State, content: Content): string {
  const key = state.spaces.get(content.spaceId)?.key ?? '';
  if (content.kind === 'blogpost') {
    const date = new Date(content.createdAt).toISOString().slice(0, 10).replaceAll('-', '/');
    return `/spaces/${key}/blog/${date}/${content.id}/${plus(content.title)}`;
  }
  if (content.kind === 'page') return `/spaces/${key}/pages/${content.id}/${plus(content.title)}`;
  return `/spaces/${key}/${content.kind}/${content.id}`;
}

export const commentPath = (state: State, content: Content, commentId: string) =>
  `${contentPath(state, content)}?focusedCommentId=${commentId}`;
