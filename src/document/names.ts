import type { Content, Space } from '../content';

/**
 * Names of files and folders in the repository. Qontext forbids `; $ | & \ < > * ? [ ] { } :`, the backtick and control characters, a
 * folder that begins with `.` or ends with `.md`, and takes no empty name. `/` would make a folder of its own; characters that show nothing
 * or turn the reading direction would let two names look alike.
 */
const forbidden = /[;$|&\\<>*?[\]{}:`/\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]+/gu;

/** Bytes of the readable part: with an id, a date and ` part 99.md` a name stays below the 255 bytes that file systems allow. */
const longestTitle = 150;

function cut(text: string, bytes: number): string {
  if (Buffer.byteLength(text) <= bytes) return text;
  let kept = '';
  let size = 0;
  for (const character of text) {
    size += Buffer.byteLength(character);
    if (size > bytes) break;
    kept += character;
  }
  return kept;
}

/** A title as a name may hold it: its letters, without what is forbidden; `Untitled` where nothing is left. */
function readable(title: string): string {
  const text = title
    .normalize('NFC')
    .replace(forbidden, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/^[.\s]+/, '');
  const kept = cut(text, longestTitle).replace(/[.\s]+$/, '');
  return kept === '' ? 'Untitled' : kept;
}

/** Ids and keys are made of few characters; whatever else came in their place is not let into a path. */
function safeId(id: string): string {
  const kept = id.replace(/[^\w~-]+/g, '');
  return kept === '' ? '0' : kept.slice(0, 80);
}

function day(createdAt: string): string {
  return /^\d{4}-\d{2}-\d{2}/.exec(createdAt)?.[0] ?? 'undated';
}

/** `<title> (<id>).md`; parts after the first `<title> (<id>) part 2.md`; blog posts begin with their day. `part` counts from 1. */
export function fileName(content: Pick<Content, 'id' | 'type' | 'title' | 'createdAt'>, part: number): string {
  const date = content.type === 'blogpost' ? `${day(content.createdAt)} ` : '';
  const suffix = part > 1 ? ` part ${part}` : '';
  return `${date}${readable(content.title)} (${safeId(content.id)})${suffix}.md`;
}

/** `<title> (<id>)`: the folder of a page's children, and of a Confluence folder. */
export function folderName(content: Pick<Content, 'id' | 'title'>): string {
  return `${readable(content.title)} (${safeId(content.id)})`;
}

/** `<space name> (<KEY>)`. */
export function spaceFolderName(space: Pick<Space, 'key' | 'name'>): string {
  return `${readable(space.name)} (${safeId(space.key)})`;
}

/** The folder of a blog post: the year in which it was created, in UTC as Confluence gives it. */
export function blogYear(createdAt: string): string {
  return /^\d{4}/.exec(createdAt)?.[0] ?? 'undated';
}
