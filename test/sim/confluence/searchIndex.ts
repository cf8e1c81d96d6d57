import type { ContentId, SpaceId } from '../../../src/content';
import type { World } from '../world';
import type { Node, Site } from './site';

/** What the search index knows of one content: that it is there, and of what time it and its comments are. */
export interface Indexed {
  spaceId: SpaceId;
  updatedAt: number;
  comments: Map<string, number>;
}

/** Lags behind the database by up to the weather's lag. */
export interface SearchIndex {
  found: Map<ContentId, Indexed>;
  changed(node: Node): void;
}

export function searchIndexOf(world: World, site: Site): SearchIndex {
  const found = new Map<ContentId, Indexed>();
  const look = (id: ContentId) => {
    const node = site.nodes.get(id);
    if (!node || node.kind === 'folder' || node.status === 'trashed') found.delete(id);
    else
      found.set(id, {
        spaceId: node.spaceId,
        updatedAt: node.updatedAt,
        comments: new Map(node.comments.map((comment) => [comment.id, Date.parse(comment.at)])),
      });
  };
  // Each change is looked at in its own time; a later look never shows less than an earlier one.
  return { found, changed: (node) => world.timeline.quietly(world.random.int(0, world.weather.indexLag), () => look(node.id)) };
}
