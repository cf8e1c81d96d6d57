import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { SeedPage, SeedSpace } from './seed';

const storageFiles = new Set(['.xml', '.html', '.xhtml', '.storage', '.txt']);

/** Words of a file name; the extension is not part of the title. */
const titleOf = (name: string) => {
  const words = name.replace(/[-_]+/g, ' ').trim();
  return words === '' ? name : words.charAt(0).toUpperCase() + words.slice(1);
};

/** Titles are there once in a space: the second of a name gets a number. */
function uniqueTitles(): (title: string) => string {
  const taken = new Set<string>();
  return (title) => {
    let free = title;
    for (let number = 2; taken.has(free); number++) free = `${title} (${number})`;
    taken.add(free);
    return free;
  };
}

/**
 * A folder of storage-format files as a space with the key FILES: a file is a page, a folder is the page that its files lie under,
 * titles come from the names. Files of other kinds are left out.
 */
export function loadFolder(dir: string, options: { key?: string; name?: string } = {}): SeedSpace {
  const unique = uniqueTitles();
  const home: SeedPage = { title: unique('Files'), body: '<p>Pages that were read from a folder of files.</p>' };
  const pagesIn = (folder: string): SeedPage[] => {
    const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
    return entries.flatMap((entry): SeedPage[] => {
      const path = join(folder, entry.name);
      if (entry.name.startsWith('.')) return [];
      if (entry.isDirectory()) {
        const title = unique(titleOf(entry.name));
        const children = pagesIn(path);
        return children.length === 0 ? [] : [{ title, body: `<p>${children.length} pages below.</p>`, children }];
      }
      if (!entry.isFile() || !storageFiles.has(extname(entry.name).toLowerCase())) return [];
      return [{ title: unique(titleOf(entry.name.slice(0, -extname(entry.name).length))), body: readFileSync(path, 'utf8') }];
    });
  };
  return { key: options.key ?? 'FILES', name: options.name ?? 'Files', type: 'global', pages: [home, ...pagesIn(dir)] };
}
