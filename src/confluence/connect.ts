import { countBelow, countContents, countIn, labelledIn, listChanged } from './changes';
import { findByTitle, listOfSpace, listTitles, listTrashed } from './contents';
import { createHttp } from './http';
import type { Confluence, ConnectOptions, UserChecks } from './port';
import { readContent } from './read';
import { listReaders } from './readers';
import { readContents } from './readMany';
import { factExpand, inIds, searchIfItCan } from './search';
import { getSpace, listBlockedSpaces, listSpaces } from './spaces';
import { describeAncestors, getFolder, listAncestors, listFacts, listGlances, listPagesBelow } from './tree';
import { isSiteAdmin, isSpaceAdmin, listNames } from './users';
import { listVisible } from './visibility';

/** Confluence as the app's own user sees it, over the requester that is given. */
export function connectConfluence(options: ConnectOptions): Confluence {
  const http = createHttp(options);
  return {
    read: (ref, spaceId) => readContent(http, ref, spaceId, options.now()),
    readMany: (refs, { limit }) => readContents(http, refs, limit, options.now),
    list: (spaceId, cursor) => listOfSpace(http, spaceId, cursor),
    async ancestors(id) {
      const chain = await listAncestors(http, id);
      const ids = chain.map((node) => node.id);
      const found = ids.length > 0 ? await searchIfItCan(http, inIds('id', ids), factExpand) : null;
      return describeAncestors(http, chain, found ?? []);
    },
    facts: (nodes) => listFacts(http, nodes),
    glance: (ids) => listGlances(http, ids),
    readersOf: (id) => listReaders(http, id),
    countBelow: (id) => countBelow(http, id),
    countIn: (spaceKey, filter) => countIn(http, spaceKey, filter),
    labelledIn: (spaceKey, labels) => labelledIn(http, spaceKey, labels),
    byTitle: (spaceId, title) => findByTitle(http, spaceId, title),
    folder: (id) => getFolder(http, id),
    names: (accountIds) => listNames(http, accountIds),
    titles: (refs) => listTitles(http, refs),
    spaces: (query) => listSpaces(http, query),
    space: (id) => getSpace(http, id),
    blockedSpaces: (ids) => listBlockedSpaces(http, ids),
    changedSince: (spaces, minutes, now) => listChanged(http, spaces, minutes, now),
    total: (spaceKeys) => countContents(http, spaceKeys),
    trashed: (spaceIds, limit) => listTrashed(http, spaceIds, limit),
    visible: (ids) => listVisible(http, ids),
    children: (id) => listPagesBelow(http, id),
  };
}

/** What the person in front of the screen may do and see: the requester must ask as that person. */
export function asUserChecks(options: ConnectOptions): UserChecks {
  const http = createHttp(options);
  return {
    isSiteAdmin: () => isSiteAdmin(http),
    isSpaceAdmin: (spaceKey) => isSpaceAdmin(http, spaceKey),
    titles: (refs) => listTitles(http, refs),
  };
}
