/**
 * The local Confluence against the vendor's API descriptions: each operation that it has is described, and each answer has the types
 * that are described, but for what the real one answers differently.
 */

import { operations } from '../../local/confluence/rest/routes';
import { spaceRoles } from '../../local/confluence/rest/v2/site';
import { appUser, people } from '../../local/people';
import { type Description, describeByContract, describeV1, describeV2, differences, operationOf } from './openapi';
import { ada, type ContractSite, openSite } from './site';

/** What recorded answers of the real one have otherwise than described; confluence.js, audited against a live site, agrees. */
const nullInReality =
  'description icon currentActiveAlias parentId parentType assignedTo completedBy completedAt dueAt timeZone personalSpaceId'.split(' ');
const realDiffers = (difference: string) =>
  nullInReality.some((field) => difference.endsWith(`.${field}: null`)) || difference === '.createdAt: number instead of string';

describeByContract('the API descriptions', () => {
  let site: ContractSite;
  let v1: Description;
  let v2: Description;
  beforeAll(async () => {
    site = await openSite();
    [v1, v2] = [describeV1(), describeV2()];
  });
  afterAll(() => site.close());

  const described = (operation: string) => {
    const [method = '', route = ''] = operation.split(' ');
    return route.startsWith('/wiki/api/v2/')
      ? { description: v2, found: operationOf(v2, method, route.slice('/wiki/api/v2'.length)) }
      : { description: v1, found: operationOf(v1, method, route.slice('/wiki'.length)) ?? operationOf(v1, method, route) };
  };

  const idFor = (route: string): string => {
    const { state } = site.local.model;
    const comment = (inline: boolean) =>
      [...state.comments.values()].find((one) => (one.inline !== null) === inline && one.parentId === null)?.id;
    if (route.includes('/space-roles/')) return spaceRoles[0].id;
    if (route.includes('/spaces/')) return state.spaceByKey.get('CON')?.id ?? '';
    if (route.includes('/blogposts/')) return site.idOf('News');
    if (route.includes('/folders/')) return site.idOf('Drawer');
    if (route.includes('/whiteboards/')) return site.idOf('Board');
    if (route.includes('/databases/')) return site.idOf('Records');
    if (route.includes('/footer-comments/')) return comment(false) ?? '';
    if (route.includes('/inline-comments/')) return comment(true) ?? '';
    if (route.includes('/labels/')) return state.labels.get('global:alpha')?.id ?? '';
    if (route.includes('/v2/attachments/')) return [...state.attachments.keys()][0] ?? '';
    if (route.includes('/group/')) return state.groups.get('leadership')?.id ?? '';
    return site.idOf('Full page');
  };

  const ask = async (operation: string): Promise<Response> => {
    const [method = '', route = ''] = operation.split(' ');
    // Only a site with role-based access has roles.
    site.local.settings.spaceRoles = route.includes('/space-roles/');
    const attachment = [...site.local.model.state.attachments.keys()][0] ?? '';
    const concrete = route.replace('{id}', idFor(route)).replace('{attachmentId}', attachment).replace('{operation}', 'read');
    const query = route.endsWith('/search')
      ? '?cql=type%3Dpage&expand=body.storage,version,ancestors,space,history.lastUpdated'
      : route.endsWith('/group/by-id')
        ? `?id=${site.local.model.state.groups.get('leadership')?.id ?? ''}`
        : route.includes('/rest/api/user')
          ? `?accountId=${encodeURIComponent(ada.accountId)}`
          : '?body-format=storage';
    const body: Record<string, unknown> = {
      'POST /wiki/api/v2/users-bulk': { accountIds: people.map((one) => one.accountId) },
      'POST /wiki/api/v2/content/convert-ids-to-types': { contentIds: [site.idOf('Full page'), 1] },
      'POST /wiki/rest/api/content/{id}/permission/check': { subject: { type: 'user', identifier: ada.accountId }, operation: 'read' },
    };
    return fetch(`${site.url}${concrete}${method === 'GET' ? query : ''}`, {
      method,
      redirect: 'manual',
      headers: {
        authorization: `Basic ${Buffer.from(`${appUser.email}:${appUser.token}`).toString('base64')}`,
        'content-type': 'application/json',
      },
      ...(method === 'GET' ? {} : { body: JSON.stringify(body[operation]) }),
    });
  };

  test.each(operations.map((operation) => [operation]))('%s is described, and answers as described', async (operation) => {
    const { description, found } = described(operation);
    expect(found).not.toBeNull();
    const answer = await ask(operation);
    const expected = operation.endsWith('/download') ? 302 : 200;
    expect(answer.status).toBe(expected);
    if (expected === 302) return;
    const schema = found?.responses['200']?.content?.['application/json']?.schema;
    expect(schema).toBeDefined();
    const differing = schema ? differences(description, schema, await answer.json()) : [];
    expect([...new Set(differing)].filter((one) => !realDiffers(one))).toEqual([]);
  });
});
