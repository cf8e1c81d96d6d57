import { Parser } from 'htmlparser2';
import type { SeedBlogPost, SeedComment, SeedPage, SeedSite, SeedSpace } from '../../../local/confluence/seed';

export interface PlacedPage {
  space: SeedSpace;
  page: SeedPage;
  depth: number;
  /** Whether it or a page above it is restricted. */
  hidden: boolean;
}

/** All pages of a space, parents before children; the home page has depth 1. */
export function pagesOf(space: SeedSpace): PlacedPage[] {
  const walk = (page: SeedPage, depth: number, above: boolean): PlacedPage[] => {
    const hidden = above || page.restrictedTo !== undefined;
    return [{ space, page, depth, hidden }, ...(page.children ?? []).flatMap((child) => walk(child, depth + 1, hidden))];
  };
  return space.pages.flatMap((page) => walk(page, 1, false));
}

export const allPages = (site: SeedSite): PlacedPage[] => site.spaces.flatMap(pagesOf);

export interface PlacedBody {
  /** Where it stands, for messages of failing tests. */
  where: string;
  space: SeedSpace;
  content: SeedPage | SeedBlogPost;
  body: string;
}

/** Pages that have a body, and blog posts. */
export function allContent(site: SeedSite): PlacedBody[] {
  return site.spaces.flatMap((space) =>
    [...pagesOf(space).map(({ page }) => page), ...(space.blogposts ?? [])]
      .filter((content) => content.body !== undefined)
      .map((content) => ({ where: `${space.key}: ${content.title}`, space, content, body: content.body ?? '' })),
  );
}

/** Comments with their replies, flat. */
export const flatComments = (comments: readonly SeedComment[] = []): SeedComment[] =>
  comments.flatMap((comment) => [comment, ...flatComments(comment.replies)]);

/** Bodies of pages, blog posts and comments. */
export function allBodies(site: SeedSite): PlacedBody[] {
  return allContent(site).flatMap((one) => [
    one,
    ...flatComments(one.content.comments).map((comment) => ({ ...one, where: `${one.where}, a comment`, body: comment.body })),
  ]);
}

/** Names of the opening tags of a body, with their attributes, in order. */
export function tagsOf(body: string): { name: string; attributes: Record<string, string> }[] {
  const tags: { name: string; attributes: Record<string, string> }[] = [];
  const parser = new Parser({ onopentag: (name, attributes) => tags.push({ name, attributes: { ...attributes } }) }, { xmlMode: true });
  parser.end(body);
  return tags;
}

/** The visible text, one string for each run without markup; CDATA left out. Entities stay as they are written. */
export function textRuns(body: string): string[] {
  return body
    .replace(/<!\[CDATA\[[\s\S]*?\]\]>/g, '<cdata/>')
    .split(/<[^>]*>/)
    .filter((run) => run !== '');
}

const allowedEntities =
  /^&(?:amp|lt|gt|quot|nbsp|ndash|mdash|rsquo|ldquo|rdquo|hellip|rarr|deg|plusmn|times|micro|[aouAOU]uml|szlig|eacute);/;

/**
 * What is not well-formed: tags that close nothing, or another one, or are never closed; signs that should be entities.
 * Written anew rather than with a parser: those that read storage format forgive all of this.
 */
export function malformations(body: string): string[] {
  const faults: string[] = [];
  const open: string[] = [];
  let end = 0;
  const readText = (text: string) => {
    if (/[<>]/.test(text)) faults.push(`a bare < or > in "${text.slice(0, 60)}"`);
    for (let at = text.indexOf('&'); at >= 0; at = text.indexOf('&', at + 1))
      if (!allowedEntities.test(text.slice(at, at + 10))) faults.push(`a bare & in "${text.slice(at, at + 20)}"`);
  };
  const token = /<!\[CDATA\[[\s\S]*?\]\]>|<(\/?)([A-Za-z][\w:-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/g;
  for (const match of body.matchAll(token)) {
    readText(body.slice(end, match.index));
    end = match.index + match[0].length;
    const [, closing, name, , selfClosing] = match;
    if (name === undefined || selfClosing) continue;
    if (!closing) open.push(name);
    else if (open.at(-1) === name) open.pop();
    else faults.push(`</${name}> where ${open.at(-1) ?? 'nothing'} is open`);
  }
  readText(body.slice(end));
  return [...faults, ...open.map((name) => `<${name}> is never closed`)];
}
