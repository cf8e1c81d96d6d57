import type { List, ListItem } from 'mdast';
import type { Comment } from '../content';
import { type Block, heading } from './mdast/blocks';
import { phrasing, textAtom } from './mdast/phrasing';

/** A comment with its body read. */
export interface ReadComment {
  comment: Comment;
  blocks: Block[];
}

const longestQuote = 300;

/** Ids are 64-bit numbers in text; what is no number comes last, by its text. Both ways of reading must give the same order. */
export function byId(a: { id: string }, b: { id: string }): number {
  const isNumber = [/^\d+$/.test(a.id), /^\d+$/.test(b.id)];
  if (isNumber[0] && isNumber[1]) {
    const left = a.id.replace(/^0+/, '');
    const right = b.id.replace(/^0+/, '');
    if (left.length !== right.length) return left.length - right.length;
    return left < right ? -1 : left > right ? 1 : 0;
  }
  if (isNumber[0] !== isNumber[1]) return isNumber[0] ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** `2026-11-20 10:05 UTC`; a date that can't be read stays as it is. */
export function moment(iso: string): string {
  const time = Date.parse(iso);
  if (Number.isNaN(time)) return iso;
  const text = new Date(time).toISOString();
  return `${text.slice(0, 10)} ${text.slice(11, 16)} UTC`;
}

function aboutLine(comment: Comment, name: string): Block {
  const said: string[] = [moment(comment.at)];
  if (comment.kind === 'inline' && comment.parentId === null) {
    if (comment.resolution !== null && comment.resolution !== '') said.push(comment.resolution);
    const quote = comment.quote?.replace(/\s+/g, ' ').trim() ?? '';
    const isLong = quote.length > longestQuote;
    if (quote !== '') said.push(`on “${isLong ? `${quote.slice(0, longestQuote)}…` : quote}”`);
    if (comment.resolution === 'dangling') said.push('the text it was about is gone');
  }
  const author = phrasing([textAtom(name)]);
  return {
    type: 'paragraph',
    children: [
      { type: 'strong', children: author.length > 0 ? author : [{ type: 'text', value: 'unknown' }] },
      ...phrasing([textAtom(`x, ${said.join(', ')}:`)]).map(withoutLeader),
    ],
  };
}

/** `phrasing` trims white space at the start of a line, and the text here goes on in the middle of one. */
function withoutLeader<T>(node: T, index: number): T {
  const text = node as { type: string; value?: string }; // every phrasing node has a type; `value` is read where it is a text
  return index === 0 && text.type === 'text' && text.value !== undefined ? ({ ...node, value: text.value.slice(1) } as T) : node;
}

function toItem(
  read: ReadComment,
  children: Map<string, ReadComment[]>,
  names: (id: string | null) => string,
  seen: Set<string>,
): ListItem {
  const replies = (children.get(read.comment.id) ?? []).filter((reply) => !seen.has(reply.comment.id));
  for (const reply of replies) seen.add(reply.comment.id);
  const blocks: Block[] = [aboutLine(read.comment, names(read.comment.authorId)), ...read.blocks];
  const nested = listOf(replies, children, names, seen);
  // A list item holds any block; mdast's type leaves out only nodes that no reader here makes.
  return { type: 'listItem', spread: true, checked: null, children: [...blocks, ...nested] as ListItem['children'] };
}

function listOf(
  reads: readonly ReadComment[],
  children: Map<string, ReadComment[]>,
  names: (id: string | null) => string,
  seen: Set<string>,
): List[] {
  if (reads.length === 0) return [];
  return [{ type: 'list', ordered: false, spread: true, start: null, children: reads.map((read) => toItem(read, children, names, seen)) }];
}

/** Replies deeper than this are written beside each other: Confluence allows fewer levels, a cycle would have no end. */
const deepestReply = 20;

/**
 * Threads in order of their comments' ids, replies below what they answer. A reply whose parent is missing (deleted, not readable)
 * begins a thread of its own: it is shown rather than lost.
 */
export function commentBlocks(reads: readonly ReadComment[], kind: Comment['kind'], names: (id: string | null) => string): Block[] {
  const own = reads.filter((read) => read.comment.kind === kind).sort((a, b) => byId(a.comment, b.comment));
  if (own.length === 0) return [];
  const byOwnId = new Map(own.map((read) => [read.comment.id, read]));
  const children = new Map<string, ReadComment[]>();
  const roots: ReadComment[] = [];
  for (const read of own) {
    const place = placeOf(read, byOwnId);
    if (place === null) roots.push(read);
    else {
      const siblings = children.get(place);
      if (siblings === undefined) children.set(place, [read]);
      else siblings.push(read);
    }
  }
  const title = kind === 'footer' ? 'Comments' : 'Inline comments';
  return [...heading(2, [textAtom(title)]), ...listOf(roots, children, names, new Set(roots.map((read) => read.comment.id)))];
}

/** The comment below which this one is written; null for the first of a thread. */
function placeOf(read: ReadComment, byOwnId: ReadonlyMap<string, ReadComment>): string | null {
  const chain: string[] = [];
  for (let id = read.comment.parentId; id !== null && byOwnId.has(id); id = byOwnId.get(id)?.comment.parentId ?? null) {
    // A cycle of parents: none of them is the first, so each stands by itself.
    if (chain.includes(id) || id === read.comment.id) return null;
    chain.push(id);
    if (chain.length > 1000) break;
  }
  return chain.length > deepestReply ? (chain[chain.length - deepestReply] ?? null) : (chain[0] ?? null);
}
