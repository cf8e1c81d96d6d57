import fc from 'fast-check';
import { compose, convert, type DocumentInput, largestFile } from '../../src/document';
import { cutText } from '../../src/document/split';
import { parse, rewritten, textOf, wordsOf } from './markdown';

function input(body: string): DocumentInput {
  return {
    siteUrl: 'https://site.example/wiki',
    space: { id: '7', key: 'ENG', name: 'Engineering' },
    content: {
      id: '1001',
      type: 'page',
      status: 'current',
      subtype: null,
      spaceId: '7',
      title: 'Large',
      parentId: null,
      parentType: null,
      authorId: null,
      createdAt: '2026-01-02T03:04:05.000Z',
      version: { number: 1, createdAt: '2026-01-02T03:04:05.000Z', authorId: null },
      labels: [],
      body: { format: 'storage', value: body },
    },
    comments: [],
    tasks: [],
    names: new Map(),
    audience: '',
  };
}

/** What a part holds below its front matter and title, without the marks that say that something goes on. */
function textOfPart(part: string): string {
  const [, ...rest] = part.replace(/^---\n[\s\S]*?\n---\n/, '').split('\n\n');
  return textOf(parse(rest.join('\n\n').replaceAll('_(continued)_', '')));
}

const words = (count: number, seed = 1) => Array.from({ length: count }, (_, index) => `w${seed}x${index}`).join(' ');

/** Where two long texts differ first, with a little of both; a failure that can be read. */
function difference(found: string, wanted: string): { at: number; found: string; wanted: string } | null {
  if (found === wanted) return null;
  let at = 0;
  while (found.charAt(at) === wanted.charAt(at)) at++;
  return { at, found: found.slice(Math.max(0, at - 30), at + 30), wanted: wanted.slice(Math.max(0, at - 30), at + 30) };
}

describe('a document above the size of a file', () => {
  it.each([
    ['a paragraph', `<p>${words(8000)}</p>`],
    ['one word', `<p>${'ä'.repeat(120_000)}</p>`],
    [
      'a code block',
      `<ac:structured-macro ac:name="code"><ac:plain-text-body><![CDATA[${words(8000).replaceAll(' ', '\n')}]]></ac:plain-text-body></ac:structured-macro>`,
    ],
    [
      'a line of code',
      `<ac:structured-macro ac:name="code"><ac:plain-text-body><![CDATA[${words(8000)}]]></ac:plain-text-body></ac:structured-macro>`,
    ],
    ['a list', `<ul>${Array.from({ length: 1300 }, (_, n) => `<li>${words(6, n)}</li>`).join('')}</ul>`],
    ['a list of one long item', `<ul><li>${Array.from({ length: 200 }, (_, n) => `<p>${words(40, n)}</p>`).join('')}</li></ul>`],
    [
      'a table',
      `<table><tbody><tr><th>A</th><th>B</th></tr>${Array.from({ length: 1800 }, (_, n) => `<tr><td>${words(3, n)}</td><td>${n}</td></tr>`).join('')}</tbody></table>`,
    ],
    ['a table of one long row', `<table><tbody><tr><th>A</th></tr><tr><td>${words(7000)}</td></tr></tbody></table>`],
    ['a table with a long header', `<table><tbody><tr><th>${words(6000)}</th></tr><tr><td>x</td></tr></tbody></table>`],
    [
      'a panel',
      `<ac:structured-macro ac:name="info"><ac:rich-text-body>${Array.from({ length: 200 }, (_, n) => `<p>${words(40, n)}</p>`).join('')}</ac:rich-text-body></ac:structured-macro>`,
    ],
    [
      'code of short lines in a panel',
      `<ac:structured-macro ac:name="info"><ac:rich-text-body><ac:structured-macro ac:name="code"><ac:plain-text-body><![CDATA[${'x\n'.repeat(16_000)}]]></ac:plain-text-body></ac:structured-macro></ac:rich-text-body></ac:structured-macro>`,
    ],
    [
      'lists in lists',
      `${'<ul><li>'.repeat(20)}${Array.from({ length: 900 }, (_, n) => `<p>${words(5, n)}</p>`).join('')}${'</li></ul>'.repeat(20)}`,
    ],
    ['strong text', `<p><strong>${words(8000)}</strong></p>`],
    ['a link', `<p><a href="https://example.com/">${words(6200)}</a></p>`],
    ['markup characters', `<p>${'*_`[]| x'.repeat(6000)}</p>`],
  ])('is cut inside of %s, and the parts joined lose nothing', (_name, body) => {
    const { parts } = compose(input(body));
    expect(parts.length).toBeGreaterThan(1);
    for (const part of parts) expect(Buffer.byteLength(part)).toBeLessThanOrEqual(largestFile);
    const wanted = wordsOf(textOf(parse(convert({ format: 'storage', value: body }).markdown)));
    const found = parts.flatMap((part) => wordsOf(textOfPart(part)));
    if (body.includes('<th>')) expect(wanted.filter((word) => !found.includes(word)).slice(0, 5)).toEqual([]);
    else expect(difference(found.join(''), wanted.join(''))).toBeNull();
  });

  it('repeats the header of a table in each part', () => {
    const rows = Array.from({ length: 1800 }, (_, n) => `<tr><td>${words(3, n)}</td></tr>`).join('');
    const { parts } = compose(input(`<table><tbody><tr><th>The header</th></tr>${rows}</tbody></table>`));
    for (const part of parts) expect(part).toContain('| The header |\n| --- |\n');
  });

  it('says which blocks were cut', () => {
    expect(compose(input(`<p>${words(8000)}</p>`)).warnings).toEqual([{ kind: 'cut-block', subject: 'paragraph', count: 1 }]);
  });

  it('holds every word of any mixture of blocks, in order, in parts that stay the same when written again', () => {
    const block = fc.oneof(
      fc.nat(400).map((n) => `<p>${words(n + 1, n)}</p>`),
      fc.nat(20).map((n) => `<h2>${words(n + 1, n)}</h2>`),
      fc.nat(300).map((n) => `<ul>${Array.from({ length: n + 1 }, (_, m) => `<li>${words(4, m)}</li>`).join('')}</ul>`),
      fc
        .nat(2000)
        .map(
          (n) =>
            `<ac:structured-macro ac:name="code"><ac:plain-text-body><![CDATA[${words(n + 1, n).replaceAll(' ', '\n')}]]></ac:plain-text-body></ac:structured-macro>`,
        ),
      fc.nat(600).map((n) => `<blockquote><p>${words(n + 1, n)}</p><p>${words(n + 1, n)}</p></blockquote>`),
    );
    fc.assert(
      fc.property(fc.array(block, { minLength: 20, maxLength: 30 }), (blocks) => {
        const body = blocks.join('');
        const { parts } = compose(input(body));
        expect(parts.every((part) => Buffer.byteLength(part) <= largestFile)).toBe(true);
        for (const part of parts) {
          const text = part.replace(/^---\n[\s\S]*?\n---\n\n/, '');
          expect(difference(rewritten(text), text)).toBeNull();
        }
        const wanted = wordsOf(textOf(parse(convert({ format: 'storage', value: body }).markdown)));
        const found = parts.length === 1 ? wanted : parts.flatMap((part) => wordsOf(textOfPart(part)));
        expect(difference(found.join(''), wanted.join(''))).toBeNull();
      }),
      { numRuns: 2 },
    );
  });

  it('cuts text at spaces where there are any, and never in a code point', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.integer({ min: 4, max: 50 }), (text, limit) => {
        const pieces = cutText(text, limit);
        expect(pieces.join('')).toBe(text);
        for (const piece of pieces) expect(piece).not.toMatch(/\p{Surrogate}/u);
      }),
    );
  });
});
