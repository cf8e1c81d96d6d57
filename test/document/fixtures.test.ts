import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { convert } from '../../src/document';
import { parse, rewritten, textOf, wordsOf } from './markdown';
import { visibleWords } from './visibleWords';

/**
 * Real documents of public repositories, which lie beside the project and are not part of it. Every visible word has to come back, in order,
 * when the Markdown is parsed; what is left out by intent is not visible by the rules of `visibleWords`.
 */
const folder = join(__dirname, '../../../shared/fixtures');
const share = 0.999;

/** Documents with words that can't come back, and why. */
const exceptions: Readonly<Record<string, string>> = {};

function filesIn(path: string): string[] {
  return readdirSync(path).flatMap((name) => {
    const child = join(path, name);
    return statSync(child).isDirectory() ? filesIn(child) : [child];
  });
}

/** The texts of an ADF document's text nodes. */
function textsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  const { type, text, content } = value as { type?: unknown; text?: unknown; content?: unknown }; // an object has such properties or none
  return [...(type === 'text' && typeof text === 'string' ? [text] : []), ...textsIn(content)];
}

const present = existsSync(folder);
if (!present) console.log('Skipped: the real documents of ../shared/fixtures are not here.');

/** Length of the longest row of `wanted` words that stand in `found` in the same order, by looking ahead a little way. */
function inOrder(wanted: readonly string[], found: readonly string[]): number {
  let at = 0;
  let kept = 0;
  for (const word of wanted) {
    const next = found.indexOf(word, at);
    if (next < 0 || next - at > 400) continue;
    at = next + 1;
    kept++;
  }
  return kept;
}

(present ? describe : describe.skip)('each real document', () => {
  let total = 0;
  let lost = 0;
  afterAll(() =>
    console.log(
      `Words of real storage documents that come back: ${total - lost} of ${total} (${((100 * (total - lost)) / total).toFixed(2)} %)`,
    ),
  );

  const files = present ? filesIn(folder) : [];
  const storage = files.filter((file) => /\.(?:xhtml|xml)$/.test(file));
  const adf = files.filter((file) => file.endsWith('.json') && /"type"\s*:/.test(readFileSync(file, 'utf8')));

  it.each(storage.map((file) => [relative(folder, file)]))('keeps its words, and its Markdown is stable: %s', (name) => {
    const value = readFileSync(join(folder, name), 'utf8');
    const { markdown } = convert({ format: 'storage', value }, { siteUrl: 'https://site.example/wiki', spaceKey: 'ENG', contentId: '1' });
    expect(rewritten(markdown)).toBe(markdown);
    if (exceptions[name] !== undefined) return;
    const wanted = visibleWords(value);
    total += wanted.length;
    const missing = wanted.length - inOrder(wanted, wordsOf(textOf(parse(markdown))));
    lost += missing;
    expect({ missing, of: wanted.length, ok: missing <= wanted.length * (1 - share) }).toMatchObject({ ok: true });
  });

  it.each(adf.map((file) => [relative(folder, file)]))('keeps its words, and its Markdown is stable: %s', (name) => {
    const value = readFileSync(join(folder, name), 'utf8');
    const { markdown } = convert({ format: 'adf', value });
    expect(rewritten(markdown)).toBe(markdown);
    if (exceptions[name] !== undefined) return;
    const found = wordsOf(textOf(parse(markdown))).join('');
    expect(textsIn(JSON.parse(value)).filter((text) => !found.includes(wordsOf(text).join('')))).toEqual([]);
  });

  it.each(['basic', 'web-macro'])('gives the same Markdown for both formats of the page %s', (name) => {
    const pair = join(folder, 'adf/atlcli-adf/adf-pairs', name);
    const one = convert({ format: 'storage', value: readFileSync(`${pair}.storage.xml`, 'utf8') });
    const other = convert({ format: 'adf', value: readFileSync(`${pair}.adf.json`, 'utf8') });
    expect(other).toEqual(one);
  });
});
