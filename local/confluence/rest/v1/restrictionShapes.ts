import type { Content, Rule } from '../../model/types';
import type { Call } from '../call';
import type { Expand } from './expand';
import { groupShape, someone } from './people';

/** One operation's own restriction. Inherited ones are never in it; users and groups come page by page, 100 by default. */
export function restrictionShape(
  call: Call,
  id: string,
  operation: 'read' | 'update',
  rule: Rule | null,
  expand: { user: boolean; group: boolean },
  page = { start: 0, limit: 100 },
) {
  const slice = <T>(all: T[]) => all.slice(page.start, page.start + page.limit);
  const users = slice((rule?.users ?? []).map((accountId) => someone(call, accountId)));
  const groups = slice(
    (rule?.groups ?? []).flatMap((name) => call.model.state.groups.get(name) ?? []).map((group) => groupShape(call, group)),
  );
  const listed = (results: unknown[]) => ({ results, start: page.start, limit: page.limit, size: results.length });
  return {
    operation,
    restrictions: {
      ...(expand.user ? { user: listed(users) } : {}),
      ...(expand.group ? { group: listed(groups) } : {}),
      _expandable: { ...(expand.user ? {} : { user: '' }), ...(expand.group ? {} : { group: '' }) },
    },
    _expandable: { content: `/rest/api/content/${id}` },
    _links: { self: `${call.base}/rest/api/content/${id}/restriction/byOperation/${operation}` },
  };
}

const wantsRestrictions = (expand: Expand, operation: 'read' | 'update', prefix = '') => ({
  user: expand.has(`${prefix}restrictions.${operation}.restrictions.user`),
  group: expand.has(`${prefix}restrictions.${operation}.restrictions.group`),
});

export const restrictionsOf = (call: Call, expand: Expand, content: Content, prefix = '') => {
  if (!expand.has(`${prefix}restrictions`)) return {};
  const one = (operation: 'read' | 'update', rule: Rule | null) =>
    expand.has(`${prefix}restrictions.${operation}`)
      ? { [operation]: restrictionShape(call, content.id, operation, rule, wantsRestrictions(expand, operation, prefix)) }
      : {};
  return {
    restrictions: {
      ...one('read', content.read),
      ...one('update', content.update),
      _expandable: {},
      _links: { self: `${call.base}/rest/api/content/${content.id}/restriction/byOperation` },
    },
  };
};
