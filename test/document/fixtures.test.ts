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
  const files = present ? filesIn(folder) : [];
  const storage = files.filter((file) => /\.(?:xhtml|xml)$/.test(file));
  const adf = files.filter((file) => file.endsWith('.json') && /"type"\s*:/.test(readFileSync(file, 'utf8')));

  it.each(storage.map((file) => [relative(folder, file)]))('keeps its words, and its Markdown is stable: %s', (name) => {
    const value = readFileSync(join(folder, name), 'utf8');
    const { markdown } = convert({ format: 'storage', value }, { siteUrl: 'https://site.example/wiki', spaceKey: 'ENG', contentId: '1' });
    expect(rewritten(markdown)).toBe(markdown);
    if (exceptions[name] !== undefined) return;
    const wanted = visibleWords(value);
    const missing = wanted.length - inOrder(wanted, wordsOf(textOf(parse(markdown))));
    expect({ missing, of: wanted.length, ok: missing <= wanted.length * (1 - share) }).toMatchObject({ ok: true });
  });

  it.each(adf.map((file) => [relative(folder, file)]))('is converted, and its Markdown is stable: %s', (name) => {
    const { markdown } = convert({ format: 'adf', value: readFileSync(join(folder, name), 'utf8') });
    expect(rewritten(markdown)).toBe(markdown);
  });

  it.each(['basic', 'web-macro'])('gives the same Markdown for both formats of the page %s', (name) => {
    const pair = join(folder, 'adf/atlcli-adf/adf-pairs', name);
    const one = convert({ format: 'storage', value: readFileSync(`${pair}.storage.xml`, 'utf8') });
    const other = convert({ format: 'adf', value: readFileSync(`${pair}.adf.json`, 'utf8') });
    expect(other).toEqual(one);
  });
});
