import { paragraphs } from '../../mdast/blocks';
import { type Atom, textAtom } from '../../mdast/phrasing';
import { accountIdOf, linked, mention, resourceIn, targetOf } from '../links';
import type { Macro } from '../macro';
import type { Reading, Style } from '../reading';
import { type BlockMacro, bodyOf, type InlineMacro } from './kinds';

/** What a macro names in one of its parameters (a page, a file), as a link. */
function namedIn(macro: Macro, parameters: readonly string[], reading: Reading, style: Style): Atom[] {
  for (const name of parameters) {
    const element = macro.parameterElement(name);
    if (element === null) continue;
    const resource = resourceIn(element.children);
    if (resource !== null) {
      const target = targetOf(resource, reading);
      if (target.url === null) reading.warnings.add('unresolved-link', resource.name);
      return linked([textAtom(target.label, style.marks)], target.url);
    }
    const text = macro.parameter(name);
    if (text !== '') return [textAtom(text, style.marks)];
  }
  return [];
}

/** `[label: what]`, for content that lies elsewhere. */
function reference(label: string, parameters: readonly string[]): InlineMacro {
  return (macro, reading, style) => {
    const named = namedIn(macro, parameters, reading, style);
    return [
      textAtom(named.length === 0 ? `[${label}]` : `[${label}: `, style.marks),
      ...named,
      textAtom(named.length === 0 ? '' : ']', style.marks),
    ];
  };
}

/** An address in a parameter: what a widget, a frame or a video shows. */
const address: InlineMacro = (macro, reading, style) => {
  const element = macro.parameterElement('url') ?? macro.parameterElement('src') ?? macro.parameterElement('');
  const resource = element === null ? null : resourceIn(element.children);
  const raw =
    resource === null ? macro.parameter('url') || macro.parameter('src') || macro.parameter('') : targetOf(resource, reading).label;
  const url = resource === null ? reading.references.absolute(raw) : targetOf(resource, reading).url;
  const shown = macro.parameter('title') || macro.parameter('name') || raw;
  if (shown === '') return [textAtom(`[macro: ${macro.name}]`, style.marks)];
  return linked([textAtom(shown, style.marks)], url);
};

const file: InlineMacro = (macro, reading, style) => {
  const shown = namedIn(macro, ['name', 'attachment', 'filename', 'file'], reading, style);
  if (shown.length === 0) return [textAtom(`[macro: ${macro.name}]`, style.marks)];
  const isLinked = shown.some((atom) => atom.url !== '');
  const name = macro.parameter('name');
  return isLinked || name === '' ? shown : linked(shown, reading.references.attachment(name, null));
};

const jira: InlineMacro = (macro, reading, style) => {
  const key = macro.parameter('key') || macro.parameter('issuekey');
  if (key !== '') {
    const summary = macro.parameter('summary');
    const issue = linked([textAtom(key, style.marks)], /^[A-Z][A-Z0-9_]*-\d+$/.test(key) ? reading.references.jiraIssue(key) : null);
    // `summary` says whether to show one, in all but old pages, which hold the text itself.
    return summary === '' || summary === 'true' || summary === 'false' ? issue : [...issue, textAtom(`: ${summary}`, style.marks)];
  }
  const query = macro.parameter('jqlQuery') || macro.parameter('jql') || macro.parameter('url');
  return [textAtom(query === '' ? '[Jira issues]' : `[Jira issues: ${query}]`, style.marks)];
};

const person: InlineMacro = (macro, reading, style) => {
  const element = macro.parameterElement('user') ?? macro.parameterElement('User');
  const resource = element === null ? null : resourceIn(element.children);
  const id = resource === null ? macro.parameter('user') || macro.parameter('User') : accountIdOf(resource);
  return id === '' ? [] : [textAtom(mention(id, reading), style.marks)];
};

const button: InlineMacro = (macro, reading, style) => {
  const label = macro.parameter('label') || macro.parameter('title') || macro.parameter('text') || macro.parameter('buttonLabel');
  const href = macro.parameter('url') || macro.parameter('link') || macro.parameter('href');
  if (label === '' && href === '') return [];
  return linked([textAtom(label || href, style.marks)], href === '' ? null : reading.references.absolute(href));
};

/** A drawing that is kept in an attachment: its name, and the labels where the body has them. */
const drawing: BlockMacro = (macro, reading, style) => {
  const name =
    ['diagramName', 'diagramDisplayName', 'displayName', 'name', 'filename', 'title', 'board', '']
      .map((key) => macro.parameter(key))
      .find((text) => text !== '') ?? '';
  const label = name === '' ? `[diagram: ${macro.name}]` : `[diagram: ${name}]`;
  return [...paragraphs([textAtom(label, style.marks)]), ...bodyOf(macro, reading, style)];
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

export const referenceMacros: Readonly<Record<string, InlineMacro>> = {
  include: reference('include', ['', 'page', 'pageTitle']),
  'excerpt-include': reference('excerpt', ['', 'default-parameter', 'page', 'pageTitle']),
  'include-page': reference('include', ['', 'page']),
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
