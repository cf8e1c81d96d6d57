import { readFileSync } from 'node:fs';
import { convert } from '../src/document';

const usage = `Usage: npm run convert -- FILE [--adf] [--json] [--site URL]
       npm run convert -- --batch [FILE]

Prints the Markdown of one Confluence body, without front matter. FILE holds storage format, or an ADF document with --adf;
"-" or no FILE reads standard input.

  --adf       the body is an ADF document (JSON)
  --json      print {"markdown","warnings","milliseconds"} instead
  --batch     read one JSON object a line, {"id","format":"storage"|"adf","body"}, and print {"id","markdown","warnings"} a line
  --site URL  the site's address up to and with /wiki: links to pages and files become addresses there
  --help      print this
`;

/** A mistake of the person who called: told without a stack. */
class InputError extends Error {
  override readonly name = 'InputError';
}

interface Options {
  file: string | null;
  adf: boolean;
  json: boolean;
  batch: boolean;
  help: boolean;
  site: string | null;
}

function optionsOf(words: readonly string[]): Options {
  const options: Options = { file: null, adf: false, json: false, batch: false, help: false, site: null };
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? '';
    if (word === '--adf' || word === '--json' || word === '--batch' || word === '--help') {
      if (word === '--adf') options.adf = true;
      else if (word === '--json') options.json = true;
      else if (word === '--batch') options.batch = true;
      else options.help = true;
    } else if (word === '--site') {
      options.site = words[++index]?.replace(/\/+$/, '') ?? null;
      if (options.site === null) throw new InputError('--site needs an address, such as https://your-site.atlassian.net/wiki.');
    } else if (word.startsWith('--')) throw new InputError(`There is no option ${word}.\n\n${usage}`);
    else if (options.file !== null) throw new InputError(`Give one file: there are ${options.file} and ${word}.`);
    else options.file = word;
  }
  return options;
}

/** Bytes as text. Bytes that are no UTF-8, or hold zero bytes, are no body of Confluence's. */
function textOf(bytes: Buffer, name: string): string {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new InputError(`${name} is not text in UTF-8. Give a file of storage format or ADF.`);
  }
  if (text.includes('\0')) throw new InputError(`${name} holds zero bytes: it is not text. Give a file of storage format or ADF.`);
  return text;
}

function read(file: string | null): Buffer {
  if (file === null || file === '-') return readFileSync(0);
  try {
    return readFileSync(file);
  } catch (error) {
    throw new InputError(`${file} could not be read: ${error instanceof Error ? error.message : 'unknown reason'}`);
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function one(options: Options): void {
  const name = options.file ?? 'Standard input';
  const value = textOf(read(options.file), name);
  if (options.adf && value.trim() !== '' && !isJson(value))
    throw new InputError(`${name} is not JSON. Leave out --adf for storage format.`);
  const start = performance.now();
  const { markdown, warnings } = convert({ format: options.adf ? 'adf' : 'storage', value }, { siteUrl: options.site });
  const milliseconds = Math.round((performance.now() - start) * 1000) / 1000;
  process.stdout.write(options.json ? `${JSON.stringify({ markdown, warnings, milliseconds })}\n` : markdown);
}

interface BatchLine {
  id: unknown;
  format: 'storage' | 'adf';
  body: string;
}

function batchLine(line: string, number: number): BatchLine {
  const fail = (why: string) => new InputError(`Line ${number} ${why}. A line is {"id","format":"storage"|"adf","body"}.`);
  if (!isJson(line)) throw fail('is not JSON');
  const value: unknown = JSON.parse(line);
  if (typeof value !== 'object' || value === null) throw fail('is no object');
  const { id, format, body } = value as Record<string, unknown>; // an object has such properties or none
  if (format !== 'storage' && format !== 'adf') throw fail('has no format that is known');
  if (typeof body === 'string') return { id, format, body };
  if (format === 'adf' && typeof body === 'object' && body !== null) return { id, format, body: JSON.stringify(body) };
  throw fail('has no body in text');
}

/** Lines of standard input as they come. Only `\n` ends one: Node's readline would end them at U+2028 too, which JSON may hold. */
async function* linesOfInput(): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  const decode = (bytes?: Uint8Array) => {
    try {
      return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true });
    } catch {
      throw new InputError('Standard input is not text in UTF-8.');
    }
  };
  for await (const chunk of process.stdin) {
    const lines = (rest + decode(chunk as Uint8Array)).split('\n'); // a stream without an encoding gives bytes
    rest = lines.pop() ?? '';
    yield* lines;
  }
  yield rest + decode();
}

async function batch(options: Options): Promise<void> {
  const isInput = options.file === null || options.file === '-';
  const lines = isInput ? linesOfInput() : textOf(read(options.file), options.file ?? '').split('\n');
  let number = 0;
  for await (const line of lines) {
    number++;
    if (line.trim() === '') continue;
    const { id, format, body } = batchLine(line, number);
    const { markdown, warnings } = convert({ format, value: body }, { siteUrl: options.site });
    const printed = `${JSON.stringify({ id, markdown, warnings })}\n`;
    if (!process.stdout.write(printed)) await new Promise((resolve) => process.stdout.once('drain', resolve));
  }
}

async function main(): Promise<void> {
  const options = optionsOf(process.argv.slice(2));
  if (options.help) process.stdout.write(usage);
  else if (options.batch) await batch(options);
  else one(options);
}

main().catch((error: unknown) => {
  console.error(error instanceof InputError ? error.message : error);
  process.exitCode = 1;
});
