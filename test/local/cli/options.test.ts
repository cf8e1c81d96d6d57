/** The command line: every option has its effect, and a wrong one is refused with a message that says what to change. */
import { helpText, readOptions, UsageError } from '../../../local/cli/options';

const read = (line: string, env: Record<string, string> = {}) => readOptions(line === '' ? [] : line.split(' '), env);
const refusal = (line: string, env: Record<string, string> = {}) => {
  try {
    read(line, env);
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    return error instanceof Error ? error.message : '';
  }
  throw new Error(`"${line}" was taken`);
};

test('without options the demo site stays and every space is mirrored', () => {
  expect(read('')).toEqual({
    mode: 'stay',
    json: false,
    mirror: true,
    confluence: { kind: 'embedded', contentDir: null },
    qontext: { kind: 'embedded', key: null },
    spaces: null,
    port: 4100,
    dataDir: null,
    outDir: null,
    latencyMs: 0,
    faults: 'none',
  });
});

test('every option is read', () => {
  const line = '--once --json --out o --content c --spaces ENG,~yuki,ENG --key k --port 0 --data d --latency 80 --faults some';
  expect(read(line)).toEqual({
    mode: 'once',
    json: true,
    mirror: true,
    confluence: { kind: 'embedded', contentDir: 'c' },
    qontext: { kind: 'embedded', key: 'k' },
    spaces: ['ENG', '~yuki'],
    port: 0,
    dataDir: 'd',
    outDir: 'o',
    latencyMs: 80,
    faults: 'some',
  });
  expect(read('--manual')).toMatchObject({ mirror: false });
});

test("a site's address is taken with or without /wiki and slashes", () => {
  for (const url of ['https://acme.example', 'https://acme.example/', 'https://acme.example/wiki', 'https://acme.example/wiki/']) {
    expect(read(`--confluence ${url} --email a@b.c --token t`)).toMatchObject({
      confluence: { kind: 'remote', url: 'https://acme.example', email: 'a@b.c', token: 't' },
    });
  }
});

test('keys may come from the environment, and the command line is stronger', () => {
  const env = { CONFLUENCE_EMAIL: 'env@b.c', CONFLUENCE_TOKEN: 'env-token', QONTEXT_API_KEY: 'env-key' };
  expect(read('--confluence https://a.example --qontext https://q.example', env)).toMatchObject({
    confluence: { email: 'env@b.c', token: 'env-token' },
    qontext: { kind: 'remote', url: 'https://q.example', key: 'env-key' },
  });
  expect(read('--confluence https://a.example --token mine', env)).toMatchObject({ confluence: { email: 'env@b.c', token: 'mine' } });
  expect(read('--qontext https://q.example --key mine', env)).toMatchObject({ qontext: { key: 'mine' } });
});

test("the environment's keys of real services are not given to the local ones", () => {
  expect(read('', { CONFLUENCE_TOKEN: 'secret', QONTEXT_API_KEY: 'secret' })).toMatchObject({
    confluence: { kind: 'embedded' },
    qontext: { kind: 'embedded', key: null },
  });
});

test.each([
  ['--what', /--what/],
  ['stray', /stray/],
  ['--port', /--port/],
  ['--port x', /--port needs a whole number/],
  ['--port 65535', /from 0 to 65533/],
  ['--latency -1', /--latency/],
  ['--latency 1.5', /--latency needs a whole number/],
  ['--faults lots', /none, some, many/],
  ['--json', /--json needs --once/],
  ['--out o', /--out needs --once/],
  ['--once --manual', /--manual/],
  ['--email a@b.c', /need --confluence/],
  ['--token t', /need --confluence/],
  ['--confluence https://a.example', /CONFLUENCE_EMAIL/],
  ['--confluence https://a.example --email a@b.c', /CONFLUENCE_TOKEN/],
  ['--confluence a.example --email a@b.c --token t', /https:\/\/ or http:\/\//],
  ['--confluence ftp://a.example --email a@b.c --token t', /https:\/\/ or http:\/\//],
  ['--confluence https://u:p@a.example --email a@b.c --token t', /credentials/],
  ['--confluence https://a.example --email a@b.c --token t --content c', /Give one of them/],
  ['--qontext https://q.example', /QONTEXT_API_KEY/],
  ['--qontext q --key k', /--qontext needs an address/],
  ['--spaces ,', /at least one space key/],
])('%s is refused', (line, message) => {
  expect(refusal(line)).toMatch(message);
});

test('the help documents every option that is taken, and is asked for by --help', () => {
  expect(read('--help --once')).toBe('help');
  const options = [
    'once',
    'json',
    'out',
    'manual',
    'content',
    'confluence',
    'email',
    'token',
    'spaces',
    'qontext',
    'key',
    'port',
    'data',
    'latency',
    'faults',
    'help',
  ];
  for (const option of options) expect(helpText).toMatch(new RegExp(`^ {2}--${option}\\b`, 'm'));
  for (const variable of ['CONFLUENCE_EMAIL', 'CONFLUENCE_TOKEN', 'QONTEXT_API_KEY']) expect(helpText).toContain(variable);
});
