import { attachmentOf, type Context, contentOf, emitFor, ModelError } from './context';
import { attachmentInEvent, contentInEvent, labelInEvent } from './events';
import { uuidOf } from './ids';
import { cleanLabel, labelNamed } from './labels';
import { latest, listOf } from './state';
import type { Attachment, Content, Label } from './types';

export interface NewAttachment {
  contentId: string;
  title: string;
  mediaType?: string;
  fileSize?: number;
  comment?: string;
}

const mediaTypes: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  svg: 'image/svg+xml',
  pdf: 'application/pdf',
  csv: 'text/csv',
  txt: 'text/plain',
  json: 'application/json',
  zip: 'application/zip',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};
const mediaTypeOf = (title: string) => mediaTypes[title.slice(title.lastIndexOf('.') + 1).toLowerCase()] ?? 'application/octet-stream';

/** Puts an attachment's facts into the database without an event. The bytes are a placeholder. */
export function insertAttachment({ state, clock, index }: Context, who: string, content: Content, input: NewAttachment): Attachment {
  const at = clock.now();
  const number = state.nextId();
  const attachment: Attachment = {
    id: `att${number}`,
    contentId: content.id,
    title: input.title,
    mediaType: input.mediaType ?? mediaTypeOf(input.title),
    fileSize: input.fileSize ?? 2_048 + ((Number(number) * 7_919) % 180_000),
    fileId: uuidOf('file', content.id, input.title),
    status: 'current',
    comment: input.comment ?? '',
    authorId: who,
    createdAt: at,
    versions: [{ number: 1, at, by: who, message: '', minor: false, body: '', title: input.title }],
  };
  state.attachments.set(attachment.id, attachment);
  state.attachmentIds.add(attachment.id);
  listOf(state.attachmentIdsByContent, content.id).add(attachment.id);
  index.touch(attachment.id);
  return attachment;
}

export const partChanges = (context: Context) => {
  const emitLabel = (content: Content, verb: string, who: string, label: Label) =>
    emitFor(context, content, `avi:confluence:${verb}:label`, who, {
      label: labelInEvent(label),
      content: { ...contentInEvent(context.state, content), labels: content.labels.map(labelInEvent) },
    });
  const emitAttachment = (attachment: Attachment, content: Content, verb: string, who: string) =>
    emitFor(context, content, `avi:confluence:${verb}:attachment`, who, {
      suppressNotifications: false,
      attachment: attachmentInEvent(context.state, attachment, content),
    });
  return {
    /** No new version. */
    addLabel(who: string, contentId: string, name: string, prefix: Label['prefix'] = 'global'): Label {
      const content = contentOf(context, contentId);
      const label = labelNamed(context, cleanLabel(name), prefix);
      if (content.labels.some((one) => one.id === label.id)) return label;
      content.labels.push(label);
      context.index.touch(contentId);
      emitLabel(content, 'added', who, label);
      return label;
    },
    removeLabel(who: string, contentId: string, name: string): void {
      const content = contentOf(context, contentId);
      const label = content.labels.find((one) => one.name === name);
      if (!label) throw new ModelError(404, `The content has no label ${name}`);
      content.labels = content.labels.filter((one) => one !== label);
      context.index.touch(contentId);
      emitLabel(content, 'removed', who, label);
    },
    addAttachment(who: string, input: NewAttachment): Attachment {
      const content = contentOf(context, input.contentId);
      const attachment = insertAttachment(context, who, content, input);
      emitAttachment(attachment, content, 'created', who);
      return attachment;
    },
    updateAttachment(who: string, id: string, change: { title?: string; fileSize?: number; comment?: string }): Attachment {
      const attachment = attachmentOf(context, id);
      const { number } = latest(attachment);
      Object.assign(attachment, change);
      attachment.versions.push({
        number: number + 1,
        at: context.clock.now(),
        by: who,
        message: '',
        minor: false,
        body: '',
        title: attachment.title,
      });
      context.index.touch(id);
      emitAttachment(attachment, contentOf(context, attachment.contentId), 'updated', who);
      return attachment;
    },
    /** To the trash. Unlike a page's, this event needs read scopes only. */
    trashAttachment(who: string, id: string): void {
      const attachment = attachmentOf(context, id);
      attachment.status = 'trashed';
      context.index.touch(id);
      emitAttachment(attachment, contentOf(context, attachment.contentId), 'trashed', who);
    },
  };
};
