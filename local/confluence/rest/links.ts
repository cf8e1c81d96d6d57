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

/** `/x/CODE`: the id's bytes, the lowest first, in base 64; what is zero at the end is left out. */
export function shortPath(id: string): string {
  const bytes = Buffer.alloc(9);
  bytes.writeBigUInt64LE(BigInt(id.replace(/^att/, '')));
  return `/x/${bytes.toString('base64').replace(/A+$/, '').replaceAll('/', '-').replaceAll('+', '_')}`;
}

/** The id that a short link stands for; null if it is none. */
export function idOfShort(code: string): string | null {
  if (!/^[\w-]{1,11}$/.test(code)) return null;
  const text = code.replaceAll('-', '/').replaceAll('_', '+').padEnd(12, 'A');
  return String(Buffer.from(text, 'base64').readBigUInt64LE());
}

export const commentPath = (state: State, content: Content, commentId: string) =>
  `${contentPath(state, content)}?focusedCommentId=${commentId}`;
