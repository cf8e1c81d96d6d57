import fc from 'fast-check';
import { convert } from '../../src/document';
import { addressLine, adfDocument, anyText, mutated, storageDocument } from './documents';
import { parse, rewritten, textOf } from './markdown';

/** How many documents each property sees. `npm run test:document` asks for more than an ordinary run has time for. */
const runs = Number(process.env.DOCUMENT_RUNS ?? 500);
jest.setTimeout(30_000 + runs * 60);
const context = { siteUrl: 'https://site.example/wiki', spaceKey: 'ENG', contentId: '1', names: new Map([['a', 'Ana Pop']]) };

function markdownOf(format: 'storage' | 'adf', value: string): string {
  return convert({ format, value }, context).markdown;
}

const halves = /\p{Surrogate}/u;

function holds(format: 'storage' | 'adf', value: string): void {
  const markdown = markdownOf(format, value);
  expect(halves.test(markdown)).toBe(false);
  expect(rewritten(markdown)).toBe(markdown);
}

describe('a converted document', () => {
  afterAll(() => console.log(`Documents and texts generated: ${6 * runs}`));

  it('is valid text that stays the same when it is parsed and written again: storage', () => {
    fc.assert(
      fc.property(storageDocument, (value) => holds('storage', value)),
      { numRuns: runs },
    );
  });

  it('is valid text that stays the same when it is parsed and written again: broken storage', () => {
    fc.assert(
      fc.property(mutated(storageDocument), (value) => holds('storage', value)),
      { numRuns: runs },
    );
  });

  it('is valid text that stays the same when it is parsed and written again: ADF', () => {
    fc.assert(
      fc.property(adfDocument, (value) => holds('adf', value)),
      { numRuns: runs },
    );
  });

  it('never throws for broken ADF', () => {
    fc.assert(
      fc.property(mutated(adfDocument), (value) => holds('adf', value)),
      { numRuns: runs },
    );
  });

  it('stays the same when it is parsed and written again: what addresses are made of', () => {
    fc.assert(
      fc.property(addressLine, fc.constantFrom('p', 'h2', 'li', 'td', 'strong'), (line, place) => {
        const inside = `<${place}>${line}</${place}>`;
        holds('storage', place === 'li' ? `<ul>${inside}</ul>` : place === 'td' ? `<table><tr>${inside}</tr></table>` : inside);
      }),
      { numRuns: runs },
    );
  });

  it('gives back any text that looks like Markdown as that text', () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom('p', 'h2', 'li', 'td', 'blockquote'), (text, place) => {
        const value = ['\u0000', '\u200b', '\ud800']
          .reduce((all, invisible) => all.replaceAll(invisible, ''), text)
          .replace(/\s+/g, ' ')
          .trim();
        fc.pre(value !== '');
        const escaped = value.replace(/&/g, '&amp;').replace(/</g, '&lt;');
        const inside = `<${place}>${escaped}</${place}>`;
        const body = place === 'li' ? `<ul>${inside}</ul>` : place === 'td' ? `<table><tr>${inside}</tr></table>` : inside;
        expect(textOf(parse(markdownOf('storage', body))).trim()).toBe(value);
      }),
      { numRuns: runs },
    );
  });
});
