/**
 * Which scope each Confluence operation needs, and what an object in its answer costs. Only operations that an app like this uses:
 * one that is not here is refused, so that nobody relies on an operation whose scope nobody looked up.
 */
export interface Operation {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** {name} stands for one path segment. Starts at /wiki. */
  path: string;
  /** All of these are needed, unless all of `classic` are declared. */
  granular: string[];
  classic: string[];
  /** Points of each object in an answer: users, groups and permissions cost 2. */
  objectPoints: 1 | 2;
}

const v2 = '/wiki/api/v2';
const v1 = '/wiki/rest/api';

const get = (scope: string, paths: string[], objectPoints: 1 | 2 = 1): Operation[] =>
  paths.map((path) => ({ method: 'GET', path: v2 + path, granular: [scope], classic: [], objectPoints }));

const trees = ['pages', 'folders', 'whiteboards', 'databases', 'embeds'];
const of = (owners: string[], what: string) => owners.map((owner) => `/${owner}/{id}/${what}`);

const readV2: Operation[] = [
  ...get('read:space:confluence', [
    '/spaces',
    '/spaces/{id}',
    '/spaces/{id}/labels',
    '/spaces/{id}/content/labels',
    '/spaces/{id}/operations',
  ]),
  ...get('read:space:confluence', ['/spaces/{id}/properties', '/data-policies/spaces']),
  ...get('read:space:confluence', ['/spaces/{id}/permissions'], 2),
  ...get(
    'read:space.permission:confluence',
    ['/spaces/{id}/role-assignments', '/space-roles', '/space-roles/{id}', '/space-permissions'],
    2,
  ),
  ...get('read:configuration:confluence', ['/data-policies/metadata']),
  ...get('read:page:confluence', [
    '/pages',
    '/pages/{id}',
    '/blogposts',
    '/blogposts/{id}',
    '/spaces/{id}/pages',
    '/spaces/{id}/blogposts',
  ]),
  ...get('read:page:confluence', [
    ...of(['pages', 'blogposts'], 'labels'),
    ...of(['pages', 'blogposts'], 'versions'),
    '/pages/{id}/children',
  ]),
  ...get('read:page:confluence', [...of(['pages', 'blogposts'], 'versions/{number}'), ...of(['pages', 'blogposts'], 'properties')]),
  ...get('read:page:confluence', [...of(['pages', 'blogposts'], 'operations'), ...of(['pages', 'blogposts'], 'likes/count')]),
  ...get('read:page:confluence', ['/labels/{id}/pages', '/labels/{id}/blogposts']),
  ...get('read:hierarchical-content:confluence', [...of(trees, 'direct-children'), ...of(trees, 'descendants')]),
  ...get('read:content.metadata:confluence', of(trees, 'ancestors')),
  ...get('read:folder:confluence', ['/folders/{id}']),
  ...get('read:whiteboard:confluence', ['/whiteboards/{id}']),
  ...get('read:database:confluence', ['/databases/{id}']),
  ...get('read:embed:confluence', ['/embeds/{id}']),
  ...get('read:comment:confluence', [
    '/footer-comments',
    '/footer-comments/{id}',
    '/footer-comments/{id}/children',
    '/footer-comments/{id}/versions',
  ]),
  ...get('read:comment:confluence', [
    '/inline-comments',
    '/inline-comments/{id}',
    '/inline-comments/{id}/children',
    '/inline-comments/{id}/versions',
  ]),
  ...get('read:comment:confluence', [
    ...of(['pages', 'blogposts', 'attachments'], 'footer-comments'),
    ...of(['pages', 'blogposts'], 'inline-comments'),
  ]),
  ...get('read:task:confluence', ['/tasks', '/tasks/{id}']),
  ...get('read:attachment:confluence', [
    '/attachments',
    '/attachments/{id}',
    '/attachments/{id}/thumbnail/download',
    '/attachments/{id}/labels',
  ]),
  ...get('read:attachment:confluence', [...of(['pages', 'blogposts'], 'attachments'), '/labels/{id}/attachments']),
  ...get('read:label:confluence', ['/labels']),
  { method: 'POST', path: `${v2}/users-bulk`, granular: ['read:user:confluence'], classic: [], objectPoints: 2 },
  {
    method: 'POST',
    path: `${v2}/content/convert-ids-to-types`,
    granular: ['read:content.metadata:confluence'],
    classic: [],
    objectPoints: 1,
  },
];

const details = ['read:content-details:confluence'];
const rest = (path: string, classic: string[], granular = details, objectPoints: 1 | 2 = 1): Operation => ({
  method: 'GET',
  path: v1 + path,
  granular,
  classic,
  objectPoints,
});

const readV1: Operation[] = [
  rest('/search', ['search:confluence']),
  rest('/content/search', ['search:confluence']),
  rest('/search/user', [], details, 2),
  rest('/content/{id}/restriction', ['read:confluence-content.all'], details, 2),
  rest('/content/{id}/restriction/byOperation', ['read:confluence-content.all'], details, 2),
  rest('/content/{id}/restriction/byOperation/{operationKey}', ['read:confluence-content.all'], details, 2),
  rest('/content/{id}/descendant/{type}', ['read:confluence-content.summary']),
  rest('/content/{id}/state', ['read:confluence-content.summary']),
  rest(
    '/content/{id}/child/attachment/{attachmentId}/download',
    ['readonly:content.attachment:confluence'],
    ['read:attachment:confluence'],
  ),
  rest('/user', ['read:confluence-user'], details, 2),
  rest('/user/current', ['read:confluence-user'], details, 2),
  rest('/user/bulk', ['read:confluence-user'], details, 2),
  rest('/user/memberof', ['read:confluence-user'], ['read:user:confluence', 'read:group:confluence'], 2),
  rest('/group', ['read:confluence-groups'], ['read:group:confluence'], 2),
  rest('/group/by-id', ['read:confluence-groups'], ['read:group:confluence'], 2),
  rest('/group/picker', ['read:confluence-groups'], ['read:group:confluence'], 2),
  rest('/group/{groupId}/membersByGroupId', ['read:confluence-groups'], ['read:group:confluence', 'read:user:confluence'], 2),
  rest('/audit', ['read:audit-log:confluence'], ['read:audit-log:confluence']),
  rest('/audit/since', ['read:audit-log:confluence'], ['read:audit-log:confluence']),
  {
    method: 'POST',
    path: `${v1}/content/{id}/permission/check`,
    granular: ['read:content.permission:confluence'],
    classic: ['read:confluence-content.permission'],
    objectPoints: 2,
  },
];

const write = (method: Operation['method'], path: string, granular: string[]): Operation => ({
  method,
  path,
  granular,
  classic: [],
  objectPoints: 1,
});

/** Writes are here to be refused by their scope, not by being unknown: an app that only reads declares none of these. */
const writes: Operation[] = [
  write('POST', `${v2}/pages`, ['write:page:confluence']),
  write('PUT', `${v2}/pages/{id}`, ['write:page:confluence']),
  write('DELETE', `${v2}/pages/{id}`, ['delete:page:confluence']),
  write('POST', `${v2}/blogposts`, ['write:page:confluence']),
  write('PUT', `${v2}/blogposts/{id}`, ['write:page:confluence']),
  write('DELETE', `${v2}/blogposts/{id}`, ['delete:page:confluence']),
  write('POST', `${v2}/footer-comments`, ['write:comment:confluence']),
  write('POST', `${v2}/inline-comments`, ['write:comment:confluence']),
  write('DELETE', `${v2}/footer-comments/{id}`, ['delete:comment:confluence']),
  write('DELETE', `${v2}/inline-comments/{id}`, ['delete:comment:confluence']),
  write('PUT', `${v2}/tasks/{id}`, ['write:task:confluence']),
  write('DELETE', `${v2}/attachments/{id}`, ['delete:attachment:confluence']),
];

/** Before an operation whose path has a parameter in the same place, one that has the word itself must be tried. */
const fixedFirst = (a: Operation, b: Operation) => a.path.split('{').length - b.path.split('{').length;

export const operations: readonly Operation[] = [...readV2, ...readV1, ...writes].sort(fixedFirst);

const patterns = operations.map((operation) => ({ operation, pattern: new RegExp(`^${operation.path.replace(/\{[^}]+\}/g, '[^/]+')}$`) }));

/** The operation of a request, or null. Takes v1 paths without /wiki too, because an SDK of Atlassian's own calls them so. */
export function operationOf(method: string, target: string): Operation | null {
  const path = (target.split('?')[0] ?? '').replace(/\/$/, '');
  const whole = path.startsWith('/rest/api/') ? `/wiki${path}` : path;
  return patterns.find(({ operation, pattern }) => operation.method === method && pattern.test(whole))?.operation ?? null;
}

/** Empty if the declared scopes are enough; else what is missing (the granular ones). */
export function missingScopes(operation: Operation, declared: ReadonlySet<string>): string[] {
  if (operation.classic.length > 0 && operation.classic.every((scope) => declared.has(scope))) return [];
  return operation.granular.filter((scope) => !declared.has(scope));
}

/** Points of an answer by the tariff: 1 for the request and some for each object in it; a write or a refusal costs 1. */
export function pointsOf(operation: Operation, status: number, body: unknown): number {
  const reads = operation.method === 'GET' || operation.path.endsWith('/users-bulk') || operation.path.endsWith('/convert-ids-to-types');
  if (!reads || status < 200 || status >= 300) return 1;
  return 1 + operation.objectPoints * objectsIn(body);
}

function objectsIn(body: unknown): number {
  if (typeof body !== 'object' || body === null) return 0;
  const results = 'results' in body ? body.results : body;
  if (Array.isArray(results)) return results.length;
  return 'results' in body && typeof results === 'object' && results !== null ? Object.keys(results).length : 1;
}
