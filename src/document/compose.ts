import type { Body } from '../content';
import { readBody, readExcerpt } from './body';
import { commentBlocks } from './comments';
import { type FrontMatter, writeFrontMatter } from './frontMatter';
import type { World } from './macros/macro';
import { write } from './markdown/write';
import { type Block, heading } from './mdast/blocks';
import { textAtom } from './mdast/phrasing';
import { pageKey, type References, references } from './references';
import { split } from './split';
import { taskBlocks, taskNote } from './tasks';
import type { Document, DocumentInput } from './types';
import { type Warnings, warnings } from './warnings';

/** The size that a file may have, in UTF-8 bytes: below the smaller of the two limits that Qontext ever named (45 KB, 51,200 characters). */
export const largestFile = 45_000;

/** The size up to which content is converted, in UTF-16 units, over body, comments and tasks together. Confluence itself refuses pages near 5 MB. */
export const largestContent = 20_000_000;

/** A content is larger than the app converts. The message names the content's id and what to do. */
export class DocumentTooLargeError extends Error {
  override readonly name = 'DocumentTooLargeError';
  constructor(
    readonly contentId: string,
    readonly size: number,
  ) {
    super(
      `Content ${contentId} has ${size} characters with its comments; at most ${largestContent} are converted. Split the page in Confluence, or move its large tables and logs into attachments.`,
    );
  }
}

function sizeOf(input: DocumentInput): number {
  const bodies: (Body | null)[] = [
    input.content.body,
    ...input.comments.map((comment) => comment.body),
    ...input.tasks.map((task) => task.body),
    ...(input.includes?.values() ?? []),
  ];
  return bodies.reduce((sum, body) => sum + (body?.value.length ?? 0), 0);
}

export function contentUrl(input: Pick<DocumentInput, 'siteUrl' | 'space' | 'content'>): string {
  const { siteUrl, space, content } = input;
  const base = `${siteUrl}/spaces/${encodeURIComponent(space.key)}`;
  if (content.type === 'page') return `${base}/pages/${content.id}`;
  const day = /^(\d{4})-(\d{2})-(\d{2})/.exec(content.createdAt);
  return day === null
    ? `${siteUrl}/pages/viewpage.action?pageId=${content.id}`
    : `${base}/blog/${day[1]}/${day[2]}/${day[3]}/${content.id}`;
}

/** Longer values than these are cut, so that the front matter always leaves room for the text. */
const longestField = 1_000;
const mostLabels = 200;

function frontMatter(input: DocumentInput): FrontMatter {
  const { content, names } = input;
  const labels = [...new Set(content.labels)]
    .sort()
    .slice(0, mostLabels)
    .map((label) => label.slice(0, 255));
  return {
    source_integration: 'Confluence',
    source_data_type: content.type === 'page' ? 'Page' : 'BlogPost',
    source_id: content.id,
    url: contentUrl(input),
    space: input.space.key,
    title: content.title.slice(0, longestField),
    version: content.version.number,
    author: content.authorId === null ? undefined : (names.get(content.authorId) ?? content.authorId),
    created: content.createdAt,
    updated: content.version.createdAt,
    labels: labels.length > 0 ? labels : undefined,
    audience: input.audience === '' ? undefined : input.audience.slice(0, longestField),
  };
}

/** What included pages show. They are read without includes of their own: two pages may include each other. */
function includedIn(input: DocumentInput, warnings: Warnings): World['included'] {
  return (page, excerpt) => {
    const spaceKey = page.spaceKey ?? input.space.key;
    const body = input.includes?.get(pageKey(spaceKey, page.title));
    if (body === undefined) return null;
    // Links and files in the included body are those of its own page, whose id is not known here.
    const to = references({ siteUrl: input.siteUrl, spaceKey, contentId: null, names: input.names, pages: input.pages });
    return excerpt === null
      ? readBody(body, { references: to, warnings }).blocks
      : readExcerpt(body, excerpt, { references: to, warnings });
  };
}

function bodyBlocks(input: DocumentInput, to: References, lost: Warnings): Block[] {
  const { content, comments, tasks, names } = input;
  const name = (id: string) => names.get(id) ?? id;
  const byLocalId = new Map(tasks.filter((task) => task.localId !== null).map((task) => [task.localId, task]));
  const note = (localId: string, shown: string) => {
    const task = byLocalId.get(localId);
    return task === undefined ? '' : taskNote(task, name, shown);
  };
  const body = readBody(content.body, { references: to, warnings: lost, taskNote: note, included: includedIn(input, lost) });
  const plainBody = (value: Body) => readBody(value, { references: to, warnings: lost }).blocks;
  const read = comments.map((comment) => ({ comment, blocks: plainBody(comment.body) }));
  const author = (id: string | null) => (id === null ? 'Anonymous' : name(id));
  return [
    ...body.blocks,
    ...taskBlocks(tasks, body.shownTasks, name, (task) => (task.body === null ? [] : plainBody(task.body))),
    ...commentBlocks(read, 'inline', author),
    ...commentBlocks(read, 'footer', author),
  ];
}

/**
 * The document of one content: front matter, title, body, tasks, comments, in one Markdown text for each file.
 * Never throws but for `DocumentTooLargeError`. The same input gives the same bytes, whatever the order of comments, tasks and labels in it.
 */
export function compose(input: DocumentInput): Document {
  const size = sizeOf(input);
  if (size > largestContent) throw new DocumentTooLargeError(input.content.id, size);
  const lost = warnings();
  const to = references({
    siteUrl: input.siteUrl,
    spaceKey: input.space.key,
    contentId: input.content.id,
    names: input.names,
    pages: input.pages,
  });
  const blocks = bodyBlocks(input, to, lost);
  const fields = frontMatter(input);
  const title = input.content.title.slice(0, longestField);
  const whole = writeFrontMatter(fields) + wholeBody(title, blocks);
  if (Buffer.byteLength(whole) <= largestFile) return { parts: [whole], warnings: lost.list() };

  const head = (place: string) =>
    `${writeFrontMatter({ ...fields, part: place })}\n${write(heading(1, [textAtom(`${title} (part ${place})`)]))}\n`;
  const budget = largestFile - Buffer.byteLength(head('99999 of 99999'));
  const parts = split(blocks, budget, (subject) => lost.add('cut-block', subject));
  return { parts: parts.map((part, index) => head(`${index + 1} of ${parts.length}`) + write(part)), warnings: lost.list() };
}

function wholeBody(title: string, blocks: readonly Block[]): string {
  return `\n${write([...heading(1, [textAtom(title)]), ...blocks])}`;
}
