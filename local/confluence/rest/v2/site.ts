import type { Person } from '../../../people';
import { compareIds, uuidOf } from '../../model/ids';
import type { Label, Space, Task } from '../../model/types';
import { isSpaceAdmin } from '../../model/visibility';
import { type Answer, type Call, RestError, sees, seesItsSpace, spaceFor } from '../call';
import { listAnswer, type Order } from '../paging';
import { bodyFormat, flag, ids, integer, list, oneOf } from '../parameters';
import { labelShape, spaceShape, taskShape } from './shapes';

const descriptionFormat = (call: Call) => oneOf(call, 'description-format', ['plain', 'view']);

function spaceOrder(call: Call): Order<Space> | null {
  const sort = oneOf(call, 'sort', ['id', '-id', 'key', '-key', 'name', '-name']);
  if (sort === null || sort === 'id') return null;
  const field = sort.replace(/^-/, '');
  return {
    key: (space) => (field === 'id' ? Number(space.id) : field === 'key' ? space.key : space.name.toLowerCase()),
    descending: sort.startsWith('-'),
  };
}

const after = <T extends { id: string }>(things: Iterable<T>, id: string | undefined) =>
  [...things].filter((thing) => id === undefined || Number(thing.id) > Number(id));

/** Archived spaces are listed, too, unless a status is asked for. A data security policy does not hide a space here. */
export const listSpaces = (call: Call): Answer => {
  const wanted = ids(call, 'ids', 250);
  const keys = list(call, 'keys', 250);
  const types = ['global', 'collaboration', 'knowledge_base', 'personal', 'system', 'onboarding', 'xflow_sample_space'] as const;
  const type = oneOf(call, 'type', types);
  const status = oneOf(call, 'status', ['current', 'archived']);
  const labels = list(call, 'labels');
  const format = descriptionFormat(call);
  const fits = (space: Space) =>
    (wanted?.has(space.id) ?? true) &&
    (keys?.includes(space.key) ?? true) &&
    (type === null || space.type === type) &&
    (status === null || space.status === status) &&
    (labels === null || space.labels.some((label) => labels.includes(label.name))) &&
    !call.query.has('favorited-by') &&
    seesItsSpace(call, space);
  return listAnswer(call, {
    source: (id) => after(call.model.state.spaces.values(), id).filter(fits),
    order: spaceOrder(call),
    shape: (space) => spaceShape(space, format),
  });
};

const role = (id: string, name: string, spacePermissions: string[]) => ({
  id: uuidOf('role', id),
  type: 'SYSTEM',
  name,
  description: `What the role ${name} is for.`,
  spacePermissions,
});
/** Roles of the sites with role-based access: viewers are members of the first, administrators of the second. */
export const spaceRoles = [role('viewer', 'Viewer', ['read/space']), role('admin', 'Admin', ['read/space', 'administer/space'])] as const;

/** What viewers and administrators of the space may do, one row for each principal and operation. */
function permissionsOf(call: Call, space: Space): { id: string; row: Record<string, unknown> }[] {
  const groups = call.settings.spaceRoles ? [] : (space.viewGroups ?? ['confluence-users']);
  const roles = call.settings.spaceRoles ? spaceRoles : [];
  const rows: { type: 'user' | 'group' | 'role'; principal: string; key: string; targetType: string }[] = [
    ...roles.map(({ id }) => ({ type: 'role' as const, principal: id, key: 'read', targetType: 'space' })),
    ...groups.flatMap((name) => {
      const group = call.model.state.groups.get(name);
      if (!group) return [];
      const can = [
        { key: 'read', targetType: 'space' },
        { key: 'create', targetType: 'page' },
        { key: 'create', targetType: 'comment' },
      ];
      return can.map((one) => ({ type: 'group' as const, principal: group.id, ...one }));
    }),
    ...space.admins.flatMap((principal) =>
      ['read', 'administer'].map((key) => ({ type: 'user' as const, principal, key, targetType: 'space' })),
    ),
  ];
  return rows.map(({ type, principal, key, targetType }, ordinal) => {
    const id = String(Number(space.id) * 1_000 + ordinal);
    return { id, row: { id, principal: { type, id: principal }, operation: { key, targetType } } };
  });
}

export const listSpacePermissions = (call: Call): Answer => {
  const rows = permissionsOf(call, spaceFor(call, call.params.id ?? ''));
  return listAnswer(call, { source: (id) => after(rows, id), shape: ({ row }) => row, billedAs: 'people' });
};

const spaceOperations = (call: Call, space: Space) =>
  ['read', ...(isSpaceAdmin(call.principal, space) ? ['administer'] : [])].map((operation) => ({ operation, targetType: 'space' }));

export const getSpace = (call: Call): Answer => {
  const space = spaceFor(call, call.params.id ?? '');
  const { _links, ...shape } = spaceShape(space, descriptionFormat(call));
  const rows = flag(call, 'include-permissions') ? permissionsOf(call, space) : null;
  const inc = (name: string, results: unknown[], hasMore = false) => ({
    [name]: { results, meta: { hasMore, cursor: '' }, _links: { self: `/api/v2/spaces/${space.id}/${name}` } },
  });
  return {
    body: {
      ...shape,
      ...(rows
        ? inc(
            'permissions',
            rows.slice(0, 50).map(({ row }) => row),
            rows.length > 50,
          )
        : {}),
      ...(flag(call, 'include-labels') ? inc('labels', space.labels.slice(0, 50).map(labelShape), space.labels.length > 50) : {}),
      ...(flag(call, 'include-properties') ? inc('properties', []) : {}),
      ...(flag(call, 'include-operations') ? inc('operations', spaceOperations(call, space)) : {}),
      _links: { ..._links, base: call.base },
    },
    objects: 1,
    nested: (rows ? 2 * Math.min(50, rows.length) : 0) + (flag(call, 'include-labels') ? Math.min(50, space.labels.length) : 0),
  };
};

export const listSpaceOperations = (call: Call): Answer => ({
  body: { operations: spaceOperations(call, spaceFor(call, call.params.id ?? '')) },
  people: 1,
});

/** Of the space itself. Labels of its pages are under another address. */
export const listSpaceLabels = (call: Call): Answer => {
  const space = spaceFor(call, call.params.id ?? '');
  const prefix = oneOf(call, 'prefix', ['my', 'team']);
  const fits = (label: Label) => (prefix === null ? label.prefix !== 'global' : label.prefix === prefix);
  return listAnswer(call, {
    source: (id) => after(space.labels.filter(fits), id).sort((a, b) => compareIds(a.id, b.id)),
    shape: labelShape,
  });
};

/** There is no filter by modification; `...-from` and `...-to` are milliseconds, both inclusive. */
export const listTasks = (call: Call): Answer => {
  const format = bodyFormat(call);
  const status = oneOf(call, 'status', ['complete', 'incomplete']);
  const taskIds = ids(call, 'task-id', 250);
  const spaceIds = ids(call, 'space-id', 250);
  const pageIds = ids(call, 'page-id', 250);
  const postIds = ids(call, 'blogpost-id', 250);
  const people = (name: string) => list(call, name, 250);
  const [createdBy, assignedTo, completedBy] = [people('created-by'), people('assigned-to'), people('completed-by')];
  const within = (name: string) => {
    const from = integer(call, `${name}-from`, { min: 0, max: Number.MAX_SAFE_INTEGER }, null);
    const to = integer(call, `${name}-to`, { min: 0, max: Number.MAX_SAFE_INTEGER }, null);
    if (from === null && to === null) return () => true;
    return (at: number | null) => at !== null && (from === null || at >= from) && (to === null || at <= to);
  };
  const [created, due, completed] = [within('created-at'), within('due-at'), within('completed-at')];
  const blanks = call.query.get('include-blank-tasks') !== 'false';
  const { state } = call.model;
  const fits = (task: Task) => {
    const content = state.contents.get(task.contentId);
    return (
      content?.status === 'current' &&
      (status === null || task.status === status) &&
      (taskIds?.has(task.id) ?? true) &&
      (spaceIds?.has(content.spaceId) ?? true) &&
      ((pageIds === null && postIds === null) || ((content.kind === 'page' ? pageIds : postIds)?.has(content.id) ?? false)) &&
      (createdBy?.includes(task.createdBy) ?? true) &&
      (assignedTo?.includes(task.assignedTo ?? '') ?? true) &&
      (completedBy?.includes(task.completedBy ?? '') ?? true) &&
      created(task.createdAt) &&
      due(task.dueAt) &&
      completed(task.completedAt) &&
      (blanks || task.body.trim() !== '') &&
      sees(call, content)
    );
  };
  // The filters by page and by blog post are for use together, too.
  const contents = pageIds || postIds ? [...(pageIds ?? []), ...(postIds ?? [])] : null;
  const own = contents ? contents.flatMap((id) => state.taskIdsByContent.get(id) ?? []).sort((a, b) => Number(a) - Number(b)) : null;
  return listAnswer(call, {
    *source(id) {
      for (const taskId of own?.filter((one) => id === undefined || Number(one) > Number(id)) ?? state.taskIds.after(id)) {
        const task = state.tasks.get(taskId);
        if (task && fits(task)) yield task;
      }
    },
    shape: (task) => taskShape(call, task, format),
  });
};

const userShape = (call: Call, person: Person) => ({
  displayName: person.name,
  timeZone: null,
  personalSpaceId:
    [...call.model.state.spaces.values()].find((space) => space.type === 'personal' && space.authorId === person.accountId)?.id ?? null,
  isExternalCollaborator: false,
  accountStatus: 'active',
  accountId: person.accountId,
  email: call.settings.hideEmails ? '' : person.email,
  accountType: person.accountType,
  publicName: person.name,
  profilePicture: { path: `/wiki/aa-avatar/${person.accountId}`, isDefault: true },
});

/** Accounts that the site does not know are left out. */
export const usersBulk = (call: Call): Answer => {
  const body = call.body;
  const wanted: unknown = typeof body === 'object' && body !== null && 'accountIds' in body ? body.accountIds : null;
  if (!Array.isArray(wanted) || wanted.length === 0 || wanted.length > 250)
    throw new RestError(400, 'accountIds must be an array of 1 to 250 account ids');
  const results = [...new Set(wanted.map(String))].flatMap((id) => {
    const person = call.model.person(id);
    return person ? [userShape(call, person)] : [];
  });
  return { body: { results, _links: { base: call.base } }, people: results.length };
};

export const dataPolicyMetadata = (call: Call): Answer => ({
  body: { anyContentBlocked: call.settings.blockedSpaces.length > 0 },
  objects: 1,
});

export const dataPolicySpaces = (call: Call): Answer => {
  const wanted = ids(call, 'ids', 250);
  const keys = list(call, 'keys', 250);
  const fits = (space: Space) => (wanted?.has(space.id) ?? true) && (keys?.includes(space.key) ?? true) && seesItsSpace(call, space);
  return listAnswer(call, {
    source: (id) => after(call.model.state.spaces.values(), id).filter(fits),
    order: spaceOrder(call),
    shape: (space) => {
      const { id, key, name, description, icon, _links } = spaceShape(space, null);
      return { id, key, name, description, icon, dataPolicy: { anyContentBlocked: call.settings.blockedSpaces.includes(key) }, _links };
    },
  });
};

export const getSpaceRole = (call: Call): Answer => {
  const role = call.settings.spaceRoles ? spaceRoles.find(({ id }) => id === call.params.id) : undefined;
  if (!role) throw new RestError(404, 'There is no such space role');
  return { body: role, people: 1 };
};

export const listRoleAssignments = (call: Call): Answer => {
  const space = spaceFor(call, call.params.id ?? '');
  const groups = (space.viewGroups ?? ['confluence-users']).flatMap((name) => call.model.state.groups.get(name) ?? []);
  const rows = [
    ...groups.map((group) => ({ roleId: spaceRoles[0].id, principal: { principalType: 'GROUP', principalId: group.id } })),
    ...space.admins.map((id) => ({ roleId: spaceRoles[1].id, principal: { principalType: 'USER', principalId: id } })),
  ].map((row, ordinal) => ({ id: String(ordinal + 1), row }));
  return listAnswer(call, { source: (id) => after(rows, id), shape: ({ row }) => row, billedAs: 'people' });
};
