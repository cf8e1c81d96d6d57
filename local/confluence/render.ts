import { childNamed, type Element, elementsOf, findElement, isElement, type Markup, macroOf, parseStorage, textOf } from './markup';

/** What rendering needs to know of the site; without it names and addresses stay out. */
export interface RenderOptions {
  personName?: (accountId: string) => string | null;
  pageHref?: (title: string, spaceKey: string | null) => string | null;
  attachmentHref?: (filename: string) => string | null;
  /** Ids of the tasks as `ac:task-id`, made into check boxes that can be ticked. */
  taskIdOf?: (localId: string) => string | null;
}

export const escapeHtml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');

/** Storage format as HTML. Only elements and attributes of a list come through, and every text is escaped. */
export function renderStorage(body: string, options: RenderOptions = {}): string {
  return render(parseStorage(body), options);
}

const plainElements = new Set(
  'p h1 h2 h3 h4 h5 h6 strong b em i u s del code sub sup small ul ol li blockquote pre hr br table thead tbody tfoot tr td th colgroup col span div dl dt dd figure figcaption cite abbr ins kbd'.split(
    ' ',
  ),
);
const empty = new Set(['br', 'hr', 'col']);
const numeric = new Set(['colspan', 'rowspan', 'start']);

/** Addresses that a link may have: never a script. */
const safeHref = (href: string) => (/^(https?:|mailto:|\/|#)/i.test(href.trim()) ? href.trim() : '#');

const tag = (name: string, attributes: Record<string, string>, inner: string) =>
  `<${name}${Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escapeHtml(value)}"`)
    .join('')}>${inner}</${name}>`;

const render = (nodes: Markup[], options: RenderOptions): string =>
  nodes.map((node) => (isElement(node) ? element(node, options) : escapeHtml(node))).join('');

function element(node: Element, options: RenderOptions): string {
  const inner = () => render(node.children, options);
  if (plainElements.has(node.name)) {
    const attributes = Object.fromEntries(
      Object.entries(node.attributes).filter(([key, value]) => numeric.has(key) && /^\d+$/.test(value)),
    );
    // An empty header cell names nothing: it is a cell like others to who hears the page read.
    const name = node.name === 'th' && textOf(node.children).trim() === '' ? 'td' : node.name;
    const shape = tag(name, attributes, empty.has(node.name) ? '' : inner());
    if (empty.has(node.name)) return shape.replace(`</${node.name}>`, '');
    return node.name === 'table' ? tag('div', { class: 'table', role: 'group', 'aria-label': 'Table', tabindex: '0' }, shape) : shape;
  }
  switch (node.name) {
    case 'a':
      return tag('a', { href: safeHref(node.attributes.href ?? '') }, inner());
    case 'time':
      return tag('time', { datetime: node.attributes.datetime ?? '', class: 'date' }, escapeHtml(node.attributes.datetime ?? ''));
    case 'ac:link':
      return link(node, options);
    case 'ac:image':
      return image(node, options);
    case 'ac:emoticon':
      return escapeHtml(
        node.attributes['ac:emoji-fallback'] ?? node.attributes['ac:emoji-shortname'] ?? `:${node.attributes['ac:name'] ?? ''}:`,
      );
    case 'ac:task-list':
      return tag(
        'ul',
        { class: 'tasks' },
        elementsOf(node.children)
          // A nested list stands in the task or beside it: both are in use.
          .map((child) =>
            child.name === 'ac:task-list' ? tag('li', { class: 'nested' }, element(child, options)) : element(child, options),
          )
          .join(''),
      );
    case 'ac:task':
      return task(node, options);
    case 'ac:structured-macro':
    case 'ac:macro':
      return macro(node, options);
    case 'ac:inline-comment-marker':
      return tag('mark', {}, inner());
    case 'ac:placeholder':
      return tag('span', { class: 'placeholder' }, inner());
    case 'ac:layout':
    case 'ac:layout-cell':
      return tag('div', { class: node.name.slice('ac:'.length) }, inner());
    case 'ac:layout-section':
      return tag('div', { class: 'layout-section' }, inner());
    case 'ac:adf-extension': {
      // The same text comes twice: as ADF content and as its fallback.
      const fallback = findElement(node.children, 'ac:adf-fallback');
      return tag('div', { class: 'panel' }, render(fallback?.children ?? node.children, options));
    }
    case 'ac:parameter':
    case 'script':
    case 'style':
      return '';
    default:
      return inner();
  }
}

function link(node: Element, options: RenderOptions): string {
  const user = childNamed(node, 'ri:user');
  if (user)
    return tag(
      'span',
      { class: 'mention' },
      `@${escapeHtml(options.personName?.(user.attributes['ri:account-id'] ?? '') ?? 'Unknown person')}`,
    );
  const body = elementsOf(node.children).find((child) => child.name === 'ac:link-body' || child.name === 'ac:plain-text-link-body');
  const page = childNamed(node, 'ri:page') ?? childNamed(node, 'ri:blog-post');
  const file = childNamed(node, 'ri:attachment')?.attributes['ri:filename'];
  const title =
    page?.attributes['ri:content-title'] ??
    file ??
    node.attributes['ac:anchor'] ??
    childNamed(node, 'ri:space')?.attributes['ri:space-key'] ??
    '';
  const label = body ? render(body.children, options) : escapeHtml(title);
  const href = page
    ? (options.pageHref?.(page.attributes['ri:content-title'] ?? '', page.attributes['ri:space-key'] ?? null) ?? null)
    : file
      ? (options.attachmentHref?.(file) ?? null)
      : node.attributes['ac:anchor']
        ? `#${node.attributes['ac:anchor']}`
        : null;
  return href === null
    ? tag('span', { class: 'broken', title: 'No page of this title' }, label)
    : tag('a', { href: safeHref(href) }, label);
}

function image(node: Element, options: RenderOptions): string {
  const file = findElement(node.children, 'ri:attachment')?.attributes['ri:filename'];
  const url = findElement(node.children, 'ri:url')?.attributes['ri:value'];
  const alt = node.attributes['ac:alt'] ?? file ?? '';
  const src = file ? (options.attachmentHref?.(file) ?? null) : null;
  // An image of another host is linked, not loaded: the page asks nobody but this server.
  if (src === null)
    return tag('span', { class: 'image' }, url ? tag('a', { href: safeHref(url) }, escapeHtml(alt || url)) : escapeHtml(alt));
  return `<img src="${escapeHtml(src)}" alt="${escapeHtml(alt)}" loading="lazy">`;
}

function task(node: Element, options: RenderOptions): string {
  const localId = textOf(childNamed(node, 'ac:task-id')?.children ?? []).trim();
  const done = textOf(childNamed(node, 'ac:task-status')?.children ?? []).trim() === 'complete';
  const body = childNamed(node, 'ac:task-body')?.children ?? [];
  const nested = elementsOf(node.children).filter((child) => child.name === 'ac:task-list');
  const id = options.taskIdOf?.(localId) ?? null;
  const box = `<input type="checkbox" aria-label="${escapeHtml(textOf(body).trim().slice(0, 120) || 'Task')}"${done ? ' checked' : ''}${id === null ? ' disabled' : ` data-task="${escapeHtml(id)}"`}>`;
  return tag('li', { class: done ? 'done' : 'open' }, `${box}<div>${render(body, options)}</div>${render(nested, options)}`);
}

const panelNames: Record<string, string> = { info: 'Info', note: 'Note', tip: 'Tip', warning: 'Warning', panel: 'Panel' };

function macro(node: Element, options: RenderOptions): string {
  const { name, parameters, rich, plain } = macroOf(node);
  const body = rich ? render(rich, options) : '';
  if (panelNames[name]) {
    const title = parameters.title ? tag('strong', { class: 'title' }, escapeHtml(parameters.title)) : '';
    return tag('div', { class: `panel ${name}`, role: 'note', 'aria-label': panelNames[name] ?? name }, title + body);
  }
  switch (name) {
    case 'code':
    case 'noformat': {
      const caption = parameters.title ?? parameters.language;
      return tag(
        'figure',
        { class: 'code' },
        `${caption ? tag('figcaption', {}, escapeHtml(caption)) : ''}${tag('pre', { tabindex: '0' }, tag('code', {}, escapeHtml(plain ?? '')))}`,
      );
    }
    case 'expand':
      return tag('details', {}, tag('summary', {}, escapeHtml(parameters.title || 'Click here to expand')) + body);
    case 'status':
      return tag(
        'span',
        { class: `status ${(parameters.colour ?? 'grey').toLowerCase().replace(/[^a-z]/g, '')}` },
        escapeHtml(parameters.title ?? ''),
      );
    case 'excerpt':
    case 'section':
    case 'column':
    case 'details':
      return tag('div', { class: name }, body);
    case 'anchor':
      return tag('span', { id: parameters[''] ?? '' }, '');
    default: {
      const facts = Object.entries(parameters).map(([key, value]) => `${key || 'value'}: ${value}`);
      const label = tag('span', { class: 'name' }, escapeHtml([name || 'macro', ...facts].join(' · ')));
      const text = plain === null ? '' : tag('pre', { tabindex: '0' }, escapeHtml(plain));
      const inside = [...(rich ?? [])].some((one) => isElement(one));
      return rich && !inside && !plain
        ? tag('span', { class: 'macro inline' }, label + body)
        : tag('div', { class: 'macro' }, label + text + body);
    }
  }
}
