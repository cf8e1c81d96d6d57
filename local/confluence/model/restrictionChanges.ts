import { type Context, contentOf, emitContent, ModelError } from './context';
import type { Content, Rule } from './types';

const checked = ({ state }: Context, rule: Rule): Rule => {
  for (const user of rule.users)
    if (!state.people.has(user)) throw new ModelError(400, `No user with account id ${user}: name somebody of this site`);
  for (const group of rule.groups) if (!state.groups.has(group)) throw new ModelError(400, `No group ${group}: name a group of this site`);
  return { users: [...new Set(rule.users)], groups: [...new Set(rule.groups)] };
};

/**
 * Sets the own restriction of a content; null takes it away. Nothing is said about descendants, though they inherit it.
 * CONFCLOUD-82583: no event when the content becomes restricted; later changes and the end of the restriction are told.
 */
export const restrictionChanges = (context: Context) => {
  const set = (who: string, id: string, operation: 'read' | 'update', rule: Rule | null): Content => {
    const content = contentOf(context, id);
    const before = content[operation];
    content[operation] = rule === null ? null : checked(context, rule);
    const becomesRestricted = before === null && rule !== null;
    if (!becomesRestricted || !context.settings.silentWhenRestricted) emitContent(context, content, 'permissions_updated', who);
    return content;
  };
  return {
    restrictRead: (who: string, id: string, rule: Rule) => set(who, id, 'read', rule),
    restrictUpdate: (who: string, id: string, rule: Rule) => set(who, id, 'update', rule),
    unrestrictRead: (who: string, id: string) => set(who, id, 'read', null),
    unrestrictUpdate: (who: string, id: string) => set(who, id, 'update', null),
  };
};
