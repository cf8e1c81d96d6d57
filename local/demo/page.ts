import type { SeedBlogPost, SeedComment, SeedPage } from '../confluence/seed';
import type { Text } from './inline';
import { flow } from './storage';
import { numberTasks } from './tasks';
import { emailOf, type Who } from './who';

export interface PageOptions {
  labels?: string[];
  kind?: SeedPage['kind'];
  status?: SeedPage['status'];
  restrictedTo?: { users?: Who[]; groups?: string[] };
  comments?: SeedComment[];
}

/** A page: who wrote it, how many days before the site's start, and its blocks. */
export function page(title: string, by: Who, daysAgo: number, options: PageOptions, ...blocks: readonly Text[]): SeedPage {
  return { title, ...plain(options), by: emailOf(by), daysAgo, body: numberTasks(flow(blocks)) };
}

function plain({ restrictedTo, ...options }: PageOptions): Pick<SeedPage, 'labels' | 'kind' | 'status' | 'restrictedTo' | 'comments'> {
  if (!restrictedTo) return options;
  const { users, groups } = restrictedTo;
  return { ...options, restrictedTo: { ...(users && { users: users.map(emailOf) }), ...(groups && { groups }) } };
}

export function blogPost(
  title: string,
  by: Who,
  daysAgo: number,
  options: Pick<PageOptions, 'labels' | 'restrictedTo' | 'comments'>,
  ...blocks: readonly Text[]
): SeedBlogPost {
  const { labels, restrictedTo, comments } = plain(options);
  return {
    title,
    ...(labels && { labels }),
    ...(restrictedTo && { restrictedTo }),
    ...(comments && { comments }),
    by: emailOf(by),
    daysAgo,
    body: numberTasks(flow(blocks)),
  };
}

/** A folder holds pages and has no body. */
export function folder(title: string, by: Who, daysAgo: number, ...pages: readonly SeedPage[]): SeedPage {
  return { title, kind: 'folder', by: emailOf(by), daysAgo, children: [...pages] };
}

/** The page with these pages below it. */
export function under(parent: SeedPage, ...pages: readonly SeedPage[]): SeedPage {
  return { ...parent, children: [...(parent.children ?? []), ...pages] };
}

/** A footer comment, or a reply when given to another comment. Each string is a paragraph. */
export function says(by: Who, text: Text | readonly Text[], ...replies: readonly SeedComment[]): SeedComment {
  return { body: flow(text), by: emailOf(by), ...(replies.length > 0 && { replies: [...replies] }) };
}

/** A comment on words of the page; they stand in its body, once and without markup. */
export function on(quote: string, by: Who, text: Text | readonly Text[], ...replies: readonly SeedComment[]): SeedComment {
  return { ...says(by, text, ...replies), inline: { quote, resolution: 'open' } };
}

export function resolved(comment: SeedComment): SeedComment {
  return resolution(comment, 'resolved');
}
export function reopened(comment: SeedComment): SeedComment {
  return resolution(comment, 'reopened');
}
/** The words that the comment is about were deleted from the page since. */
export function dangling(comment: SeedComment): SeedComment {
  return resolution(comment, 'dangling');
}

function resolution(comment: SeedComment, value: 'resolved' | 'reopened' | 'dangling'): SeedComment {
  if (!comment.inline) throw new Error('Only an inline comment is resolved, reopened or dangling: make it with on()');
  return { ...comment, inline: { ...comment.inline, resolution: value } };
}
