import type { Handler } from './call';
import * as search from './v1/search';
import * as v1 from './v1/site';
import * as contents from './v2/contents';
import * as parts from './v2/parts';
import * as site from './v2/site';
import * as tree from './v2/tree';

/** The operations that are there: method and path as in the API descriptions, and what answers. */
const table: [operation: string, handler: Handler][] = [
  ['GET /wiki/api/v2/spaces', site.listSpaces],
  ['GET /wiki/api/v2/spaces/{id}', site.getSpace],
  ['GET /wiki/api/v2/spaces/{id}/pages', contents.listSpacePages],
  ['GET /wiki/api/v2/spaces/{id}/blogposts', contents.listSpaceBlogPosts],
  ['GET /wiki/api/v2/spaces/{id}/labels', site.listSpaceLabels],
  ['GET /wiki/api/v2/spaces/{id}/operations', site.listSpaceOperations],
  ['GET /wiki/api/v2/spaces/{id}/permissions', site.listSpacePermissions],
  ['GET /wiki/api/v2/spaces/{id}/role-assignments', site.listRoleAssignments],
  ['GET /wiki/api/v2/space-roles/{id}', site.getSpaceRole],
  ['GET /wiki/api/v2/pages', contents.listPages],
  ['GET /wiki/api/v2/pages/{id}', contents.getPage],
  ['GET /wiki/api/v2/pages/{id}/children', tree.listChildPages],
  ['GET /wiki/api/v2/pages/{id}/direct-children', tree.listDirectChildren('page')],
  ['GET /wiki/api/v2/pages/{id}/descendants', tree.listDescendants('page')],
  ['GET /wiki/api/v2/pages/{id}/ancestors', tree.listAncestors],
  ['GET /wiki/api/v2/pages/{id}/versions', contents.listVersions('page')],
  ['GET /wiki/api/v2/pages/{id}/operations', contents.listOperations],
  ['GET /wiki/api/v2/pages/{id}/labels', parts.listContentLabels('page')],
  ['GET /wiki/api/v2/pages/{id}/attachments', parts.listContentAttachments('page')],
  ['GET /wiki/api/v2/pages/{id}/footer-comments', parts.listContentComments('page', 'footer')],
  ['GET /wiki/api/v2/pages/{id}/inline-comments', parts.listContentComments('page', 'inline')],
  ['GET /wiki/api/v2/blogposts', contents.listBlogPosts],
  ['GET /wiki/api/v2/blogposts/{id}', contents.getBlogPost],
  ['GET /wiki/api/v2/blogposts/{id}/versions', contents.listVersions('blogpost')],
  ['GET /wiki/api/v2/blogposts/{id}/labels', parts.listContentLabels('blogpost')],
  ['GET /wiki/api/v2/blogposts/{id}/attachments', parts.listContentAttachments('blogpost')],
  ['GET /wiki/api/v2/blogposts/{id}/footer-comments', parts.listContentComments('blogpost', 'footer')],
  ['GET /wiki/api/v2/blogposts/{id}/inline-comments', parts.listContentComments('blogpost', 'inline')],
  ...(['folder', 'whiteboard', 'database'] as const).flatMap((kind): [string, Handler][] => [
    [`GET /wiki/api/v2/${kind}s/{id}`, tree.getNode(kind)],
    [`GET /wiki/api/v2/${kind}s/{id}/direct-children`, tree.listDirectChildren(kind)],
    [`GET /wiki/api/v2/${kind}s/{id}/descendants`, tree.listDescendants(kind)],
    [`GET /wiki/api/v2/${kind}s/{id}/ancestors`, tree.listAncestors],
  ]),
  ['GET /wiki/api/v2/footer-comments', parts.listComments('footer')],
  ['GET /wiki/api/v2/footer-comments/{id}', parts.getComment('footer')],
  ['GET /wiki/api/v2/footer-comments/{id}/children', parts.listReplies('footer')],
  ['GET /wiki/api/v2/inline-comments', parts.listComments('inline')],
  ['GET /wiki/api/v2/inline-comments/{id}', parts.getComment('inline')],
  ['GET /wiki/api/v2/inline-comments/{id}/children', parts.listReplies('inline')],
  ['GET /wiki/api/v2/tasks', site.listTasks],
  ['GET /wiki/api/v2/labels', parts.listLabels],
  ['GET /wiki/api/v2/labels/{id}/pages', parts.listLabelPages],
  ['GET /wiki/api/v2/attachments', parts.listAttachments],
  ['GET /wiki/api/v2/attachments/{id}', parts.getAttachment],
  ['GET /wiki/api/v2/data-policies/metadata', site.dataPolicyMetadata],
  ['GET /wiki/api/v2/data-policies/spaces', site.dataPolicySpaces],
  ['POST /wiki/api/v2/users-bulk', site.usersBulk],
  ['POST /wiki/api/v2/content/convert-ids-to-types', tree.convertIds],
  ['GET /wiki/rest/api/content/search', search.searchContent],
  ['GET /wiki/rest/api/search', search.search],
  ['GET /wiki/rest/api/content/{id}/restriction', v1.restrictions],
  ['GET /wiki/rest/api/content/{id}/restriction/byOperation', v1.restrictionsByOperation],
  ['GET /wiki/rest/api/content/{id}/restriction/byOperation/{operation}', v1.restrictionForOperation],
  ['GET /wiki/rest/api/content/{id}/child/attachment/{attachmentId}/download', v1.downloadAttachment],
  ['POST /wiki/rest/api/content/{id}/permission/check', v1.checkPermission],
  ['GET /wiki/rest/api/user', v1.getUser],
  ['GET /wiki/rest/api/user/current', v1.currentUser],
  ['GET /wiki/rest/api/user/bulk', v1.bulkUsers],
  ['GET /wiki/rest/api/group', v1.listGroups],
  ['GET /wiki/rest/api/group/by-id', v1.getGroup],
  ['GET /wiki/rest/api/group/{id}/membersByGroupId', v1.groupMembers],
];

export interface Route {
  operation: string;
  params: Record<string, string>;
  handler: Handler;
}

const routes = table.map(([operation, handler]) => {
  const [method = '', path = ''] = operation.split(' ');
  return { operation, handler, method, parts: path.split('/') };
});

export const operations: readonly string[] = table.map(([operation]) => operation);

/** Which operation a request is; fixed parts of a path win over parameters, as the table has them first where it matters. */
export function routeOf(method: string, path: string): Route | null {
  const asked = path.split('/');
  const exact = routes.find((route) => route.method === method && route.parts.join('/') === path);
  if (exact) return { operation: exact.operation, handler: exact.handler, params: {} };
  for (const route of routes) {
    if (route.method !== method || route.parts.length !== asked.length) continue;
    const params: Record<string, string> = {};
    const fits = route.parts.every((part, at) => {
      const given = asked[at] ?? '';
      if (!part.startsWith('{')) return part === given;
      params[part.slice(1, -1)] = decodeURIComponent(given);
      return true;
    });
    if (fits) return { operation: route.operation, handler: route.handler, params };
  }
  return null;
}
