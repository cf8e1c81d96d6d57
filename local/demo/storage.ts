import { blockMarkup, cdata, escapeAttribute, inline, type Markup, type Text } from './inline';

/** Fragments of storage format that stand by themselves. Words are in the notation of `inline`. */

export const h1 = (text: Text): Markup => blockMarkup(`<h1>${inline(text)}</h1>`);
export const h2 = (text: Text): Markup => blockMarkup(`<h2>${inline(text)}</h2>`);
export const h3 = (text: Text): Markup => blockMarkup(`<h3>${inline(text)}</h3>`);
export const h4 = (text: Text): Markup => blockMarkup(`<h4>${inline(text)}</h4>`);
export const p = (...parts: readonly Text[]): Markup => blockMarkup(`<p>${inline(...parts)}</p>`);
export const quote = (...parts: readonly Text[]): Markup => blockMarkup(`<blockquote>${flow(parts)}</blockquote>`);
export const rule: Markup = blockMarkup('<hr />');

/** What a list item, a cell or a panel holds: each string is a paragraph, blocks stand as they are. */
export type Flow = Text | readonly Text[];

export function flow(content: Flow): string {
  const parts = isList(content) ? content : [content];
  return parts.map((part) => (typeof part !== 'string' && part.block ? part.xml : `<p>${inline(part)}</p>`)).join('');
}

/** `Array.isArray` does not narrow a readonly array. */
function isList(content: Flow): content is readonly Text[] {
  return Array.isArray(content);
}

const items = (contents: readonly Flow[]): string => contents.map((content) => `<li>${flow(content)}</li>`).join('');
export const ul = (...contents: readonly Flow[]): Markup => blockMarkup(`<ul>${items(contents)}</ul>`);
export const ol = (...contents: readonly Flow[]): Markup => blockMarkup(`<ol start="1">${items(contents)}</ol>`);

export interface Cell {
  readonly content: Flow;
  readonly colspan?: number;
  readonly rowspan?: number;
  readonly header?: boolean;
  /** Background, as the editor's palette has it, like #e3fcef. */
  readonly colour?: string;
}
export type Row = readonly (Flow | Cell)[];

const isCell = (value: Flow | Cell): value is Cell => typeof value === 'object' && 'content' in value;

function cellXml(value: Flow | Cell, header: boolean): string {
  const cell: Cell = isCell(value) ? value : { content: value };
  const name = (cell.header ?? header) ? 'th' : 'td';
  const span = (which: 'colspan' | 'rowspan') => (cell[which] ? ` ${which}="${cell[which]}"` : '');
  const colour = cell.colour ? ` data-highlight-colour="${cell.colour}"` : '';
  return `<${name}${colour}${span('colspan')}${span('rowspan')}>${flow(cell.content)}</${name}>`;
}

function tableXml(rows: readonly Row[], isHeader: (row: number, column: number) => boolean): Markup {
  const body = rows.map((row, y) => `<tr>${row.map((cell, x) => cellXml(cell, isHeader(y, x))).join('')}</tr>`).join('');
  return blockMarkup(`<table data-table-width="760" data-layout="default"><tbody>${body}</tbody></table>`);
}

/** A table whose first row is its header. */
export const table = (...rows: readonly Row[]): Markup => tableXml(rows, (y) => y === 0);
/** A table whose first row and first column are headers. */
export const matrix = (...rows: readonly Row[]): Markup => tableXml(rows, (y, x) => y === 0 || x === 0);
/** A table of facts: the first column is the header, no row is. */
export const facts = (...rows: readonly Row[]): Markup => tableXml(rows, (_y, x) => x === 0);
/** A table without any header. */
export const grid = (...rows: readonly Row[]): Markup => tableXml(rows, () => false);

/** Parameters of a macro, in their order. */
export type Parameters = Readonly<Record<string, string>>;

const parametersXml = (parameters: Parameters): string =>
  Object.entries(parameters)
    .map(
      ([name, value]) =>
        `<ac:parameter ac:name="${escapeAttribute(name)}">${inline({ xml: escapeAttribute(value), block: false })}</ac:parameter>`,
    )
    .join('');

/** Any macro: without a body, with a rich body (blocks), or with a plain one. */
export function macro(name: string, parameters: Parameters = {}, body?: Flow | { plain: string }): Markup {
  const inner =
    body === undefined
      ? ''
      : typeof body === 'object' && 'plain' in body
        ? `<ac:plain-text-body>${cdata(body.plain)}</ac:plain-text-body>`
        : `<ac:rich-text-body>${flow(body)}</ac:rich-text-body>`;
  return blockMarkup(
    `<ac:structured-macro ac:name="${escapeAttribute(name)}" ac:schema-version="1">${parametersXml(parameters)}${inner}</ac:structured-macro>`,
  );
}

/** The same macro within a paragraph. */
export const inlineMacro = (name: string, parameters: Parameters = {}): Markup => ({ ...macro(name, parameters), block: false });

export function code(language: string, text: string, title?: string): Markup {
  return macro('code', { language, ...(title && { title }) }, { plain: text });
}
export const noformat = (text: string): Markup => macro('noformat', {}, { plain: text });

export const info = (...content: readonly Text[]): Markup => macro('info', {}, content);
export const note = (...content: readonly Text[]): Markup => macro('note', {}, content);
export const tip = (...content: readonly Text[]): Markup => macro('tip', {}, content);
export const warning = (...content: readonly Text[]): Markup => macro('warning', {}, content);
/** The custom panel of the cloud editor: an emoji and a colour of the author's choice. */
export const panel = (icon: string, colour: string, ...content: readonly Text[]): Markup =>
  macro('panel', { panelIcon: ':custom:', panelIconText: icon, bgColor: colour }, content);
export const expand = (title: string, ...content: readonly Text[]): Markup => macro('expand', { title }, content);

export const toc: Markup = macro('toc', { minLevel: '1', maxLevel: '3', style: 'none' });
export const children: Markup = macro('children', { all: 'true', sort: 'title' });
export const jira = (key: string): Markup =>
  inlineMacro('jira', { server: 'System Jira', serverId: 'b0f4a2c1-7d55-3c0e-9a41-60c1d3a8e7f2', key });
export const excerpt = (name: string, ...content: readonly Text[]): Markup =>
  macro('excerpt', { name, 'atlassian-macro-output-type': 'BLOCK' }, content);
export const anchor = (name: string): Markup => inlineMacro('anchor', { '': name });

/** Page properties: a table that reports of other pages collect by label. */
export const properties = (...rows: readonly Row[]): Markup => macro('details', {}, facts(...rows));

/** Macros that show (a part of) another page take a link to it as a nameless parameter. */
export function include(
  name: 'include' | 'excerpt-include',
  title: string,
  options: { space?: string; excerptName?: string } = {},
): Markup {
  const space = options.space ? ` ri:space-key="${escapeAttribute(options.space)}"` : '';
  const parameters = options.excerptName ? parametersXml({ name: options.excerptName }) : '';
  return blockMarkup(
    `<ac:structured-macro ac:name="${name}" ac:schema-version="1">${parameters}<ac:parameter ac:name=""><ac:link><ri:page ri:content-title="${escapeAttribute(title)}"${space} /></ac:link></ac:parameter></ac:structured-macro>`,
  );
}

/** An image that is attached to the page, by its file name. `caption` is in the notation of `inline`. */
export function image(filename: string, alt: string, options: { caption?: string; width?: number } = {}): Markup {
  const caption = options.caption ? `<ac:caption><p>${inline(options.caption)}</p></ac:caption>` : '';
  return blockMarkup(
    `<ac:image ac:align="center" ac:layout="center" ac:alt="${escapeAttribute(alt)}" ac:width="${options.width ?? 760}"><ri:attachment ri:filename="${escapeAttribute(filename)}" ri:version-at-save="1" />${caption}</ac:image>`,
  );
}

/** Columns side by side, as the page layouts of both editors have them. */
export function layout(
  type: 'single' | 'two_equal' | 'two_left_sidebar' | 'two_right_sidebar' | 'three_equal',
  ...columns: readonly (readonly Text[])[]
): Markup {
  const cells = columns.map((column) => `<ac:layout-cell>${flow(column)}</ac:layout-cell>`).join('');
  return blockMarkup(`<ac:layout-section ac:type="${type}" ac:breakout-mode="default">${cells}</ac:layout-section>`);
}
export const layouts = (...sections: readonly Markup[]): Markup =>
  blockMarkup(`<ac:layout>${sections.map((section) => section.xml).join('')}</ac:layout>`);
