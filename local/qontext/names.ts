import { invalidRequest } from './problem';

/** Qontext's list of characters that a name may not have; control characters come on top. */
const FORBIDDEN = /[;$|&\\<>*?[\]{}:`]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;
/** The longest name that ordinary file systems take, so that the repository can be written to a folder. Qontext publishes no number. */
const MAX_NAME_BYTES = 255;

function checkAnyName(name: string): void {
  if (name === '' || name === '.' || name === '..') throw invalidRequest('A name must not be empty, "." or "..".');
  if (name.includes('/')) throw invalidRequest('A name must not contain "/".');
  if (FORBIDDEN.test(name)) throw invalidRequest('A name must not contain any of ; $ | & \\ < > * ? [ ] { } : or `.');
  if (CONTROL.test(name)) throw invalidRequest('A name must not contain control characters.');
  if (name !== name.trim()) throw invalidRequest('A name must not begin or end with white space.');
  if (Buffer.byteLength(name) > MAX_NAME_BYTES) throw invalidRequest(`A name must not be longer than ${MAX_NAME_BYTES} bytes.`);
}

/** Throws 400 invalid_request for a name that a file may not have. */
export function checkFileName(name: string): void {
  checkAnyName(name);
  if (!name.endsWith('.md') || name === '.md') throw invalidRequest('A file name must end in .md.');
}

/** Throws 400 invalid_request for a name that a folder may not have. */
export function checkFolderName(name: string): void {
  checkAnyName(name);
  if (name.startsWith('.')) throw invalidRequest('A folder name must not start with ".".');
  if (name.endsWith('.md')) throw invalidRequest('A folder name must not end in .md.');
}

/** '/a/b' -> ['a', 'b']; '/' -> []. Throws 400 invalid_request for a path that is not absolute or has an empty part. */
export function segmentsOf(path: string): string[] {
  if (!path.startsWith('/')) throw invalidRequest('A path must be absolute: it starts with "/".');
  if (path === '/') return [];
  const segments = path.slice(1).split('/');
  if (segments.includes('')) throw invalidRequest('A path must not have empty parts or end with "/".');
  return segments;
}

/** Splits the path of a file. Throws 400 invalid_request where a name is not allowed, and for a file at the root. */
export function splitFilePath(path: string): { folders: string[]; name: string } {
  const folders = segmentsOf(path);
  const name = folders.pop();
  if (name === undefined) throw invalidRequest('The path of a file must name a file.');
  checkFileName(name);
  for (const folder of folders) checkFolderName(folder);
  if (folders.length === 0) throw invalidRequest('A file must lie in a folder, not at the root.');
  return { folders, name };
}

/** Splits the path of a folder. Throws 400 invalid_request where a name is not allowed, and for the root, which has no path to name. */
export function splitFolderPath(path: string): string[] {
  const folders = segmentsOf(path);
  if (folders.length === 0) throw invalidRequest('The root folder has no path to name.');
  for (const folder of folders) checkFolderName(folder);
  return folders;
}
