import type { Space } from '../content';
import { type FrontMatter, writeFrontMatter } from './frontMatter';
import { write } from './markdown/write';
import { type Block, heading, item, listOf, paragraphs, quote } from './mdast/blocks';
import { nodeAtom, textAtom } from './mdast/phrasing';

function lines(text: string): Block[] {
  return text
    .split(/\n{2,}/)
    .flatMap((part) =>
      paragraphs(
        part.split('\n').flatMap((line, index) => (index === 0 ? [textAtom(line)] : [nodeAtom({ type: 'break' }), textAtom(line)])),
      ),
    );
}

function section(name: string, blocks: readonly Block[]): Block[] {
  return blocks.length === 0 ? [] : [...heading(2, [textAtom(name)]), ...blocks];
}

function list(items: readonly string[]): Block[] {
  return listOf(items.map((text) => item(paragraphs([textAtom(text)]))));
}

export interface AboutSource {
  /** The site's address up to and with `/wiki`. */
  siteUrl: string;
  /** What the site's admins want readers to know; '' for nothing. */
  instructions: string;
  /** Set for the root of restricted content: who may read what lies below, in words. */
  audience?: string;
}

/** The text of `About this source.md`. */
export function aboutSource(about: AboutSource): string {
  const host = about.siteUrl.replace(/^https?:\/\//, '').replace(/\/.*$/, '');
  const fields: FrontMatter = {
    source_integration: 'Confluence',
    source_data_type: 'About',
    source_id: 'about-source',
    url: about.siteUrl,
    title: `Confluence: ${host}`,
    audience: about.audience,
  };
  const blocks: Block[] = [
    ...heading(1, [textAtom(`Confluence: ${host}`)]),
    ...paragraphs([
      textAtom(
        `The files below this folder mirror pages and blog posts of the Confluence site at ${about.siteUrl}. They are written by the app “Qontext for Confluence”, which follows every edit there. Change content in Confluence: what is changed here is overwritten by its next edit, or kept aside for a person to settle.`,
      ),
    ]),
    ...section('Layout', [
      ...list([
        'One folder for each space; in it one file for each page. The children of a page lie in the folder that bears the page’s name.',
        'Blog posts lie in the folder Blog of their space, by year.',
        'The number in brackets at the end of a name is the Confluence id of the page. It stays when a page is renamed or moved.',
        'A long page continues in files that end in “part 2”, “part 3” and so on.',
      ]),
    ]),
    ...section('Front matter', [
      ...list([
        'source_integration, source_data_type, source_id: where the file comes from; the id is Confluence’s.',
        'url: the page in Confluence; cite this address.',
        'space: the key of the space. title, version, author, created, updated, labels: as in Confluence.',
        'audience: who may read the page in Confluence.',
        'part: place of this file where a page takes more than one.',
      ]),
    ]),
    ...section('Reading the text', [
      ...list([
        'Panels are quotes that begin with [!NOTE], [!TIP], [!IMPORTANT], [!WARNING] or [!CAUTION]; other boxes are quotes that begin with their title.',
        'A status is set as code; people are written @Name; dates are year, month, day.',
        'Comments follow the page under “Inline comments” and “Comments”, with author, time and state.',
        'A mark such as [macro: name] stands where Confluence shows something that text can’t hold.',
      ]),
    ]),
    ...section('Who may read this', about.audience === undefined ? [] : quote(lines(about.audience))),
    ...section('Instructions of the site’s admins', lines(about.instructions)),
  ];
  return `${writeFrontMatter(fields)}\n${write(blocks)}`;
}

export interface AboutSpace {
  siteUrl: string;
  space: Pick<Space, 'id' | 'key' | 'name' | 'description' | 'type' | 'status'>;
  /** Who may read the space in Confluence, in words. */
  audience: string;
  /** What the space's admins want readers to know; '' for nothing. */
  instructions: string;
}

/** The text of `About this space.md`. */
export function aboutSpace(about: AboutSpace): string {
  const { space } = about;
  const url = `${about.siteUrl}/spaces/${encodeURIComponent(space.key)}`;
  const fields: FrontMatter = {
    source_integration: 'Confluence',
    source_data_type: 'About',
    source_id: `about-space-${space.id}`,
    url,
    space: space.key,
    title: space.name,
    audience: about.audience === '' ? undefined : about.audience,
  };
  const state = space.status === 'archived' ? ' It is archived: its content is no longer kept up to date.' : '';
  const kind = space.type === 'personal' ? 'personal space' : 'space';
  const blocks: Block[] = [
    ...heading(1, [textAtom(space.name)]),
    ...paragraphs([textAtom(`This folder mirrors the Confluence ${kind} `), textAtom(space.key, 64), textAtom(` at ${url}.${state}`)]),
    ...section('Description', lines(space.description ?? '')),
    ...section('Who may read this', lines(about.audience)),
    ...section('Instructions of the space’s admins', lines(about.instructions)),
  ];
  return `${writeFrontMatter(fields)}\n${write(blocks)}`;
}
