import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { sort } from '@compiled/css';
import type { Plugin } from 'vite';

const THEME = 'virtual:theme.css';
const RESOLVED = `\0${THEME}`;
const PARTS = ['light', 'dark', 'spacing', 'typography', 'shape', 'motion'];

/** Sorts the atomic rules that Atlaskit ships in *.compiled.css, as Compiled's own plugins do: shorthands first, media queries last. */
export function sortAtomicCss(): Plugin {
  return {
    name: 'sort-atomic-css',
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle))
        if (file.type === 'asset' && file.fileName.endsWith('.css'))
          file.source = sort(String(file.source), { sortAtRulesEnabled: true, sortShorthandEnabled: true });
    },
  };
}

/**
 * The themes' variables as a static stylesheet, imported as 'virtual:theme.css'. Atlaskit puts them into the page as <style> elements when
 * it runs, which Forge's policy refuses to an app that does not ask for unsafe-inline; this one does not.
 */
export function themeCss(): Plugin {
  return {
    name: 'theme-css',
    resolveId: (id) => (id === THEME ? RESOLVED : undefined),
    load: async (id) => (id === RESOLVED ? (await Promise.all(PARTS.map(themePart))).join('\n') : undefined),
  };
}

async function themePart(name: string): Promise<string> {
  const tokens = fileURLToPath(import.meta.resolve('@atlaskit/tokens/package.json'));
  const file = tokens.replace('package.json', `dist/es2019/artifacts/themes/atlassian-${name}.js`);
  const match = /export default (`|")([\s\S]*)\1;?\s*$/.exec(await readFile(file, 'utf8'));
  const text = match?.[2];
  if (text === undefined) throw new Error(`${file} is not the module with one string that it was: see build-plugins.mts`);
  return match?.[1] === '"' ? JSON.parse(`"${text}"`) : text;
}
