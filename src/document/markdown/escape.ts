import { decodeHTMLStrict } from 'entities';

/**
 * Escapes text so that a CommonMark and GFM parser reads it back as that text; what can't be mistaken for markup stays as it is.
 * Section numbers are those of the GFM specification.
 */

/** How many runs of each delimiter the text of a paragraph has, and how many could open and close: one without a partner needs no escape. */
export interface Delimiters {
  runs: number[];
  opening: number[];
  closing: number[];
}

/** The place of a delimiter in the two lists above. */
export function delimiterIndex(delimiter: string): number {
  return delimiter === '*' ? 0 : delimiter === '_' ? 1 : delimiter === '~' ? 2 : 3;
}

export function noDelimiters(): Delimiters {
  return { runs: [0, 0, 0, 0], opening: [0, 0, 0, 0], closing: [0, 0, 0, 0] };
}

export interface TextPlace {
  /** The character written before and the one to be written after the text; '' at the ends of a line. */
  before: string;
  after: string;
  lineStart: boolean;
  /** True on the second and further lines of a paragraph, where a line can make a heading or a table of the one before. */
  continued: boolean;
  inTable: boolean;
  inLink: boolean;
  /** True where `[x] ` would be read as the box of a task. */
  itemStart: boolean;
  delimiters: Delimiters;
  /** True where another node or a mark stands beside the text: a run of delimiters there may turn out to open or to close. */
  edges: { start: boolean; end: boolean };
  /** The delimiters of the marks that the text stands in: the same ones in the text would end them. */
  within: string;
}

const special = /[\\`*_~<&[\]!|@]/;
const specials = /[\\`*_~<&[\]!|@]/g;
/** What a parser that reads from left to right may take for the domain of an address. */
const domain = /@[\w-]*(?:\.[\da-z][\w-]*)+/iy;
const punctuation = /[\p{P}\p{S}]/u;
const symbol = /\p{S}/u;
const whiteSpace = /\s/;
const reference = /&(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[Xx][0-9A-Fa-f]{1,6});/y;
const lineStartMarkup = /^(?:(#{1,6})(?=\s|$)|(>)|([-+*])(?=\s|$)|(\d{1,9})([.)])(?=\s|$)|(~{3,}|`{3,}))/;
const thematicBreak = /^([-_*])[ \t]*(?:\1[ \t]*){2,}$/;
const definition = /^\[[^\]]*\]:/;
const taskBox = /^\[[ xX]\](?=\s|$)/;
const secondLine = /^(?:=+|-+|[-:|][-:| ]*)$/;

export function isWhite(character: string): boolean {
  return character === '' || whiteSpace.test(character);
}

/** The code point before `at`, which may be half of a surrogate pair. */
function characterBefore(text: string, at: number): string {
  const code = text.charCodeAt(at - 1);
  return code >= 0xdc00 && code <= 0xdfff && at > 1 ? text.slice(at - 2, at) : text.charAt(at - 1);
}

function characterAt(text: string, at: number): string {
  const code = text.codePointAt(at);
  return code === undefined ? '' : String.fromCodePoint(code);
}

/** How parsers see a character beside a delimiter. Of symbols and of what is beyond 16 bits they think differently: 'either'. */
function kindOf(character: string): 'white' | 'punctuation' | 'word' | 'either' {
  if (isWhite(character)) return 'white';
  const code = character.charCodeAt(0);
  if (code < 128) return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) ? 'word' : 'punctuation';
  if (!punctuation.test(character)) return 'word';
  return character.length > 1 || symbol.test(character) ? 'either' : 'punctuation';
}

export interface Flanks {
  /** True if every parser takes the run for one that opens (closes). */
  opens: boolean;
  closes: boolean;
  /** True if some parser may. */
  mayOpen: boolean;
  mayClose: boolean;
}

function flanksOf(delimiter: string, before: string, after: string): { opens: boolean; closes: boolean } {
  const left = after !== 'white' && (after !== 'punctuation' || before !== 'word');
  const right = before !== 'white' && (before !== 'punctuation' || after !== 'word');
  if (delimiter !== '_') return { opens: left, closes: right };
  return { opens: left && (!right || before === 'punctuation'), closes: right && (!left || after === 'punctuation') };
}

const both = ['punctuation', 'word'] as const;

/** Rules of section 6.4 (emphasis) and 6.5 (strikethrough) for a run of delimiters between two characters. */
export function flanking(delimiter: string, before: string, after: string): Flanks {
  const [left, right] = [kindOf(before), kindOf(after)];
  const flanks: Flanks = { opens: true, closes: true, mayOpen: false, mayClose: false };
  for (const l of left === 'either' ? both : [left]) {
    for (const r of right === 'either' ? both : [right]) {
      const one = flanksOf(delimiter, l, r);
      flanks.opens &&= one.opens;
      flanks.closes &&= one.closes;
      flanks.mayOpen ||= one.opens;
      flanks.mayClose ||= one.closes;
    }
  }
  // micromark lets a run that stands beside another delimiter both open and close, whatever is on its other side.
  flanks.mayOpen ||= right !== 'white' && /^[*_~]$/.test(after);
  flanks.mayClose ||= left !== 'white' && /^[*_~]$/.test(before);
  return flanks;
}

/** Calls `visit` for each run of `*`, `_` and `~` in a text. */
export function eachRun(
  text: string,
  before: string,
  after: string,
  visit: (delimiter: string, opens: boolean, closes: boolean, at: number, end: number) => void,
): void {
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (character !== '*' && character !== '_' && character !== '~') continue;
    let end = at + 1;
    while (text.charAt(end) === character) end++;
    const side = flanking(character, at === 0 ? before : characterBefore(text, at), end === text.length ? after : characterAt(text, end));
    visit(character, side.mayOpen, side.mayClose, at, end);
    at = end - 1;
  }
}

function isReference(text: string, at: number): boolean {
  reference.lastIndex = at;
  const found = reference.exec(text)?.[0];
  return found !== undefined && decodeHTMLStrict(found) !== found;
}

/** An address ends with a letter; where an `_` is written with an escape, it may end there. */
function isDomain(text: string, at: number): boolean {
  domain.lastIndex = at;
  const found = domain.exec(text)?.[0];
  return found !== undefined && /[a-z]$|_/i.test(found);
}

function needsEscape(text: string, at: number, place: TextPlace, runs: Map<number, boolean> | null): boolean {
  const next = at + 1 < text.length ? text.charAt(at + 1) : place.after;
  switch (text.charAt(at)) {
    case '\\':
      return next === '' || next === '\n' || /[!-/:-@[-`{-~]/.test(next);
    case '`':
      return (place.delimiters.runs[delimiterIndex('`')] ?? 0) > 1;
    case '*':
    case '_':
    case '~':
      return runs?.get(at) ?? false;
    case '<':
      return /[A-Za-z/!?]/.test(next);
    case '&':
      return isReference(text, at);
    case '!':
      return at + 1 === text.length && place.after === '[';
    case '|':
      return place.inTable;
    case '[':
      return place.inLink;
    case '@':
      return !place.inLink && /[\w+.-]/.test(at === 0 ? place.before : text.charAt(at - 1)) && isDomain(text, at);
    default:
      // `]:` ends the label of a definition, which may have begun in another node before this text.
      return place.inLink || next === '(' || (next === ':' && text.lastIndexOf('[', at) < 0);
  }
}

function escapeInline(text: string, place: TextPlace): string {
  if (!special.test(text)) return text;
  let runs: Map<number, boolean> | null = null;
  if (/[*_~]/.test(text)) {
    runs = new Map();
    const decided = runs;
    const { delimiters, edges, within } = place;
    eachRun(text, place.before, place.after, (delimiter, mayOpen, mayClose, at, end) => {
      const isEdge = (edges.start && at === 0) || (edges.end && end === text.length);
      const opens = mayOpen || isEdge;
      const closes = mayClose || isEdge;
      const index = delimiterIndex(delimiter);
      const others = (delimiters.runs[index] ?? 0) > 1;
      const openers = (delimiters.opening[index] ?? 0) - (opens ? 1 : 0);
      const closers = (delimiters.closing[index] ?? 0) - (closes ? 1 : 0);
      const pairs = others && ((opens && closers > 0) || (closes && openers > 0));
      const escaped = pairs || ((opens || closes) && within.includes(delimiter));
      for (let character = at; character < end; character++) decided.set(character, escaped);
    });
  }
  return text.replace(specials, (character, at: number) => (needsEscape(text, at, place, runs) ? `\\${character}` : character));
}

function escapeLineStart(written: string, raw: string, place: TextPlace, itemStart: boolean, continued: boolean): string {
  const code = raw.charCodeAt(0);
  // Letters can't begin a block; most lines begin with one.
  if ((code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code > 127) return written;
  const whole = place.after === '' ? raw : '';
  const match = lineStartMarkup.exec(raw);
  if (match !== null) {
    const [, , , bullet, number] = match;
    if (number !== undefined) return `${number}\\${written.slice(number.length)}`;
    // A bullet at the end of this text is one only if white space or nothing follows.
    if (bullet === undefined || raw.length > 1 || place.after === '') return written.startsWith('\\') ? written : `\\${written}`;
  }
  if (thematicBreak.test(whole) || definition.test(raw) || (itemStart && taskBox.test(raw)) || (continued && secondLine.test(whole))) {
    return written.startsWith('\\') ? written : `\\${written}`;
  }
  return written;
}

/** The text as it is to be written at its place. Soft line breaks (`\n`) in it stay. */
export function escapeText(text: string, place: TextPlace): string {
  const written = escapeInline(text, place);
  if (!text.includes('\n')) return place.lineStart ? escapeLineStart(written, text, place, place.itemStart, place.continued) : written;
  const rawLines = text.split('\n');
  return written
    .split('\n')
    .map((line, index) => {
      if (index === 0 && !place.lineStart) return line;
      const isLast = index === rawLines.length - 1;
      const at = isLast ? place : { ...place, after: '' };
      return escapeLineStart(line, rawLines[index] ?? '', at, place.itemStart && index === 0, place.continued || index > 0);
    })
    .join('\n');
}
