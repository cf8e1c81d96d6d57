import { childNamed, type Element, elementsOf, findElement, isElement, type Markup, macroOf, parseStorage, textOf } from './markup';

/** A document of the new editor, as `atlas_doc_format` answers it (there as a string of JSON). Made of storage; simple, but of the schema. */
export interface AdfNode {
  type: string;
  attrs?: Record<string, unknown>;
  content?: AdfNode[];
  text?: string;
  marks?: { type: string; attrs?: Record<string, unknown> }[];
}
export interface AdfDocument {
  type: 'doc';
  version: 1;
  content: AdfNode[];
}

type Marks = NonNullable<AdfNode['marks']>;

const markOf: Record<string, string> = {
  strong: 'strong',
  b: 'strong',
  em: 'em',
  i: 'em',
  u: 'underline',
  s: 'strike',
  del: 'strike',
  code: 'code',
};
const wordText = (text: string) => text.replace(/\s+/g, ' ');
const text = (value: string, marks: Marks): AdfNode[] =>
  value === '' ? [] : [{ type: 'text', text: value, ...(marks.length > 0 ? { marks } : {}) }];

function linkOf(element: Element): { href: string; label: string } {
  const page = childNamed(element, 'ri:page');
  const label = textOf(elementsOf(element.children).filter((child) => child.name.endsWith('link-body')));
  const title = page?.attributes['ri:content-title'] ?? childNamed(element, 'ri:attachment')?.attributes['ri:filename'] ?? '';
  // The identity of the link is lost: ADF has an address where storage has a title.
  return { href: `https://local.invalid/wiki/search?text=${encodeURIComponent(title)}`, label: label || title || 'link' };
}

function inline(nodes: Markup[], marks: Marks): AdfNode[] {
  return nodes.flatMap((node): AdfNode[] => {
    if (!isElement(node)) return text(wordText(node), marks);
    const mark = markOf[node.name];
    if (mark) return inline(node.children, mark === 'code' ? [{ type: 'code' }] : [...marks, { type: mark }]);
    switch (node.name) {
      case 'sub':
      case 'sup':
        return inline(node.children, [...marks, { type: 'subsup', attrs: { type: node.name } }]);
      case 'a':
        return inline(node.children, [...marks, { type: 'link', attrs: { href: node.attributes.href ?? '' } }]);
      case 'br':
        return [{ type: 'hardBreak' }];
      case 'time':
        return [{ type: 'date', attrs: { timestamp: String(Date.parse(node.attributes.datetime ?? '') || 0) } }];
      case 'ac:emoticon': {
        const short = node.attributes['ac:emoji-shortname'] ?? `:${node.attributes['ac:name'] ?? ''}:`;
        return [{ type: 'emoji', attrs: { shortName: short, text: node.attributes['ac:emoji-fallback'] ?? short } }];
      }
      case 'ac:link': {
        const user = childNamed(node, 'ri:user');
        if (user) return [{ type: 'mention', attrs: { id: user.attributes['ri:account-id'] ?? '', text: '@someone' } }];
        const { href, label } = linkOf(node);
        return text(label, [...marks, { type: 'link', attrs: { href } }]);
      }
      case 'ac:structured-macro': {
        const { name, parameters } = macroOf(node);
        if (name === 'status')
          return [
            { type: 'status', attrs: { text: parameters.title ?? '', color: (parameters.colour ?? 'neutral').toLowerCase(), style: '' } },
          ];
        return [
          {
            type: 'inlineExtension',
            attrs: { extensionType: 'com.atlassian.confluence.macro.core', extensionKey: name, parameters: { macroParams: parameters } },
          },
        ];
      }
      case 'ac:inline-comment-marker':
        return inline(node.children, [
          ...marks,
          { type: 'annotation', attrs: { id: node.attributes['ac:ref'] ?? '', annotationType: 'inlineComment' } },
        ]);
      case 'ac:image':
        return [];
      default:
        return inline(node.children, marks);
    }
  });
}

const inlineNames = new Set([
  ...Object.keys(markOf),
  'sub',
  'sup',
  'a',
  'br',
  'time',
  'span',
  'ac:emoticon',
  'ac:link',
  'ac:inline-comment-marker',
  'small',
]);
const isInline = (node: Markup) =>
  !isElement(node) || inlineNames.has(node.name) || (node.name === 'ac:structured-macro' && node.attributes['ac:name'] === 'status');

const paragraph = (nodes: Markup[]): AdfNode[] => {
  const content = inline(nodes, []);
  return content.some((node) => node.type !== 'text' || node.text?.trim()) ? [{ type: 'paragraph', content }] : [];
};

const orEmpty = (content: AdfNode[]): AdfNode[] => (content.length > 0 ? content : [{ type: 'paragraph', content: [] }]);

const panels: Record<string, string> = { info: 'info', note: 'note', tip: 'success', warning: 'warning', panel: 'info' };

function macro(element: Element): AdfNode[] {
  const { name, parameters, rich, plain } = macroOf(element);
  const panelType = panels[name];
  if (panelType && rich) return [{ type: 'panel', attrs: { panelType }, content: orEmpty(blocks(rich)) }];
  if (name === 'code' || name === 'noformat')
    return [{ type: 'codeBlock', attrs: parameters.language ? { language: parameters.language } : {}, content: text(plain ?? '', []) }];
  if (name === 'expand' && rich) return [{ type: 'expand', attrs: { title: parameters.title ?? '' }, content: orEmpty(blocks(rich)) }];
  const attrs = { extensionType: 'com.atlassian.confluence.macro.core', extensionKey: name, parameters: { macroParams: parameters } };
  return rich ? [{ type: 'bodiedExtension', attrs, content: orEmpty(blocks(rich)) }] : [{ type: 'extension', attrs }];
}

function taskList(element: Element): AdfNode {
  const content = elementsOf(element.children).flatMap((task): AdfNode[] => {
    const body = childNamed(task, 'ac:task-body');
    const state = textOf(childNamed(task, 'ac:task-status')?.children ?? []) === 'complete' ? 'DONE' : 'TODO';
    const nested = body ? findElement(body.children, 'ac:task-list') : undefined;
    const localId = textOf(childNamed(task, 'ac:task-id')?.children ?? []);
    const own = inline(
      (body?.children ?? []).filter((node) => node !== nested),
      [],
    );
    return [{ type: 'taskItem', attrs: { localId, state }, content: own }, ...(nested ? [taskList(nested)] : [])];
  });
  return { type: 'taskList', attrs: { localId: '' }, content };
}

function table(element: Element): AdfNode {
  const rows = (nodes: Markup[]): Element[] => elementsOf(nodes).flatMap((node) => (node.name === 'tr' ? [node] : rows(node.children)));
  const cell = (node: Element): AdfNode => ({
    type: node.name === 'th' ? 'tableHeader' : 'tableCell',
    attrs: { colspan: Number(node.attributes.colspan ?? 1), rowspan: Number(node.attributes.rowspan ?? 1) },
    content: orEmpty(blocks(node.children)),
  });
  const content = rows(element.children).map((row) => ({
    type: 'tableRow',
    content: elementsOf(row.children)
      .filter((node) => node.name === 'td' || node.name === 'th')
      .map(cell),
  }));
  return { type: 'table', attrs: { layout: 'default' }, content };
}

const image = (element: Element): AdfNode => {
  const alt = element.attributes['ac:alt'];
  const url = childNamed(element, 'ri:url')?.attributes['ri:value'];
  const id = childNamed(element, 'ri:attachment')?.attributes['ri:filename'] ?? '';
  const attrs = url ? { type: 'external', url } : { type: 'file', id, collection: '' };
  return { type: 'mediaSingle', attrs: { layout: 'center' }, content: [{ type: 'media', attrs: { ...attrs, ...(alt ? { alt } : {}) } }] };
};

function block(node: Element): AdfNode[] {
  const heading = /^h([1-6])$/.exec(node.name);
  if (heading) return [{ type: 'heading', attrs: { level: Number(heading[1]) }, content: inline(node.children, []) }];
  switch (node.name) {
    case 'p':
      return [
        ...paragraph(node.children),
        ...elementsOf(node.children)
          .filter((child) => child.name === 'ac:image')
          .map(image),
      ];
    case 'ul':
    case 'ol':
      return [
        {
          type: node.name === 'ul' ? 'bulletList' : 'orderedList',
          content: elementsOf(node.children).map((item) => ({ type: 'listItem', content: orEmpty(blocks(item.children)) })),
        },
      ];
    case 'blockquote':
      return [{ type: 'blockquote', content: orEmpty(blocks(node.children)) }];
    case 'pre':
      return [{ type: 'codeBlock', attrs: {}, content: text(textOf(node.children), []) }];
    case 'hr':
      return [{ type: 'rule' }];
    case 'table':
      return [table(node)];
    case 'ac:task-list':
      return [taskList(node)];
    case 'ac:image':
      return [image(node)];
    case 'ac:structured-macro':
      return macro(node);
    default:
      return blocks(node.children);
  }
}

/** Runs of inline markup become paragraphs; all else is a block of its own. */
function blocks(nodes: Markup[]): AdfNode[] {
  const content: AdfNode[] = [];
  let run: Markup[] = [];
  const flush = () => {
    content.push(...paragraph(run));
    run = [];
  };
  for (const node of nodes) {
    if (isInline(node)) run.push(node);
    else if (isElement(node)) {
      flush();
      content.push(...block(node));
    }
  }
  flush();
  return content;
}

export const adfOf = (storage: string): AdfDocument => ({ type: 'doc', version: 1, content: blocks(parseStorage(storage)) });
