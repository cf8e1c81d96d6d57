import {
  type AncestorFacts,
  type BulkReading,
  type Changed,
  type Confluence,
  ConfluenceError,
  type Facts,
  type Reading,
} from '../../../src/confluence';
import type { ContentId, ContentRef, Restriction, Task } from '../../../src/content';
import { call, type Life, type World } from '../world';
import type { Indexed, SearchIndex } from './searchIndex';
import { ancestorsOf, appSees, childrenOf, contentOf, type Node, restrictionOf, type Site, snapshotOf, tasksOf } from './site';

const LAG_ALLOWANCE = 5 * 60_000;

const notFound = (operation: string) => new ConfluenceError({ kind: 'not-found', status: 404, retryAfterMs: null, scope: null, operation });

/**
 * Confluence as the app's user sees it, with the times at which the real reader asks: what belongs together is read in several calls,
 * and may change between them.
 */
export function confluenceOf(world: World, life: Life, site: Site, searchIndex: SearchIndex, onCall: () => void): Confluence {
  const { random, weather } = world;
  const refuse = () => {
    onCall();
    if (!random.chance(weather.confluence)) return null;
    const limited = random.chance(0.3);
    return new ConfluenceError({
      kind: limited ? 'rate-limited' : 'unavailable',
      status: limited ? 429 : 503,
      retryAfterMs: limited ? random.int(1, 30) * 1000 : null,
      scope: limited ? 'burst' : null,
      operation: 'simulated',
    });
  };
  const ask = <T>(label: string, effect: () => T) => call(world, life, `confluence ${label}`, effect, { refuse });
  const visible = (id: ContentId): Node | null => {
    const node = site.nodes.get(id);
    return node && appSees(site, node) ? node : null;
  };
  const there = (id: ContentId, operation: string): Node => {
    const node = visible(id);
    if (!node) throw notFound(operation);
    return node;
  };
  const own = (id: ContentId): Restriction | 'unknown' => {
    const node = visible(id);
    return node ? restrictionOf(node) : 'unknown';
  };
  const factOf = (id: ContentId): Facts => {
    const node = visible(id);
    return { restriction: own(id), labels: node ? [...node.labels].sort() : 'unknown' };
  };
  const factsOf = (chain: { id: ContentId; type: string }[]): AncestorFacts[] =>
    chain.map(({ id, type }, i) => ({
      id,
      type,
      title: visible(id)?.title ?? null,
      parentId: chain[i + 1]?.id ?? null,
      ...factOf(id),
    }));
  const chainOf = (id: ContentId) => ancestorsOf(site, there(id, 'ancestors')).map((node) => ({ id: node.id, type: node.kind as string }));

  return {
    async read(ref, spaceId): Promise<Reading> {
      const readAt = world.timeline.now();
      const [content, comments, tasks, chain] = await Promise.allSettled([
        ask(`content ${ref.id}`, () => {
          const node = there(ref.id, 'content');
          if (node.kind !== ref.type) throw notFound('content');
          return contentOf(site, node);
        }),
        ask(`comments ${ref.id}`, () => structuredClone(there(ref.id, 'comments').comments)),
        ask(`tasks ${ref.id}`, () => (visible(ref.id) ? tasksOf(there(ref.id, 'tasks')) : [])),
        ref.type === 'page' ? ask(`ancestors ${ref.id}`, () => chainOf(ref.id)) : Promise.resolve([]),
      ]);
      if (content.status === 'rejected') {
        if (!(content.reason instanceof ConfluenceError && content.reason.kind === 'not-found')) throw content.reason;
        const hasSpace = spaceId === null || (await ask(`space ${spaceId}`, () => site.spaces.get(spaceId)?.open === true));
        return { kind: 'absent', evidence: hasSpace ? 'not-visible' : 'space-gone', readAt };
      }
      if (content.value.status === 'trashed') return { kind: 'absent', evidence: 'trashed', readAt };
      if (chain.status === 'rejected') throw chain.reason;
      const { parentId, parentType } = content.value;
      const isTorn = parentId !== null && !chain.value.some((node) => node.id === parentId);
      const whole = isTorn ? [{ id: parentId, type: parentType ?? 'page' }, ...chain.value] : chain.value;
      const [restriction, ancestors] = await Promise.all([
        ask(`restriction ${ref.id}`, () => own(ref.id)),
        ask(`restrictions above ${ref.id}`, () => factsOf(whole)),
      ]);
      if (restriction === 'unknown')
        throw new ConfluenceError({ kind: 'unavailable', status: 404, retryAfterMs: null, scope: null, operation: 'restriction.read' });
      if (comments.status === 'rejected') throw comments.reason;
      if (tasks.status === 'rejected') throw tasks.reason;
      return {
        kind: 'found',
        snapshot: { content: content.value, comments: comments.value, tasks: tasks.value, restriction, readAt },
        ancestors,
      };
    },

    async readMany(refs): Promise<BulkReading> {
      const began = world.timeline.now();
      const [contents, facts, comments, tasks] = await Promise.all([
        ask('contents', () => new Map(refs.flatMap(({ id, type }) => contentNow(id, type)))),
        ask('facts', () => new Map(refs.flatMap(({ id }) => factNow(id)))),
        ask('comments of many', () => new Map(refs.map(({ id }) => [id, foundComments(id)] as const))),
        ask(
          'tasks of many',
          () =>
            new Map(refs.map(({ id }) => [id, visible(id)?.tasks.map(({ createdAt: _, ...task }): Task => ({ ...task })) ?? []] as const)),
        ),
      ]);
      const reading: BulkReading = { snapshots: [], ancestors: new Map(), unsure: [], absent: [] };
      for (const ref of refs) {
        const content = contents.get(ref.id);
        const fact = facts.get(ref.id);
        const found = comments.get(ref.id) ?? [];
        if (!content) reading.absent.push(ref);
        else if (!fact || (fact.ancestors[0]?.id ?? null) !== content.parentId || fact.hasComments !== found.length > 0)
          reading.unsure.push(ref);
        else {
          const { labels, restriction, ancestors } = fact;
          const one = {
            content: { ...content, labels },
            comments: found,
            tasks: tasks.get(ref.id) ?? [],
            restriction,
            readAt: began - LAG_ALLOWANCE,
          };
          reading.snapshots.push(one);
          reading.ancestors.set(ref.id, ancestors);
        }
      }
      return reading;
    },

    list: (spaceId, cursor) =>
      ask(`list ${spaceId} ${cursor}`, () => {
        if (!site.spaces.get(spaceId)?.open) throw notFound('list');
        const listed = [...site.nodes.values()]
          .filter((node) => node.spaceId === spaceId && node.kind !== 'folder' && node.status !== 'trashed' && appSees(site, node))
          .sort((a, b) => (a.kind === b.kind ? Number(a.id) - Number(b.id) : a.kind === 'page' ? -1 : 1));
        const place = ({ kind, id }: Node) => `${kind === 'page' ? 0 : 1}${id.padStart(9, '0')}`;
        const rest = cursor === null ? listed : listed.filter((node) => place(node) > cursor);
        const items = rest.slice(0, 25);
        const last = items[items.length - 1];
        return {
          items: items.flatMap((node) => {
            const { id, type, status, parentId, parentType, version, title } = snapshotOf(site, node, 0).content;
            return [{ id, type, status, parentId, parentType, version: version.number, title }];
          }),
          cursor: last && rest.length > items.length ? place(last) : null,
        };
      }),
    ancestors: (id) => ask(`ancestors ${id}`, () => factsOf(chainOf(id))),
    facts: (nodes) => ask('facts', () => new Map(nodes.map(({ id }) => [id, factOf(id)]))),
    glance: (ids) => ask('glance', () => new Map(ids.flatMap((id): [string, Facts][] => (visible(id) ? glanceOf(id) : [])))),
    readersOf: (id) => ask(`readers ${id}`, () => ({ groups: [], roles: [], unnamedRoles: 0, people: 0, everyone: false })),
    countBelow: (id) =>
      ask(
        `count below ${id}`,
        () => [...site.nodes.values()].filter((node) => ancestorsOf(site, node).some((one) => one.id === id)).length,
      ),
    countIn: (key) =>
      ask(`count in ${key}`, () => [...site.nodes.values()].filter((node) => site.spaces.get(node.spaceId)?.key === key).length),
    labelledIn: () => Promise.reject(new Error('The engine does not forecast.')),
    byTitle: () => Promise.reject(new Error('The engine does not look for titles.')),
    folder: (id) =>
      ask(`folder ${id}`, () => {
        const node = visible(id);
        if (node?.kind !== 'folder') return null;
        return {
          id,
          title: node.title,
          parentId: node.parentId,
          parentType: node.parentId === null ? null : (site.nodes.get(node.parentId)?.kind ?? null),
        };
      }),
    names: (ids) =>
      ids.length === 0
        ? Promise.resolve(new Map())
        : ask(
            'names',
            () => new Map(ids.flatMap((id): [string, string][] => (site.people.has(id) ? [[id, site.people.get(id) ?? '']] : []))),
          ),
    titles: () => Promise.reject(new Error('The engine does not ask for titles.')),
    spaces: ({ ids }) =>
      ask('spaces', () => ({
        spaces: [...site.spaces.values()].filter((space) => space.open && (!ids || ids.includes(space.id))),
        cursor: null,
      })),
    space: (id) =>
      ask(`space ${id}`, () => {
        const space = site.spaces.get(id);
        return space?.open ? { ...space } : null;
      }),
    blockedSpaces: (ids) => ask('blocked', () => new Set(ids.filter((id) => site.spaces.get(id)?.blocked))),

    changedSince: (spaces, minutes, now) =>
      ask('changed', () => {
        const since = now - minutes * 60_000;
        const changed: Changed[] = [];
        for (const [id, indexed] of searchIndex.found) {
          const at = latestOf(id, indexed, since);
          const node = visible(id);
          if (at !== null && node && isRef(node) && spaces.some((space) => space.id === indexed.spaceId))
            changed.push({ ref: { id, type: node.kind }, at });
        }
        return changed;
      }),
    total: (keys) =>
      ask('total', () => {
        const ids = new Set([...site.spaces.values()].filter((space) => keys.includes(space.key)).map(({ id }) => id));
        return [...searchIndex.found].filter(([id, indexed]) => ids.has(indexed.spaceId) && visible(id)).length;
      }),
    trashed: (spaceIds, limit) =>
      ask('trash', () => {
        const inTrash = [...site.nodes.values()].filter(
          (node) => node.status === 'trashed' && spaceIds.includes(node.spaceId) && appSees(site, node),
        );
        return inTrash
          .filter(isRef)
          .map(({ id, kind }): ContentRef => ({ id, type: kind }))
          .slice(0, limit);
      }),
    visible: (ids) =>
      ask('visible', () => new Set(ids.filter((id) => visible(id) && (site.nodes.get(id)?.status !== 'trashed' || random.chance(0.5))))),
    children: (id) => ask(`children ${id}`, () => pagesBelow(there(id, 'children'))),
  };

  function contentNow(id: ContentId, type: string) {
    const node = visible(id);
    return node && node.kind === type && node.status !== 'trashed' ? [[id, contentOf(site, node)] as const] : [];
  }
  function glanceOf(id: ContentId): [string, Facts][] {
    const node = site.nodes.get(id);
    if (node?.status === 'trashed') return [];
    // Folders are found as well; no list of the index here has them.
    return [[id, node?.kind === 'folder' || searchIndex.found.has(id) ? factOf(id) : { restriction: 'unknown', labels: 'unknown' }]];
  }
  /** The index says that it is there; the database, what it is. */
  function factNow(id: ContentId) {
    const node = searchIndex.found.has(id) ? visible(id) : null;
    if (!node || node.status === 'trashed') return [];
    const ancestors = ancestorsOf(site, node).map((above) => ({
      id: above.id,
      type: above.kind as string,
      title: visible(above.id)?.title ?? '',
    }));
    const facts = { labels: [...node.labels].sort(), restriction: restrictionOf(node), ancestors, hasComments: node.comments.length > 0 };
    return [[id, facts] as const];
  }
  function foundComments(id: ContentId) {
    const known = searchIndex.found.get(id)?.comments;
    return structuredClone((visible(id)?.comments ?? []).filter((comment) => known?.has(comment.id)));
  }
  function latestOf(id: ContentId, indexed: Indexed, since: number): number | null {
    const tasks = site.nodes.get(id)?.tasks ?? [];
    const times = [
      indexed.updatedAt,
      ...indexed.comments.values(),
      ...tasks.flatMap((task) => [task.createdAt, Date.parse(task.completedAt ?? '') || 0]),
    ];
    const latest = Math.max(...times);
    return latest >= since ? latest : null;
  }
  function pagesBelow(node: Node): ContentRef[] {
    return childrenOf(site, node.id)
      .filter((child) => appSees(site, child))
      .flatMap((child) => (child.kind === 'folder' ? pagesBelow(child) : isRef(child) ? [{ id: child.id, type: child.kind }] : []));
  }
}

const isRef = (node: Node): node is Node & { kind: 'page' | 'blogpost' } => node.kind !== 'folder';
