import { appUser } from '../../people';
import { type Context, ModelError, spaceOf } from './context';
import { eventOf, labelInEvent, labelledSpaceInEvent, spaceWithHistory } from './events';
import { insertContent } from './inserting';
import { cleanLabel, labelNamed } from './labels';
import { eraseContent } from './treeChanges';
import type { Label, Space } from './types';
import { seesSpace } from './visibility';

export interface NewSpace {
  key: string;
  name: string;
  type?: Space['type'];
  description?: string;
  admins?: string[];
  viewGroups?: string[] | null;
}

/** Puts a space into the database without an event and without a home page. */
export function insertSpace({ state, clock }: Context, who: string, input: NewSpace): Space {
  const space: Space = {
    id: state.nextId(),
    key: input.key,
    name: input.name,
    type: input.type ?? 'global',
    status: 'current',
    description: input.description ?? '',
    homepageId: null,
    authorId: who,
    createdAt: clock.now(),
    admins: input.admins ?? [who],
    viewGroups: input.viewGroups ?? null,
    labels: [],
  };
  state.spaces.set(space.id, space);
  state.spaceByKey.set(space.key, space);
  return space;
}

export const spaceChanges = (context: Context) => {
  const emitSpace = (space: Space, verb: string, who: string) => {
    if (!seesSpace(appUser, space)) return;
    context.emit(eventOf(`avi:confluence:${verb}:space:V2`, who, context.clock.now(), { space: spaceWithHistory(space) }));
  };
  const emitLabel = (space: Space, verb: 'added' | 'removed', who: string, label: Label) => {
    if (!seesSpace(appUser, space)) return;
    const rest = { label: labelInEvent(label), space: labelledSpaceInEvent(context.state, space) };
    context.emit(eventOf(`avi:confluence:${verb}:label`, who, context.clock.now(), rest));
  };
  return {
    /** With a home page, as Confluence makes one; the home page's event comes, too. */
    createSpace(who: string, input: NewSpace): Space {
      if (!/^~?[A-Za-z0-9]{1,255}$/.test(input.key)) throw new ModelError(400, 'A space key has letters and digits only');
      if (context.state.spaceByKey.has(input.key)) throw new ModelError(409, `The key ${input.key} is taken: choose another key`);
      const space = insertSpace(context, who, input);
      space.homepageId = insertContent(context, who, { spaceId: space.id, title: `${input.name} Home` }).id;
      emitSpace(space, 'created', who);
      return space;
    },
    renameSpace(who: string, id: string, name: string): Space {
      const space = spaceOf(context, id);
      space.name = name;
      emitSpace(space, 'updated', who);
      return space;
    },
    describeSpace(who: string, id: string, description: string): Space {
      const space = spaceOf(context, id);
      space.description = description;
      emitSpace(space, 'updated', who);
      return space;
    },
    /** There is no event of its own: an update, whose payload says archived. */
    archiveSpace(who: string, id: string): Space {
      const space = spaceOf(context, id);
      space.status = 'archived';
      emitSpace(space, 'updated', who);
      return space;
    },
    unarchiveSpace(who: string, id: string): Space {
      const space = spaceOf(context, id);
      space.status = 'current';
      emitSpace(space, 'updated', who);
      return space;
    },
    /** Who may view the space; null: everybody. The event needs a write scope. */
    setSpaceViewers(who: string, id: string, groups: string[] | null): Space {
      const space = spaceOf(context, id);
      space.viewGroups = groups;
      if (context.settings.writeScope) emitSpace(space, 'permissions_updated', who);
      return space;
    },
    /** What the space's settings add has the prefix `team`; a label of a page has `global`. */
    addSpaceLabel(who: string, id: string, name: string, prefix: Label['prefix'] = 'team'): Label {
      const space = spaceOf(context, id);
      const label = labelNamed(context, cleanLabel(name), prefix);
      if (space.labels.includes(label)) return label;
      space.labels.push(label);
      emitLabel(space, 'added', who, label);
      return label;
    },
    removeSpaceLabel(who: string, id: string, name: string): void {
      const space = spaceOf(context, id);
      const label = space.labels.find((one) => one.name === name);
      if (!label) throw new ModelError(404, `The space has no label ${name}`);
      space.labels = space.labels.filter((one) => one !== label);
      emitLabel(space, 'removed', who, label);
    },
    /** Everything in it goes without an event of its own; the one for the space needs a write scope. */
    deleteSpace(who: string, id: string): void {
      const space = spaceOf(context, id);
      for (const contentId of [...(context.state.contentIdsBySpace.get(id)?.after() ?? [])]) {
        const content = context.state.contents.get(contentId);
        if (content) eraseContent(context, content);
      }
      context.state.spaces.delete(id);
      context.state.spaceByKey.delete(space.key);
      if (context.settings.writeScope) emitSpace(space, 'deleted', who);
    },
  };
};
