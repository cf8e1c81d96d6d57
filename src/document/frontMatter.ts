// The library's build for browsers is its smallest, and the function bundle is not minified by Forge.
import { dump, load } from 'js-yaml/browser';

/** Fields in the order in which they are written. Nothing in them may change while the content does not: no time of reading. */
export interface FrontMatter {
  source_integration: 'Confluence';
  source_data_type: 'Page' | 'BlogPost' | 'About';
  source_id: string;
  url?: string;
  space?: string;
  title: string;
  version?: number;
  author?: string;
  created?: string;
  updated?: string;
  labels?: string[];
  audience?: string;
  part?: string;
}

const fence = '---\n';

/** The block between `---` lines. The library quotes whatever could break out of it. */
export function writeFrontMatter(fields: FrontMatter): string {
  const present = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  return fence + dump(present, { lineWidth: -1 }) + fence;
}

/** The front matter's block at the start of a file; null where there is none. */
function blockOf(markdown: string): string | null {
  const text = markdown.replace(/^\ufeff/, '').replace(/\r\n/g, '\n');
  if (!text.startsWith(fence)) return null;
  const end = text.indexOf('\n---', fence.length - 1);
  return end < 0 ? null : text.slice(fence.length, end + 1);
}

/** Reads `source_id` back out of a file's front matter; null where the file is not one of ours or can't be read. */
export function sourceIdOf(markdown: string): string | null {
  const block = blockOf(markdown);
  if (block === null || block.length > 100_000) return null;
  const fields = loadFields(block);
  const id = fields?.source_id;
  return fields?.source_integration === 'Confluence' && (typeof id === 'string' || typeof id === 'number') ? String(id) : null;
}

/** Null for what is no YAML, or no mapping. */
function loadFields(block: string): Record<string, unknown> | null {
  try {
    const fields: unknown = load(block);
    // A YAML mapping is a plain record; each field is looked at before it is used.
    return typeof fields === 'object' && fields !== null ? (fields as Record<string, unknown>) : null;
  } catch {
    // A person's file may hold anything; then it is not one of ours.
    return null;
  }
}
