/**
 * Each operation of the local Confluence is asked by confluence.js, a client whose schemas are held against a live site every night.
 * A wrong type fails the call. In its audit mode it also tells of fields and values that no schema knows: there must be none.
 */
import { appUser } from '../../local/people';
import { ada, type ContractSite, openSite } from './site';

// The schemas are built when the package is loaded: strict ones if this is set by then.
process.env.AUDIT_SCHEMAS = 'true';

type Package = typeof import('../../node_modules/confluence.js/dist/index.js');
type Site = { v1: ReturnType<Package['createV1Client']>; v2: ReturnType<Package['createV2Client']> };

let site: ContractSite;
let clients: Site;

beforeAll(async () => {
  site = await openSite();
  // By its path: the package exports itself to `import` only, and Jest requires.
  const { createV1Client, createV2Client } = await import('../../node_modules/confluence.js/dist/index.js');
  const config = { host: site.url, auth: { type: 'basic' as const, email: appUser.email, apiToken: appUser.token } };
  clients = { v1: createV1Client(config), v2: createV2Client(config) };
});
afterAll(() => site.close());

interface Drift {
  url?: string;
  [field: string]: unknown;
}

/** What the audit mode collects: `core/schemaAudit.js` keeps it under this symbol. */
function drift(): Drift[] {
  const store = globalThis as unknown as Record<symbol, Drift[] | undefined>; // the package's own collection: not in its types
  const key = Symbol.for('apis-code-gen.schemaAudit');
  const found = store[key] ?? [];
  store[key] = [];
  return found;
}

const id = (title: string) => site.idOf(title);
/** The client takes the ids of v2 as numbers. */
const number = (title: string) => Number(site.idOf(title));
const spaceId = () => site.local.model.state.spaceByKey.get('CON')?.id ?? '';
const commentId = (kind: 'footer' | 'inline') => {
  for (const comment of site.local.model.state.comments.values())
    if ((comment.inline !== null) === (kind === 'inline') && comment.parentId === null && comment.contentId === id('Full page'))
      return comment.id;
  throw new Error('The seed has no such comment');
};
const first = <T>(map: Map<string, T>): string => [...map.keys()][0] ?? '';

type Ask = (clients: Site) => Promise<{ results?: unknown } | unknown>;

const lists: [name: string, ask: Ask, count: () => number][] = [
  ['GET /spaces', ({ v2 }) => v2.space.getSpaces({ descriptionFormat: 'plain' }), () => 3],
  ['GET /spaces?keys', ({ v2 }) => v2.space.getSpaces({ keys: ['CON', 'GONE'] }), () => 2],
  ['GET /spaces/{id}/pages', ({ v2 }) => v2.page.getPagesInSpace({ id: Number(spaceId()), bodyFormat: 'storage' }), () => 7],
  ['GET /pages', ({ v2 }) => v2.page.getPages({ bodyFormat: 'atlas_doc_format' }), () => 8],
  ['GET /pages?status=trashed', ({ v2 }) => v2.page.getPages({ status: ['trashed'] }), () => 1],
  ['GET /pages?subtype=live', ({ v2 }) => v2.page.getPages({ subtype: 'live' }), () => 1],
  ['GET /blogposts', ({ v2 }) => v2.blogPost.getBlogPosts({ bodyFormat: 'storage' }), () => 1],
  ['GET /spaces/{id}/blogposts', ({ v2 }) => v2.blogPost.getBlogPostsInSpace({ id: Number(spaceId()) }), () => 1],
  ['GET /pages/{id}/children', ({ v2 }) => v2.children.getChildPages({ id: number('Home of Contract') }), () => 4],
  ['GET /pages/{id}/direct-children', ({ v2 }) => v2.children.getPageDirectChildren({ id: number('Home of Contract') }), () => 7],
  ['GET /folders/{id}/direct-children', ({ v2 }) => v2.children.getFolderDirectChildren({ id: number('Drawer') }), () => 1],
  ['GET /pages/{id}/descendants', ({ v2 }) => v2.descendants.getPageDescendants({ id: number('Home of Contract'), depth: 5 }), () => 9],
  ['GET /folders/{id}/descendants', ({ v2 }) => v2.descendants.getFolderDescendants({ id: number('Drawer') }), () => 1],
  ['GET /pages/{id}/ancestors', ({ v2 }) => v2.ancestors.getPageAncestors({ id: number('Below') }), () => 2],
  ['GET /folders/{id}/ancestors', ({ v2 }) => v2.ancestors.getFolderAncestors({ id: number('Drawer') }), () => 1],
  [
    'GET /pages/{id}/footer-comments',
    ({ v2 }) => v2.comment.getPageFooterComments({ id: number('Full page'), bodyFormat: 'storage' }),
    () => 1,
  ],
  [
    'GET /pages/{id}/inline-comments',
    ({ v2 }) => v2.comment.getPageInlineComments({ id: number('Full page'), bodyFormat: 'storage' }),
    () => 1,
  ],
  ['GET /blogposts/{id}/footer-comments', ({ v2 }) => v2.comment.getBlogPostFooterComments({ id: number('News') }), () => 1],
  ['GET /blogposts/{id}/inline-comments', ({ v2 }) => v2.comment.getBlogPostInlineComments({ id: number('News') }), () => 1],
  ['GET /footer-comments', ({ v2 }) => v2.comment.getFooterComments({ bodyFormat: 'storage' }), () => 3],
  ['GET /inline-comments', ({ v2 }) => v2.comment.getInlineComments({ bodyFormat: 'atlas_doc_format' }), () => 3],
  ['GET /footer-comments/{id}/children', ({ v2 }) => v2.comment.getFooterCommentChildren({ id: Number(commentId('footer')) }), () => 1],
  ['GET /inline-comments/{id}/children', ({ v2 }) => v2.comment.getInlineCommentChildren({ id: Number(commentId('inline')) }), () => 1],
  ['GET /tasks', ({ v2 }) => v2.task.getTasks({ bodyFormat: 'storage' }), () => 3],
  ['GET /labels', ({ v2 }) => v2.label.getLabels({}), () => 4],
  ['GET /pages/{id}/labels', ({ v2 }) => v2.label.getPageLabels({ id: number('Full page') }), () => 2],
  ['GET /blogposts/{id}/labels', ({ v2 }) => v2.label.getBlogPostLabels({ id: number('News') }), () => 1],
  [
    'GET /labels/{id}/pages',
    ({ v2 }) => v2.page.getLabelPages({ id: Number(site.local.model.state.labels.get('global:alpha')?.id) }),
    () => 1,
  ],
  ['GET /attachments', ({ v2 }) => v2.attachment.getAttachments({}), () => 1],
  ['GET /pages/{id}/attachments', ({ v2 }) => v2.attachment.getPageAttachments({ id: number('Full page') }), () => 1],
  ['GET /pages/{id}/versions', ({ v2 }) => v2.version.getPageVersions({ id: number('Full page') }), () => 2],
  ['GET /data-policies/spaces', ({ v2 }) => v2.dataPolicies.getDataPolicySpaces({}), () => 3],
  ['GET /spaces/{id}/permissions', ({ v2 }) => v2.spacePermissions.getSpacePermissionsAssignments({ id: Number(spaceId()) }), () => 3],
  ['GET /spaces/{id}/role-assignments', ({ v2 }) => v2.spaceRoles.getSpaceRoleAssignments({ id: Number(spaceId()) }), () => 1],
  ['POST /users-bulk', ({ v2 }) => v2.user.createBulkUserLookup({ body: { accountIds: [ada.accountId, 'nobody'] } }), () => 1],
  [
    'GET /rest/api/content/search of contents',
    ({ v1 }) =>
      v1.content.searchContentByCQL({
        cql: 'type in (page, blogpost, folder) and space = "CON"',
        expand: [
          'body.storage',
          'version',
          'history.lastUpdated',
          'space',
          'ancestors',
          'metadata.labels',
          'restrictions.read.restrictions.user',
          'restrictions.read.restrictions.group',
          'childTypes.comment',
        ],
      }),
    () => 9,
  ],
  [
    'GET /rest/api/content/search of comments',
    ({ v1 }) =>
      v1.content.searchContentByCQL({
        cql: 'type = comment',
        expand: ['body.storage', 'history', 'version', 'container', 'ancestors', 'extensions.inlineProperties', 'extensions.resolution'],
      }),
    () => 6,
  ],
  [
    'GET /rest/api/content/search of attachments',
    ({ v1 }) => v1.content.searchContentByCQL({ cql: 'type = attachment', expand: ['container', 'version'] }),
    () => 1,
  ],
  ['GET /rest/api/search', ({ v1 }) => v1.search.searchByCQL({ cql: 'type = page and space = "CON"', limit: 3 }), () => 3],
  ['GET /rest/api/content/{id}/restriction', ({ v1 }) => v1.contentRestrictions.getRestrictions({ id: id('For the app') }), () => 2],
  ['GET /rest/api/user/bulk', ({ v1 }) => v1.users.getBulkUserLookup({ accountId: ada.accountId }), () => 1],
  ['GET /spaces?labels', ({ v2 }) => v2.space.getSpaces({ labels: ['harbour'] }), () => 1],
  ['GET /spaces/{id}/labels', ({ v2 }) => v2.label.getSpaceLabels({ id: Number(spaceId()) }), () => 2],
  ['GET /rest/api/group', ({ v1 }) => v1.group.getGroups({}), () => site.local.model.state.groups.size],
  [
    'GET /rest/api/group/{id}/membersByGroupId',
    ({ v1 }) => v1.group.getGroupMembersByGroupId({ groupId: site.local.model.state.groups.get('leadership')?.id ?? '' }),
    () => 1,
  ],
];

const singles: [name: string, ask: Ask, fields: () => Record<string, unknown>][] = [
  [
    'GET /spaces/{id}',
    ({ v2 }) => v2.space.getSpaceById({ id: Number(spaceId()), includePermissions: true, includeOperations: true, includeLabels: true }),
    () => ({
      key: 'CON',
      labels: {
        results: [
          { name: 'harbour', prefix: 'team' },
          { name: 'north', prefix: 'team' },
        ],
      },
    }),
  ],
  [
    'GET /pages/{id}',
    ({ v2 }) =>
      v2.page.getPageById({
        id: number('Full page'),
        bodyFormat: 'storage',
        includeLabels: true,
        includeVersions: true,
        includeOperations: true,
      }),
    () => ({ title: 'Full page', parentType: 'page', status: 'current' }),
  ],
  ['GET /blogposts/{id}', ({ v2 }) => v2.blogPost.getBlogPostById({ id: number('News'), includeLabels: true }), () => ({ title: 'News' })],
  ['GET /folders/{id}', ({ v2 }) => v2.folder.getFolderById({ id: number('Drawer') }), () => ({ title: 'Drawer', type: 'folder' })],
  ['GET /whiteboards/{id}', ({ v2 }) => v2.whiteboard.getWhiteboardById({ id: number('Board') }), () => ({ title: 'Board' })],
  ['GET /databases/{id}', ({ v2 }) => v2.database.getDatabaseById({ id: number('Records') }), () => ({ title: 'Records' })],
  [
    'GET /footer-comments/{id}',
    ({ v2 }) => v2.comment.getFooterCommentById({ commentId: Number(commentId('footer')) }),
    () => ({ pageId: id('Full page') }),
  ],
  [
    'GET /inline-comments/{id}',
    ({ v2 }) => v2.comment.getInlineCommentById({ commentId: Number(commentId('inline')) }),
    () => ({ resolutionStatus: 'resolved' }),
  ],
  [
    'GET /attachments/{id}',
    ({ v2 }) => v2.attachment.getAttachmentById({ id: first(site.local.model.state.attachments) }),
    () => ({ title: 'plan.png' }),
  ],
  [
    'GET /spaces/{id}/operations',
    ({ v2 }) => v2.operation.getSpaceOperations({ id: Number(spaceId()) }),
    () => ({ operations: [{ operation: 'read', targetType: 'space' }] }),
  ],
  [
    'GET /space-roles/{id}',
    async ({ v2 }) => {
      site.local.settings.spaceRoles = true;
      const permissions = await v2.spacePermissions.getSpacePermissionsAssignments({ id: Number(spaceId()) });
      const role = permissions.results?.find(({ principal }) => principal?.type === 'role')?.principal?.id ?? '';
      const found = await v2.spaceRoles.getSpaceRolesById({ id: role });
      site.local.settings.spaceRoles = false;
      return found;
    },
    () => ({ type: 'SYSTEM', name: 'Viewer' }),
  ],
  [
    'GET /rest/api/group/by-id',
    ({ v1 }) => v1.group.getGroupByGroupId({ id: site.local.model.state.groups.get('leadership')?.id ?? '' }),
    () => ({ name: 'leadership' }),
  ],
  ['GET /pages/{id}/operations', ({ v2 }) => v2.operation.getPageOperations({ id: number('Full page') }), () => ({})],
  ['GET /data-policies/metadata', ({ v2 }) => v2.dataPolicies.getDataPolicyMetadata(), () => ({ anyContentBlocked: false })],
  [
    'POST /content/convert-ids-to-types',
    ({ v2 }) =>
      v2.content.convertContentIdsToContentTypes({ body: { contentIds: [id('Full page'), commentId('inline'), id('In the bin'), '1'] } }),
    () => ({ results: { [id('Full page')]: 'page', [commentId('inline')]: 'inline-comment', [id('In the bin')]: 'page', 1: null } }),
  ],
  [
    'GET /rest/api/user',
    ({ v1 }) => v1.users.getUser({ accountId: ada.accountId, expand: ['operations'] }),
    () => ({ accountId: ada.accountId }),
  ],
  ['GET /rest/api/user/current', ({ v1 }) => v1.users.getCurrentUser({ expand: ['operations'] }), () => ({ accountId: appUser.accountId })],
  ['GET …/restriction/byOperation', ({ v1 }) => v1.contentRestrictions.getRestrictionsByOperation({ id: id('For the app') }), () => ({})],
  [
    'GET …/restriction/byOperation/read',
    ({ v1 }) => v1.contentRestrictions.getRestrictionsForOperation({ id: id('For the app'), operationKey: 'read' }),
    () => ({ operation: 'read' }),
  ],
  [
    'POST …/permission/check',
    ({ v1 }) =>
      v1.contentPermissions.checkContentPermission({
        id: id('For the app'),
        subject: { type: 'user', identifier: ada.accountId },
        operation: 'read',
      }),
    () => ({ hasPermission: true }),
  ],
];

describe('each list is what the schemas of confluence.js say', () => {
  test.each(lists)('%s', async (_, ask, count) => {
    const answer = await ask(clients);
    expect(answer).toMatchObject({ results: expect.any(Array) });
    const { results } = answer as { results: unknown[] }; // just asserted
    expect(results).toHaveLength(count());
    expect(drift()).toEqual([]);
  });
});

describe('each single answer is what the schemas of confluence.js say', () => {
  test.each(singles)('%s', async (_, ask, fields) => {
    expect(await ask(clients)).toMatchObject(fields());
    expect(drift()).toEqual([]);
  });
});

test('the schemas do refuse an answer of another type', async () => {
  const page = site.local.model.state.contents.get(id('Below'));
  const version = page?.versions.at(-1);
  if (!version) throw new Error('The seed has no such page');
  const right = version.number;
  Object.assign(version, { number: 'two' });
  await expect(clients.v2.page.getPageById({ id: number('Below') })).rejects.toThrow(/schema|number/i);
  version.number = right;
});
