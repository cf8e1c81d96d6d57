/** The content tree: pages stand below pages, folders, whiteboards, databases and embeds. */
import * as v from '@badrap/valita';
import type { ContentId, ContentRef } from '../content';
import { id, nullish, pathOf, safeId, text } from './answers';
import { listLabels } from './contents';
import { isNotFound } from './errors';
import type { Http } from './http';
import { listAll } from './paging';
import { chunks, inParallel } from './parallel';
import type { AncestorFacts, Facts, Folder } from './port';
import { completeRestrictions } from './restrictions';
import { type Found, factExpand, inIds, labelsOf, searchIfItCan } from './search';
import { listVisible } from './visibility';

export interface Node {
  id: ContentId;
  type: string;
}
const rawNode = v.object({ id, type: text, status: text });

/** The largest answer; a chain is longer in theory only. */
const mostAncestors = 250;
/** Each type of content has its own address; asked for under another it is a 404. */
const addresses: Record<string, string> = {
  page: 'pages',
  folder: 'folders',
  whiteboard: 'whiteboards',
  database: 'databases',
  embed: 'embeds',
};

/** Nearest first. This list has no cursor: it is gone on with from its highest ancestor. */
export async function listAncestors(http: Http, pageId: ContentId): Promise<Node[]> {
  const chain: Node[] = [];
  let from: Node | undefined = { id: pageId, type: 'page' };
  while (from) {
    const found: v.Infer<typeof rawNode>[] = await listAll(http, {
      operation: 'pages.ancestors',
      path: pathOf(`/wiki/api/v2/${addresses[from.type] ?? 'pages'}/${safeId(from.id)}/ancestors`, { limit: mostAncestors }),
      item: rawNode,
    });
    const nearestFirst = found.map(toNode).reverse();
    const fresh = nearestFirst.filter((node) => chain.every((known) => known.id !== node.id));
    chain.push(...fresh);
    from = found.length >= mostAncestors ? fresh.at(-1) : undefined;
  }
  return chain;
}

/** What the search said of them; their restrictions and labels from themselves where it said nothing. */
export async function describeAncestors(http: Http, chain: readonly Node[], found: readonly Found[]): Promise<AncestorFacts[]> {
  const ids = chain.map((node) => node.id);
  const facts = await completeFacts(http, chain, found);
  const titles = new Map(found.map((one) => [one.id, one.title ?? null]));
  return chain.map((node, at) => ({
    id: node.id,
    type: node.type,
    title: titles.get(node.id) ?? null,
    parentId: ids[at + 1] ?? null,
    ...(facts.get(node.id) ?? { restriction: 'unknown', labels: 'unknown' }),
  }));
}

async function completeFacts(http: Http, nodes: readonly Node[], found: readonly Found[]): Promise<Map<ContentId, Facts>> {
  const ids = nodes.map((node) => node.id);
  const restrictions = await completeRestrictions(http, ids, found);
  const labels = new Map(found.map((one) => [one.id, labelsOf(one)]));
  const rows = await inParallel(nodes, 6, async (node) => {
    const facts: Facts = {
      restriction: restrictions.get(node.id) ?? 'unknown',
      labels: labels.get(node.id) ?? (await ownLabels(http, node)),
    };
    return [node.id, facts] as const;
  });
  return new Map(rows);
}

/** Only pages have labels. */
async function ownLabels(http: Http, node: Node): Promise<string[] | 'unknown'> {
  if (node.type !== 'page') return [];
  try {
    return await listLabels(http, { id: node.id, type: 'page' });
  } catch (error) {
    if (isNotFound(error)) return 'unknown';
    throw error;
  }
}

/** What many contents bring to those below them: one search for 100, and for what it does not know a question or two each. */
export async function listFacts(http: Http, nodes: readonly Node[]): Promise<Map<ContentId, Facts>> {
  const unique = [...new Map(nodes.map((node) => [node.id, node])).values()];
  const found: Found[] = [];
  for (const some of chunks(unique, 100))
    found.push(
      ...((await searchIfItCan(
        http,
        inIds(
          'id',
          some.map((node) => node.id),
        ),
        factExpand,
      )) ?? []),
    );
  return completeFacts(http, unique, found);
}

/** See `Confluence.glance`. */
export async function listGlances(http: Http, ids: readonly ContentId[]): Promise<Map<ContentId, Facts>> {
  const unique = [...new Set(ids)];
  const found: Found[] = [];
  for (const some of chunks(unique, 100)) found.push(...((await searchIfItCan(http, inIds('id', some), factExpand)) ?? []));
  const facts = await completeFacts(http, found, found);
  const missing = unique.filter((one) => !facts.has(one));
  if (missing.length > 0) for (const one of await listVisible(http, missing)) facts.set(one, { restriction: 'unknown', labels: 'unknown' });
  return facts;
}

export async function getFolder(http: Http, folderId: ContentId): Promise<Folder | null> {
  const schema = v.object({ id, title: text, parentId: nullish(id), parentType: text });
  try {
    const { value } = await http.ask({
      operation: 'folders.get',
      path: `/wiki/api/v2/folders/${safeId(folderId)}`,
      schema,
      points: () => 1,
    });
    return { id: value.id, title: value.title ?? '', parentId: value.parentId ?? null, parentType: value.parentType ?? null };
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}

/** Pages below a page or folder, through the folders and the like between. Throws 'not-found' if there is neither. */
export async function listPagesBelow(http: Http, parentId: ContentId): Promise<ContentRef[]> {
  const pages: ContentRef[] = [];
  const seen = new Set([parentId]);
  let level = await listChildren(http, { id: parentId, type: 'page' }).catch((error: unknown) => {
    if (isNotFound(error)) return listChildren(http, { id: parentId, type: 'folder' });
    throw error;
  });
  while (level.length > 0) {
    const fresh = level.filter((node) => !seen.has(node.id));
    level = [];
    for (const node of fresh) {
      seen.add(node.id);
      if (node.type === 'page') pages.push({ id: node.id, type: 'page' });
      else if (node.type in addresses) level.push(...(await listChildren(http, node)));
    }
  }
  return pages;
}

async function listChildren(http: Http, parent: Node): Promise<Node[]> {
  const address = addresses[parent.type] ?? 'pages';
  const path = pathOf(`/wiki/api/v2/${address}/${safeId(parent.id)}/direct-children`, { limit: 250 });
  return (await listAll(http, { operation: `${address}.children`, path, item: rawNode })).map(toNode);
}

function toNode(raw: v.Infer<typeof rawNode>): Node {
  return { id: raw.id, type: raw.type ?? 'page' };
}
