import { mayRead } from './access';
import { invalidRequest } from './problem';
import { type Actor, currentChange, pathOf, type State, type StoredFile } from './state';

export interface Found {
  content: string;
  file: StoredFile;
}

/** Files that share words with the query, best first. The real search goes by meaning too; this one by words, weighing names and rare words more. */
export function searchHybrid(state: State, actor: Actor, query: string, limit: number, lagMs: number): Found[] {
  const words = [...new Set(wordsOf(query))];
  const files = searchable(state, actor, lagMs).map((file) => ({ file, text: currentChange(file).content }));
  const counted = files.map(({ file, text }) => ({ file, text, counts: countWords(words, wordsOf(`${file.name} ${file.name} ${text}`)) }));
  const rarity = words.map((_, i) => Math.log(1 + files.length / (1 + counted.filter(({ counts }) => (counts[i] ?? 0) > 0).length)));
  return counted
    .map(({ file, text, counts }) => ({ file, text, score: counts.reduce((sum, n, i) => sum + Math.log(1 + n) * (rarity[i] ?? 0), 0) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.file.serial - b.file.serial)
    .slice(0, limit)
    .map(({ file, text }) => ({ file, content: text }));
}

/** Files with lines that match, each with those lines. Throws 400 invalid_request for a pattern that RE2 does not know. */
export function searchRegex(state: State, actor: Actor, pattern: string, limit: number, lagMs: number): Found[] {
  // RE2 has neither look-around nor references back; JavaScript would take them.
  if (/\(\?(?:[=!]|<[=!])|\\[1-9]|\\k</.test(pattern)) throw invalidRequest('RE2 has neither look-around nor back-references.');
  const line = compile(pattern);
  const found: Found[] = [];
  for (const file of searchable(state, actor, lagMs)) {
    const lines = currentChange(file)
      .content.split('\n')
      .filter((text) => line.test(text));
    if (lines.length > 0) found.push({ file, content: lines.join('\n') });
    if (found.length === limit) break;
  }
  return found;
}

function compile(pattern: string): RegExp {
  try {
    return new RegExp(pattern, 'u');
  } catch {
    throw invalidRequest('query is not a regular expression in the syntax of RE2.');
  }
}

function searchable(state: State, actor: Actor, lagMs: number): StoredFile[] {
  const now = state.clock.now();
  return [...state.files.values()].filter((file) => file.updatedAt + lagMs <= now && mayRead(actor, pathOf(state, file)));
}

const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

function countWords(words: string[], text: string[]): number[] {
  const index = new Map(words.map((word, i) => [word, i]));
  const counts = words.map(() => 0);
  for (const word of text) {
    const i = index.get(word);
    if (i !== undefined) counts[i] = (counts[i] ?? 0) + 1;
  }
  return counts;
}
