import { isSpaceAdmin, seesContent, seesSpace } from '../confluence/model/visibility';
import type { SettingsSpace } from '../web';
import type { ConfluenceSide } from './confluenceSide';

export interface ContentPlace {
  content: { id: string; type: string; subtype: string | null };
  space: { id: string; key: string };
}

/** A page or blog post as the context of what is shown on it has it. Null: there is none, or this person does not see it. */
export function contentPlace({ local }: ConfluenceSide, id: string, accountId: string): ContentPlace | null {
  const person = local?.model.person(accountId);
  const content = local?.model.state.contents.get(id);
  const space = content && local?.model.state.spaces.get(content.spaceId);
  if (!local || !person || !space || !seesContent(local.model.state, person, content)) return null;
  return { content: { id, type: content.kind, subtype: content.live ? 'live' : null }, space: { id: space.id, key: space.key } };
}

/** A space as its settings show it. Null: there is none, or this person does not see it. */
export function spacePlace({ local }: ConfluenceSide, key: string, accountId: string): (SettingsSpace & { id: string }) | null {
  const person = local?.model.person(accountId);
  const space = local?.model.state.spaceByKey.get(key);
  if (!person || !space || !seesSpace(person, space)) return null;
  return { id: space.id, key: space.key, name: space.name, isAdministered: isSpaceAdmin(person, space) };
}
