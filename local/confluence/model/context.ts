import type { Clock } from '../../clock';
import type { ConfluenceSettings } from '../settings';
import { contentInEvent, type EventPayload, eventOf } from './events';
import type { SearchIndex } from './searchIndex';
import type { State } from './state';
import type { Attachment, Comment, Content, Space } from './types';
import { appSees } from './visibility';

/** What every change works on. */
export interface Context {
  state: State;
  clock: Clock;
  settings: ConfluenceSettings;
  index: SearchIndex;
  emit(event: EventPayload): void;
}

/** A change that cannot be made; the message says what to do. `status` is what the REST API or the web page answers. */
export class ModelError extends Error {
  override name = 'ModelError';
  constructor(
    readonly status: 400 | 403 | 404 | 409,
    message: string,
  ) {
    super(message);
  }
}

const found = <T>(thing: T | undefined, what: string, id: string): T => {
  if (thing === undefined) throw new ModelError(404, `No ${what} with id ${id} in this site`);
  return thing;
};

export const contentOf = ({ state }: Context, id: string): Content => found(state.contents.get(id), 'content', id);
export const spaceOf = ({ state }: Context, id: string): Space => found(state.spaces.get(id), 'space', id);
export const commentOf = ({ state }: Context, id: string): Comment => found(state.comments.get(id), 'comment', id);
export const attachmentOf = ({ state }: Context, id: string): Attachment => found(state.attachments.get(id), 'attachment', id);

/** Events run as the app's user: of what it may not see it hears nothing (ECO-961). */
export function emitFor(context: Context, content: Content, eventType: string, who: string, rest: Record<string, unknown>): void {
  if (appSees(context.state, content)) context.emit(eventOf(eventType, who, context.clock.now(), rest));
}

/** An event about a page, blog post, folder and so on: `avi:confluence:<verb>:<kind>`. */
export function emitContent(context: Context, content: Content, verb: string, who: string, more: Record<string, unknown> = {}): void {
  emitFor(context, content, `avi:confluence:${verb}:${content.kind}`, who, {
    suppressNotifications: false,
    ...more,
    content: contentInEvent(context.state, content),
  });
}
