import type { Body } from '../content';
import { readBody } from './body';
import { write } from './markdown/write';
import { type ReferenceInput, references } from './references';
import type { Warning } from './types';
import { warnings } from './warnings';

/** The Markdown of one body alone, without front matter, title, or a limit on its size. Never throws. */
export function convert(body: Body, context: Partial<ReferenceInput> = {}): { markdown: string; warnings: Warning[] } {
  const lost = warnings();
  const to = references({ siteUrl: null, spaceKey: null, contentId: null, names: new Map(), ...context });
  const { blocks } = readBody(body, { references: to, warnings: lost });
  return { markdown: write(blocks), warnings: lost.list() };
}
