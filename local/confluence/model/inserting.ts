import type { Context } from './context';
import { place, positionBelow } from './placing';
import { latest } from './state';
import type { Content, ContentKind, ContentStatus } from './types';

export interface NewContent {
  spaceId: string;
  title: string;
  body?: string;
  kind?: ContentKind;
  live?: boolean;
  parentId?: string | null;
  status?: ContentStatus;
  blankStorage?: boolean;
}

/** Puts a content into the database without telling anybody: what seeding and creating have in common. */
export function insertContent(context: Context, who: string, input: NewContent): Content {
  const { state, clock } = context;
  const parentId = input.parentId ?? null;
  const kind = input.kind ?? 'page';
  const at = clock.now();
  const body = input.body ?? '';
  const content: Content = {
    id: state.nextId(),
    kind,
    live: input.live ?? false,
    spaceId: input.spaceId,
    title: input.title,
    status: input.status ?? 'current',
    parentId: kind === 'blogpost' ? null : parentId,
    position: positionBelow(context, { parentId, spaceId: input.spaceId }),
    body,
    blankStorage: input.blankStorage ?? false,
    authorId: who,
    createdAt: at,
    versions: [{ number: 1, at, by: who, message: '', minor: false, body, title: input.title }],
    labels: [],
    read: null,
    update: null,
  };
  place(context, content);
  return content;
}

/** Adds the next version; the number rises by one. */
export function addVersion(context: Context, content: Content, who: string, edit: { message?: string; minor?: boolean } = {}): void {
  const { body, title } = content;
  content.versions.push({
    number: latest(content).number + 1,
    at: context.clock.now(),
    by: who,
    message: edit.message ?? '',
    minor: edit.minor ?? false,
    body,
    title,
  });
}
