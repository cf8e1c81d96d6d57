import type { AccountId } from '../content';
import { decode } from './storage/tag';
import type { Needs, SnapshotParts } from './types';

const accounts = /ri:account-id="([^"]+)"/g;
const pages = /<ri:page\b[^<>]*>/g;
const includes = /ac:name="(?:excerpt-include|include)"(?:(?!<\/ac:structured-macro>)[\s\S]){0,600}?(<ri:page\b[^<>]*>)/g;
const mentions = /"type"\s*:\s*"mention"/;
const adfMention = /\{[^{}]*"id"\s*:\s*"([^"\\]+)"[^{}]*\}/g;
const media = /"type"\s*:\s*"(?:file|image|media|mediaInline|mediaSingle)"/;

function attribute(tag: string, name: string): string | null {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
  return value === undefined || value === '' ? null : decode(value);
}

/**
 * What `compose` can be told about this content: who its people are, and which pages and files its bodies name. Each once, sorted.
 * Found by patterns and not by reading the bodies: an id too many costs the caller one entry in a bulk request.
 */
export function needsOf(parts: SnapshotParts): Needs {
  const { content, comments, tasks } = parts;
  const ids = new Set<AccountId>();
  const named = new Map<string, Needs['pages'][number]>();
  const files = new Set<string>();
  const included = new Set<string>();
  const add = (id: AccountId | null) => {
    if (id !== null && id !== '') ids.add(id);
  };
  add(content.authorId);
  for (const comment of comments) add(comment.authorId);
  for (const task of tasks) add(task.assignedTo);
  const bodies = [
    content.body,
    ...comments.map((comment) => comment.body),
    ...tasks.flatMap((task) => (task.body === null ? [] : [task.body])),
  ];
  for (const { format, value } of bodies) {
    if (format === 'adf') {
      const hasMention = mentions.test(value);
      const hasMedia = media.test(value);
      if (!hasMention && !hasMedia) continue;
      for (const match of value.matchAll(adfMention)) {
        const [attributes, id] = match;
        if (id === undefined) continue;
        if (/"(?:collection|width|height)"/.test(attributes)) files.add(id);
        else if (hasMention) add(id);
      }
    } else {
      for (const match of value.matchAll(accounts)) add(decode(match[1] ?? ''));
      for (const [tag] of value.matchAll(pages)) {
        const title = attribute(tag, 'ri:content-title');
        const spaceKey = attribute(tag, 'ri:space-key');
        if (title !== null) named.set(JSON.stringify([spaceKey, title]), { spaceKey, title });
      }
      for (const [, tag = ''] of value.matchAll(includes)) {
        const title = attribute(tag, 'ri:content-title');
        if (title !== null) included.add(JSON.stringify([attribute(tag, 'ri:space-key'), title]));
      }
    }
  }
  const keys = [...named.keys()].sort();
  return {
    accountIds: [...ids].sort(),
    pages: keys.flatMap((key) => named.get(key) ?? []),
    fileIds: [...files].sort(),
    includes: keys.filter((key) => included.has(key)).flatMap((key) => named.get(key) ?? []),
  };
}
