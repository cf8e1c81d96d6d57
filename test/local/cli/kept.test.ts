/** --data belongs to one site, and knows when it is to go to another repository. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isOtherTarget, KeptStateError, keepTarget, keepToSite } from '../../../local/cli/kept';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'kept-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

test('kept state is of the site that it was made with, and of no other', () => {
  keepToSite(dir, 'https://acme.example');
  expect(() => keepToSite(dir, 'https://acme.example')).not.toThrow();
  expect(() => keepToSite(dir, 'https://other.example')).toThrow(KeptStateError);
  expect(() => keepToSite(dir, null)).toThrow(/keeps the state of https:\/\/acme\.example.*the local Confluence/);
  expect(() => keepToSite(null, 'https://other.example')).not.toThrow();
});

test('another address or another key of Qontext is noticed, and neither is written down', () => {
  expect(isOtherTarget(null, 'https://q.example', 'key-1')).toBe(false);
  expect(isOtherTarget(dir, 'https://q.example', 'key-1')).toBe(true);
  keepTarget(dir, 'https://q.example', 'key-1');
  expect(isOtherTarget(dir, 'https://q.example', 'key-1')).toBe(false);
  expect(isOtherTarget(dir, 'https://q.example', 'key-2')).toBe(true);
  expect(isOtherTarget(dir, 'https://p.example', 'key-1')).toBe(true);
  for (const name of readdirSync(dir)) expect(readFileSync(path.join(dir, name), 'utf8')).not.toMatch(/key-1|q\.example/);
});
