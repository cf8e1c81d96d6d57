import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type ApiKey, childrenOf, currentChange, type Folder, pathOf, type State, type StoredFile } from './state';

type Entry = { workspace: State['workspace'] } | { folder: Folder } | { file: StoredFile } | { key: ApiKey } | { gone: string };

/**
 * Keeps the state in a folder: a journal of one JSON line for each thing that became another, so that a write costs what it
 * changes and a kill loses at most the line being written. Reads what is there, then writes it anew without what was superseded.
 */
export function keepIn(state: State, folder: string): void {
  mkdirSync(folder, { recursive: true });
  const journal = join(folder, 'repository.ndjson');
  if (existsSync(journal)) replay(state, readFileSync(journal, 'utf8').split('\n'));
  const lines = snapshot(state).map((entry) => JSON.stringify(entry));
  writeFileSync(`${journal}.new`, `${lines.join('\n')}\n`);
  renameSync(`${journal}.new`, journal);
  state.keep = (entry) => appendFileSync(journal, `${JSON.stringify(entry)}\n`);
}

function replay(state: State, lines: string[]): void {
  for (const [index, line] of lines.entries()) {
    if (line === '') continue;
    let entry: Entry;
    try {
      // The file is ours: only this module writes it.
      entry = JSON.parse(line) as Entry;
    } catch (error) {
      // The last line may have been cut off by a kill; a broken line before it means that the file is not to be trusted.
      if (index === lines.length - 1) break;
      throw new Error(`Line ${index + 1} of the kept repository is broken: restore or remove it.`, { cause: error });
    }
    if ('workspace' in entry) state.workspace = entry.workspace;
    else if ('folder' in entry) state.folders.set(entry.folder.id, entry.folder);
    else if ('file' in entry) state.files.set(entry.file.id, entry.file);
    else if ('key' in entry) state.keys.set(entry.key.key, entry.key);
    else {
      state.folders.delete(entry.gone);
      state.files.delete(entry.gone);
    }
  }
  attach(state);
}

function attach(state: State): void {
  for (const node of [...state.folders.values(), ...state.files.values()]) childrenOf(state, node.parentId).set(node.name, node);
  for (const file of state.files.values()) state.serial = Math.max(state.serial, file.serial);
}

function snapshot(state: State): Entry[] {
  return [
    { workspace: state.workspace },
    ...[...state.keys.values()].map((key) => ({ key })),
    ...[...state.folders.values()].map((folder) => ({ folder })),
    ...[...state.files.values()].map((file) => ({ file })),
  ];
}

/** Writes every file as it is now below `dir`, in the repository's own tree. */
export async function writeFilesTo(state: State, dir: string): Promise<void> {
  const made = new Set<string>();
  for (const file of state.files.values()) {
    const target = join(dir, pathOf(state, file));
    if (!made.has(dirname(target))) await mkdir(dirname(target), { recursive: true });
    made.add(dirname(target));
    await writeFile(target, currentChange(file).content);
  }
}
