import { paragraphs, quote } from '../mdast/blocks';
import { type Atom, linked, textAtom } from '../mdast/phrasing';
import { mention } from '../references';
import { type BlockMacro, bodyOf, type InlineMacro, type Macro, type World } from './macro';

/** What a macro names in one of its parameters (a page, a file), as a link. */
function namedIn(macro: Macro, parameters: readonly string[], world: World, marks: number): Atom[] {
  for (const name of parameters) {
    const target = macro.target(name);
    if (target !== null) {
      if (target.url === null) world.warnings.add('unresolved-link', macro.name);
      return linked([textAtom(target.label, marks)], target.url);
    }
    const text = macro.parameter(name);
    if (text !== '') return [textAtom(text, marks)];
  }
  return [];
}

/** `[label: what]`, for content that lies elsewhere. */
function reference(label: string, parameters: readonly string[]): InlineMacro {
  return (macro, world, marks) => {
    const named = namedIn(macro, parameters, world, marks);
    return [textAtom(named.length === 0 ? `[${label}]` : `[${label}: `, marks), ...named, textAtom(named.length === 0 ? '' : ']', marks)];
  };
}

/** An address in a parameter: what a widget, a frame or a video shows. */
const address: InlineMacro = (macro, world, marks) => {
  const target = macro.target('url') ?? macro.target('src') ?? macro.target('');
  const raw = target?.label ?? (macro.parameter('url') || macro.parameter('src') || macro.parameter(''));
  const shown = macro.parameter('title') || macro.parameter('name') || raw;
  if (shown === '') return [textAtom(`[macro: ${macro.label}]`, marks)];
  return linked([textAtom(shown, marks)], target === null ? world.references.absolute(raw) : target.url);
};

const file: InlineMacro = (macro, world, marks) => {
  const shown = namedIn(macro, ['name', 'attachment', 'filename', 'file'], world, marks);
  if (shown.length === 0) return [textAtom(`[macro: ${macro.label}]`, marks)];
  const isLinked = shown.some((atom) => atom.url !== '');
  const name = macro.parameter('name');
  return isLinked || name === '' ? shown : linked(shown, world.references.attachment(name, null));
};

const jira: InlineMacro = (macro, world, marks) => {
  const key = macro.parameter('key') || macro.parameter('issuekey');
  if (key !== '') {
    const summary = macro.parameter('summary');
    const issue = linked([textAtom(key, marks)], /^[A-Z][A-Z0-9_]*-\d+$/.test(key) ? world.references.jiraIssue(key) : null);
    // `summary` says whether to show one, in all but old pages, which hold the text itself.
    return summary === '' || summary === 'true' || summary === 'false' ? issue : [...issue, textAtom(`: ${summary}`, marks)];
  }
  const query = macro.parameter('jqlQuery') || macro.parameter('jql') || macro.parameter('url');
  return [textAtom(query === '' ? '[Jira issues]' : `[Jira issues: ${query}]`, marks)];
};

const person: InlineMacro = (macro, world, marks) => {
  const id = macro.accountId('user') || macro.accountId('User');
  return id === '' ? [] : [textAtom(mention(id, world.references), marks)];
};

const button: InlineMacro = (macro, world, marks) => {
  const label = macro.parameter('label') || macro.parameter('title') || macro.parameter('text') || macro.parameter('buttonLabel');
  const href = macro.parameter('url') || macro.parameter('link') || macro.parameter('href');
  if (label === '' && href === '') return [];
  return linked([textAtom(label || href, marks)], href === '' ? null : world.references.absolute(href));
};

/** A drawing that is kept in an attachment: its name, and the labels where the body has them. */
const drawing: BlockMacro = (macro, world) => {
  const name =
    ['diagramName', 'diagramDisplayName', 'displayName', 'name', 'filename', 'title', 'board', '']
      .map((key) => macro.parameter(key))
      .find((text) => text !== '') ?? '';
  const label = name === '' ? `[diagram: ${macro.name}]` : `[diagram: ${name}]`;
  return [...paragraphs([textAtom(label)]), ...bodyOf(macro, world)];
};

export const drawingMacros: Readonly<Record<string, BlockMacro>> = {
  drawio: drawing,
  'drawio-sketch': drawing,
  'inc-drawio': drawing,
  gliffy: drawing,
  lucidchart: drawing,
  'lucidchart-cloud': drawing,
  balsamiq: drawing,
  mockup: drawing,
  miro: drawing,
  whiteboard: drawing,
};

/** Content of another page: what it shows, in a quote below its name, where the caller has it; else its name. */
function include(label: string, isExcerpt: boolean): BlockMacro {
  const parameters = ['', 'default-parameter', 'page', 'pageTitle'];
  const named = reference(label, parameters);
  return (macro, world) => {
    const name = paragraphs(named(macro, world, 0));
    const page = parameters.map((parameter) => macro.target(parameter)?.page).find((found) => found !== undefined);
    const blocks = page === undefined ? null : world.included(page, isExcerpt ? macro.parameter('name') : null);
    return blocks === null || blocks.length === 0 ? name : quote([...name, ...blocks]);
  };
}

export const includeMacros: Readonly<Record<string, BlockMacro>> = {
  include: include('include', false),
  'include-page': include('include', false),
  'excerpt-include': include('excerpt', true),
};

export const referenceMacros: Readonly<Record<string, InlineMacro>> = {
  widget: address,
  iframe: address,
  'widget-connector': address,
  'html-include': address,
  rss: address,
  youtube: address,
  'google-drive': address,
  'view-file': file,
  viewfile: file,
  viewpdf: file,
  viewdoc: file,
  viewxls: file,
  viewppt: file,
  multimedia: file,
  'office-excel': file,
  'office-word': file,
  'office-powerpoint': file,
  gallery: reference('gallery', ['title', 'include']),
  attachments: reference('attachments', []),
  'tasks-report-macro': reference('tasks report', []),
  'tasks-report': reference('tasks report', []),
  detailssummary: reference('page properties report', ['label', 'labels', 'cql']),
  jira,
  'jira-legacy': jira,
  jiraissues: jira,
  profile: person,
  'profile-picture': person,
  'user-profile': person,
  button,
  'create-from-template': button,
  'ui-button': button,
  auibutton: button,
};
