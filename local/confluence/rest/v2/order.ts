import { latest } from '../../model/state';
import type { Content } from '../../model/types';
import type { Call } from '../call';
import type { Order } from '../paging';
import { oneOf } from '../parameters';

/** Blog posts and the deprecated list of child pages are not sorted by title. */
export const sortFieldsOfPosts = ['id', '-id', 'created-date', '-created-date', 'modified-date', '-modified-date'] as const;
export const sortFields = [...sortFieldsOfPosts, 'title', '-title'] as const;

/** How contents are sorted; null: by id, ascending. */
export function contentOrder(call: Call, fields: readonly (typeof sortFields)[number][] = sortFields): Order<Content> | null {
  const sort = oneOf(call, 'sort', fields);
  if (sort === null || sort === 'id') return null;
  const key: Record<string, (content: Content) => string | number> = {
    id: (content) => Number(content.id),
    'created-date': (content) => content.createdAt,
    'modified-date': (content) => latest(content).at,
    title: (content) => content.title.toLowerCase(),
  };
  const field = sort.replace(/^-/, '');
  return { key: key[field] ?? (() => 0), descending: sort.startsWith('-') };
}
