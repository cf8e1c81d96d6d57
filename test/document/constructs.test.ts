import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { convert } from '../../src/document';
import { rewritten } from './markdown';

/**
 * One folder for each construct: `*.xml` is storage format, `*.json` ADF, `*.md.txt` the Markdown that is expected. Where a folder has both
 * formats under one name, both have to give the same Markdown. `UPDATE_GOLDENS=1` writes the files anew, to be read before they are kept.
 */
const folder = join(__dirname, 'constructs');

const context = {
  siteUrl: 'https://site.example/wiki',
  spaceKey: 'ENG',
  contentId: '1001',
  names: new Map([['ana', 'Ana Pop']]),
  pages: new Map([['ENG/Same space', 'https://site.example/wiki/spaces/ENG/pages/55']]),
  files: new Map([
    ['f-1', 'map 1.png'],
    ['f-2', 'notes.txt'],
  ]),
};

const inputs = readdirSync(folder).flatMap((name) =>
  readdirSync(join(folder, name))
    .filter((file) => !file.endsWith('.md.txt'))
    .map((file) => [`${name}/${file}`] as const),
);

describe('the construct', () => {
  it.each(inputs)('%s', (input) => {
    const path = join(folder, input);
    const expected = path.replace(/\.(?:xml|json)$/, '.md.txt');
    const { markdown } = convert({ format: path.endsWith('.json') ? 'adf' : 'storage', value: readFileSync(path, 'utf8') }, context);
    const isFirst = path.endsWith('.xml') || !existsSync(path.replace(/\.json$/, '.xml'));
    if (process.env.UPDATE_GOLDENS === '1' && isFirst) writeFileSync(expected, markdown);
    expect(markdown).toBe(readFileSync(expected, 'utf8'));
    expect(rewritten(markdown)).toBe(markdown);
  });
});
